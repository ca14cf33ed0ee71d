using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Publication;

/// <summary>What a month's lists lack of one entry.</summary>
public enum SpendingGap
{
    /// <summary>The decision is not published, so the public sees nothing of the grant.</summary>
    NotPublished,
    Purpose,

    /// <summary>Why it would secure or contribute to crime and disorder reduction.</summary>
    Reasons,
    ValueForMoney,

    /// <summary>No condition is shown. Right where there is none or they are exempt; somebody has to have looked.</summary>
    CheckConditions,

    /// <summary>The grant is kept from the public: it is exempt, or its decision withheld. Right where the ground holds.</summary>
    CheckExemption,
}

public static class SpendingGaps
{
    /// <summary>Whether the list is wrong as it stands; else somebody has to look whether it is.</summary>
    public static bool IsMissing(this SpendingGap gap) =>
        gap is not (SpendingGap.CheckConditions or SpendingGap.CheckExemption);

    /// <summary>What is missing of a grant in the list of its power, in the order of mending.</summary>
    public static IReadOnlyList<SpendingGap> Of(GrantFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var gaps = new List<SpendingGap>();
        if (facts.Exposure == GrantExposure.KeptBack)
            return [SpendingGap.CheckExemption];
        var list = SpendingLists.Of(facts.Power);
        if (facts.Exposure == GrantExposure.NotPublished)
        {
            gaps.Add(SpendingGap.NotPublished);
            // Purpose, reasons and conditions can come with the decision; why it was good value cannot.
            if (list == SpendingList.Items && !Says(facts.ValueForMoney))
                gaps.Add(SpendingGap.ValueForMoney);
            return gaps;
        }
        if (!Says(facts.Purpose))
            gaps.Add(SpendingGap.Purpose);
        switch (list)
        {
            case SpendingList.Grants:
                if (!Says(facts.Reasons))
                    gaps.Add(SpendingGap.Reasons);
                if (facts.Conditions == 0)
                    gaps.Add(SpendingGap.CheckConditions);
                break;
            case SpendingList.Items:
                if (!Says(facts.ValueForMoney))
                    gaps.Add(SpendingGap.ValueForMoney);
                break;
        }
        return gaps;
    }

    /// <summary>What is missing of an imported item.</summary>
    public static IReadOnlyList<SpendingGap> Of(string? purpose, string? valueForMoney) =>
        [
            .. Says(purpose) ? [] : new[] { SpendingGap.Purpose },
            .. Says(valueForMoney) ? [] : new[] { SpendingGap.ValueForMoney },
        ];

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text);
}

/// <summary>What the public sees of the decision that made a grant.</summary>
public enum GrantExposure
{
    NotPublished,

    /// <summary>The decision is published, and its funding or the whole of it is exempt; or it is withheld with a reason.</summary>
    KeptBack,
    Published,
}

/// <summary>What the public would read of a grant.</summary>
/// <param name="Purpose">In the grant's words for the public, else the decision's.</param>
/// <param name="Reasons">Likewise.</param>
/// <param name="Conditions">How many the public would see.</param>
public sealed record GrantFacts(
    StatutoryPower Power,
    GrantExposure Exposure,
    string? Purpose,
    string? Reasons,
    string? ValueForMoney,
    int Conditions
);
