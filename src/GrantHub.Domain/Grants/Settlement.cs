namespace GrantHub.Domain.Grants;

/// <summary>How a year was closed: what was paid and spent in it, and what happens to what is left.</summary>
/// <param name="BroughtForward">From the year before.</param>
/// <param name="Unspent">What was left; the three parts below add up to it, or to less where a termination left the rest with the recipient.</param>
/// <param name="CarryForward">Stays with the recipient, to be spent in the next year as well.</param>
/// <param name="Recover">Comes back to the office, as a recovery.</param>
/// <param name="Offset">Stays with the recipient and lessens what is paid in the next year.</param>
/// <param name="Into">The year that takes what is carried forward or set off; null when nothing is.</param>
public sealed record Settlement(
    Money BroughtForward,
    Money Paid,
    Money Recovered,
    Money Spent,
    Money Unspent,
    Money CarryForward,
    Money Recover,
    Money Offset,
    FinancialYear? Into,
    string? Note,
    long ById,
    string ByName,
    DateTime At
)
{
    public Money MovedOn => CarryForward + Offset;
}
