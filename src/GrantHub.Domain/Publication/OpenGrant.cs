namespace GrantHub.Domain.Publication;

/// <summary>A published grant as open data (360Giving Data Standard 1.4): what the public may read of it, and nothing else.</summary>
/// <param name="Title">Of the published decision.</param>
/// <param name="Description">What the grant is for, in its words for the public, else in the decision's.</param>
/// <param name="Years">In order.</param>
/// <param name="Payments">Those that were paid, in order of number.</param>
/// <param name="Notices">Of the published decisions that made and changed the grant, in that order.</param>
/// <param name="ModifiedAt">When what is said here last changed, as the data itself tells, in UTC.</param>
public sealed record OpenGrant(
    string Reference,
    string Slug,
    string DecisionSlug,
    string Title,
    string Description,
    DateOnly DecidedOn,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    OpenRecipient Recipient,
    IReadOnlyList<OpenProgramme> Programmes,
    IReadOnlyList<OpenYear> Years,
    IReadOnlyList<OpenPayment> Payments,
    IReadOnlyList<OpenNotice> Notices,
    DateTime ModifiedAt
)
{
    /// <summary>Confirmed and indicative; what is discontinued was never or is no longer awarded.</summary>
    public Money Awarded => Money.Sum(Years.Select(year => year.Committed));
}

/// <summary>Who holds the grant now.</summary>
/// <param name="OtherIdentifier">Of another public register, such as "GB-LAE-STT".</param>
public sealed record OpenRecipient(
    string Name,
    string Slug,
    string? CharityNumber,
    string? CompanyNumber,
    string? OtherIdentifier
)
{
    /// <summary>As org-id.guide writes it, the charity's first; null where the office knows none.</summary>
    public string? Identifier =>
        CharityNumber is not null ? $"GB-CHC-{CharityNumber}"
        : CompanyNumber is not null ? $"GB-COH-{CompanyNumber}"
        : OtherIdentifier;
}

/// <summary>A funding stream that pays for the grant.</summary>
public sealed record OpenProgramme(string Code, string Title);

/// <summary>One financial year of the schedule.</summary>
public sealed record OpenYear(FinancialYear Year, Money Confirmed, Money Indicative)
{
    public Money Committed => Confirmed + Indicative;
}

/// <param name="Number">Within the grant, from 1.</param>
/// <param name="Year">Of the schedule, whatever the date.</param>
public sealed record OpenPayment(int Number, FinancialYear Year, DateOnly On, Money Amount);

/// <param name="Slug">The reference as an address writes it.</param>
public sealed record OpenNotice(string Reference, string Slug, string Title);
