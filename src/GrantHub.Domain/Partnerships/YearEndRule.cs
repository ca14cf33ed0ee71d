namespace GrantHub.Domain.Partnerships;

/// <summary>What happens with what a year ends better than its budget.</summary>
public enum UnderspendRule
{
    /// <summary>All of it stays in the partnership's balance.</summary>
    CarryForward,

    /// <summary>All of it goes back to the partners, pro rata to their contributions in cash.</summary>
    ReturnProRata,

    /// <summary>A percentage goes back pro rata; the rest stays in the balance.</summary>
    Split,
}

/// <summary>Who makes good what the reserve cannot.</summary>
public enum OverspendRule
{
    /// <summary>The partners, pro rata to their contributions in cash.</summary>
    ProRata,

    /// <summary>The partners, by percentages that they agreed.</summary>
    FixedShares,
}

/// <summary>What one partner agreed about an overspend.</summary>
/// <param name="ShareTenths">Of an overspend, in tenths of a percent; null where shares are pro rata.</param>
/// <param name="Cap">The most that the partner makes good of one year; null: no cap.</param>
public sealed record PartnerTerm(long OrganisationId, string Partner, int? ShareTenths, Money? Cap);

/// <summary>
/// What the partners agreed about the end of a year. An overspend is met from the reserve first. What a cap takes off one
/// partner's share is not laid on the others: it is carried forward as a deficit until the partners decide.
/// </summary>
/// <param name="ReturnTenths">With <see cref="UnderspendRule.Split"/>: how much goes back, in tenths of a percent; else null.</param>
/// <param name="Terms">Of partners with a fixed share or a cap.</param>
public sealed record YearEndRule(
    UnderspendRule Underspend,
    int? ReturnTenths,
    OverspendRule Overspend,
    IReadOnlyList<PartnerTerm> Terms
)
{
    public const int WholeTenths = 1000;

    public static YearEndRule Default { get; } =
        new(UnderspendRule.CarryForward, null, OverspendRule.ProRata, []);
}
