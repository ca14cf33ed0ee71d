using System.Text.RegularExpressions;

namespace GrantHub.Domain.Publication;

/// <summary>What the schema of 360Giving lets through and a reader stumbles over.</summary>
public enum QualityFault
{
    /// <summary>£0.00 or less.</summary>
    Amount,
    EndsBeforeStart,
    TitleIsDescription,
    EmailInTitle,
    EmailInDescription,
    EmailInName,
    PostcodeInTitle,
    PostcodeInDescription,
    PostcodeInName,
    NoIdentifier,
    UnknownPrefix,
    CharityNumber,
    CompanyNumber,
    NoProgramme,
    NoLocation,
}

/// <summary>Who can mend a fault.</summary>
public enum QualityMender
{
    /// <summary>Says anew what the grant is for.</summary>
    LeadOfficer,

    /// <summary>Corrects what is published of the decision.</summary>
    Publisher,

    /// <summary>Keeps the organisation's names and numbers.</summary>
    OrganisationKeeper,

    /// <summary>Changes the settings.</summary>
    Administrator,
}

/// <summary>The rules of our own for open data, each of one grant.</summary>
public static partial class GrantQuality
{
    /// <summary>
    /// The registers of the United Kingdom in the list of org-id.guide, whose codes begin identifiers; 360G is what a
    /// publisher gives out itself.
    /// </summary>
    public static IReadOnlySet<string> Prefixes { get; } =
        new HashSet<string>
        {
            "GB-CASC",
            "GB-CHC",
            "GB-COA",
            "GB-COE",
            "GB-COH",
            "GB-CR",
            "GB-EDU",
            "GB-GOR",
            "GB-GOV",
            "GB-GOVUK",
            "GB-HESA",
            "GB-IRN",
            "GB-LAE",
            "GB-LANI",
            "GB-LAS",
            "GB-MPR",
            "GB-NHS",
            "GB-NIC",
            "GB-PLA",
            "GB-PPG",
            "GB-REV",
            "GB-SC",
            "GB-SCOTEDU",
            "GB-SHPE",
            "GB-SRS",
            "GB-UKPRN",
            "GB-WALEDU",
        };

    /// <summary>With which letters Companies House begins a number that is not eight digits.</summary>
    private static readonly HashSet<string> CompanyLetters =
    [
        .. "AC BR CE CS FC FE GE GN GS IC IP LP NA NC NF NI NL NO NP NR NV NZ OC OE PC RC RS SA SC SE SF SG SI SL SO SP SR SZ ZC".Split(
            ' '
        ),
    ];

    /// <summary>Every fault of a grant, in the order in which they are listed.</summary>
    public static IReadOnlyList<QualityFault> Of(OpenGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var (title, description, name) = (grant.Title, grant.Description, grant.Recipient.Name);
        (QualityFault Fault, bool Found)[] rules =
        [
            (QualityFault.Amount, grant.Awarded <= Money.Zero),
            (QualityFault.EndsBeforeStart, grant.PeriodEnd < grant.PeriodStart),
            (QualityFault.TitleIsDescription, Key(title) == Key(description)),
            (QualityFault.EmailInTitle, Email().IsMatch(title)),
            (QualityFault.EmailInDescription, Email().IsMatch(description)),
            (QualityFault.EmailInName, Email().IsMatch(name)),
            (QualityFault.PostcodeInTitle, Postcode().IsMatch(title)),
            (QualityFault.PostcodeInDescription, Postcode().IsMatch(description)),
            (QualityFault.PostcodeInName, Postcode().IsMatch(name)),
            (QualityFault.NoIdentifier, grant.Recipient.Identifier is null),
            (QualityFault.UnknownPrefix, HasUnknownPrefix(grant.Recipient.OtherIdentifier)),
            (QualityFault.CharityNumber, IsNoCharity(grant.Recipient.CharityNumber)),
            (QualityFault.CompanyNumber, IsNoCompany(grant.Recipient.CompanyNumber)),
            (QualityFault.NoProgramme, grant.Programmes.Count == 0),
        ];
        return [.. rules.Where(rule => rule.Found).Select(rule => rule.Fault)];
    }

    public static QualityMender Mender(this QualityFault fault) =>
        fault switch
        {
            QualityFault.Amount
            or QualityFault.EndsBeforeStart
            or QualityFault.TitleIsDescription
            or QualityFault.EmailInDescription
            or QualityFault.PostcodeInDescription
            or QualityFault.NoProgramme => QualityMender.LeadOfficer,
            QualityFault.EmailInTitle or QualityFault.PostcodeInTitle => QualityMender.Publisher,
            QualityFault.EmailInName
            or QualityFault.PostcodeInName
            or QualityFault.NoIdentifier
            or QualityFault.UnknownPrefix
            or QualityFault.CharityNumber
            or QualityFault.CompanyNumber => QualityMender.OrganisationKeeper,
            QualityFault.NoLocation => QualityMender.Administrator,
        };

    /// <summary>Whether an identifier "GB-LAE-STT" begins with a register that nobody keeps.</summary>
    public static bool HasUnknownPrefix(string? identifier) =>
        identifier is not null
        && !(
            identifier.Split('-', 3) is [var country, var register, { Length: > 0 }]
            && (country == "360G" || Prefixes.Contains($"{country}-{register}"))
        );

    private static bool IsNoCharity(string? number) =>
        number is not null && !Charity().IsMatch(number);

    private static bool IsNoCompany(string? number) =>
        number is not null
        && (
            !Company().IsMatch(number)
            || number.Trim('0').Length == 0
            || (char.IsLetter(number[0]) && !CompanyLetters.Contains(number[..2]))
        );

    private static string Key(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The Charity Commission for England and Wales gives six or seven digits, the first not 0.</summary>
    [GeneratedRegex("^[1-9][0-9]{5,6}(-[0-9]{1,4})?$")]
    private static partial Regex Charity();

    [GeneratedRegex("^([0-9]{8}|[A-Z]{2}[0-9]{6})$")]
    private static partial Regex Company();

    [GeneratedRegex(@"[^\s@]{1,64}@[^\s@]{1,255}\.[^\s@.]{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")]
    private static partial Regex Postcode();
}
