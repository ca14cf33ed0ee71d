using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Publication;

/// <summary>The two monthly lists of the Elected Local Policing Bodies (Specified Information) Order 2011.</summary>
public enum SpendingList
{
    /// <summary>Sch. para 3(f): crime and disorder reduction grants, by the day of the decision.</summary>
    Grants,

    /// <summary>Sch. para 3(g): other items of more than £500.00, by the day of payment.</summary>
    Items,
}

public static class SpendingLists
{
    /// <summary>An item is listed when it is more than this; one of exactly £500.00 is not.</summary>
    public static readonly Money Threshold = Money.Pounds(500);

    /// <summary>A grant under s.9 of the Act of 2011 is in the one list, what is paid under any other power in the other.</summary>
    public static SpendingList Of(StatutoryPower power) =>
        power == StatutoryPower.CrimeAndDisorderReduction
            ? SpendingList.Grants
            : SpendingList.Items;

    /// <summary>As the Order numbers it: "f" or "g".</summary>
    public static string Letter(this SpendingList list) =>
        list switch
        {
            SpendingList.Grants => "f",
            SpendingList.Items => "g",
        };

    /// <summary>What the public reads of conditions; a waived one does not hold.</summary>
    public static IReadOnlyList<string> Public(IEnumerable<GrantCondition> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return [.. conditions.Where(c => c.Waiver is null).Select(c => c.Text)];
    }
}

/// <summary>One entry of a month's lists, as the public reads it.</summary>
/// <param name="Date">Of the decision in the list of grants; of the payment in the other.</param>
/// <param name="Conditions">Those that the public may see, in order; empty outside the list of grants.</param>
/// <param name="Reasons">Why it would secure or contribute to crime and disorder reduction; null where nobody has said so.</param>
/// <param name="ValueForMoney">Why good value for money was expected; null where nobody has said so.</param>
/// <param name="Reference">Of the grant, with the number of the payment; of an imported item, its file and line.</param>
public sealed record SpendingRow(
    SpendingList List,
    DateOnly Date,
    string Recipient,
    string Purpose,
    Money Amount,
    IReadOnlyList<string> Conditions,
    string? Reasons,
    string? ValueForMoney,
    PaidBy PaidBy,
    string Reference
);
