using System.Globalization;
using System.Text;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Publication;

/// <summary>How much money a decision is about, as the public filters by it.</summary>
public enum AmountBand
{
    None,
    UpTo5000,
    UpTo25000,
    UpTo100000,
    UpTo1000000,
    Over1000000,
}

public static class AmountBands
{
    public static AmountBand Of(Money? amount) =>
        amount switch
        {
            null => AmountBand.None,
            { } money when money <= Money.Pounds(5_000) => AmountBand.UpTo5000,
            { } money when money <= Money.Pounds(25_000) => AmountBand.UpTo25000,
            { } money when money <= Money.Pounds(100_000) => AmountBand.UpTo100000,
            { } money when money <= Money.Pounds(1_000_000) => AmountBand.UpTo1000000,
            _ => AmountBand.Over1000000,
        };
}

/// <summary>
/// A decision in the public register: the facts of its latest version that lists show and filter by. Made of the
/// version's document and of nothing else, so that nothing exempt can be in it.
/// </summary>
public sealed class RegisterEntry
{
    private RegisterEntry() { }

    public RegisterEntry(long decisionId, string slug) => (DecisionId, Slug) = (decisionId, slug);

    public long DecisionId { get; private set; }

    /// <summary>The reference as an address writes it.</summary>
    public string Slug { get; private set; } = "";
    public string Reference { get; private set; } = "";
    public string Title { get; private set; } = "";

    /// <summary>What was decided, in the record's words; null where it is exempt.</summary>
    public string? Decision { get; private set; }

    /// <summary>Why; null where nothing is said or it is exempt.</summary>
    public string? Reasons { get; private set; }
    public DateOnly DecidedOn { get; private set; }

    /// <summary>Of the day of the decision.</summary>
    public FinancialYear FinancialYear { get; private set; }
    public string? DecisionMaker { get; private set; }
    public Outcome Outcome { get; private set; }
    public Confidentiality Confidentiality { get; private set; }

    /// <summary>On the day of the decision.</summary>
    public string? Recipient { get; private set; }

    /// <summary>The recipient's name as an address writes it.</summary>
    public string? RecipientSlug { get; private set; }

    /// <summary>The most that may be paid.</summary>
    public Money? Amount { get; private set; }
    public AmountBand AmountBand { get; private set; }

    /// <summary>Whether what the decision says of money is exempt.</summary>
    public bool HidesMoney { get; private set; }

    /// <summary>
    /// The grant that the decision made, where the public may see it. It is shown as it stands, so not while a decision
    /// that changed it is unpublished or hides its money.
    /// </summary>
    public long? GrantId { get; private set; }

    /// <summary>Whether the decision keeps the conditions of its grant from the public.</summary>
    public bool HidesConditions { get; private set; }

    /// <summary>Whether the public may see the conditions of the grant: no decision behind it keeps them back.</summary>
    public bool ShowsConditions { get; private set; }

    /// <summary>The earlier decision that this one changes.</summary>
    public string? EarlierReference { get; private set; }
    public RelationKind? RelationKind { get; private set; }

    /// <summary>The latest.</summary>
    public long VersionId { get; private set; }

    /// <summary>The number of the latest version.</summary>
    public int Version { get; private set; }
    public DateTime FirstPublishedAt { get; private set; }

    /// <summary>The latest version.</summary>
    public DateTime PublishedAt { get; private set; }

    /// <summary>Shows another version from now on.</summary>
    /// <param name="version">Saved, so that it has its Id.</param>
    public void Show(PublishedVersion version, NoticeDocument document)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(document);
        var funding = document.Funding();
        Reference = document.Reference;
        Title = document.Title;
        Decision = document.TextOf(NoticeParts.Answer(DecisionRecord.DecisionKey));
        Reasons = document.TextOf(NoticeParts.Answer("reasons"));
        DecidedOn = document.DecidedOn;
        FinancialYear = FinancialYear.Of(document.DecidedOn);
        DecisionMaker = document.DecidedBy;
        Outcome = document.Outcome;
        Confidentiality = document.Confidentiality;
        Recipient = funding is { Recipient.Length: > 0 } ? funding.Recipient : null;
        RecipientSlug = Recipient is null ? null : RecipientSlugs.Of(Recipient);
        Amount = funding?.Maximum;
        AmountBand = AmountBands.Of(Amount);
        HidesMoney =
            document.IsWhollyExempt
            || document.Part(NoticeParts.Funding) is { ExemptGround: not null };
        HidesConditions = version.Plan.IsExempt(NoticeParts.Conditions);
        EarlierReference = document.Relation?.Reference;
        RelationKind = document.Relation?.Kind;
        if (Version == 0)
            FirstPublishedAt = version.PublishedAt;
        Version = version.Number;
        VersionId = version.Id;
        PublishedAt = version.PublishedAt;
    }

    /// <param name="grantId">Null: the public may not see the grant, or there is none.</param>
    public void ShowGrant(long? grantId, bool withConditions) =>
        (GrantId, ShowsConditions) = (grantId, withConditions);
}

/// <summary>A recipient's name as an address writes it. Two names that differ in case and marks only are one recipient.</summary>
public static class RecipientSlugs
{
    /// <summary>In characters.</summary>
    public const int Longest = 120;

    public static string Of(string name)
    {
        // What is no character would not be normalised; halves of a pair are none.
        var characters = string.Concat(
            Organisation
                .KeyOf(name)
                .Where(c => !char.IsSurrogate(c) && c is not ('\'' or '’' or '\uFFFE' or '\uFFFF'))
        );
        var slug = new StringBuilder();
        foreach (var c in characters.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c))
                slug.Append(c);
            else if (
                char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0
                && slug[^1] != '-'
            )
                slug.Append('-');
        var text = slug.ToString().TrimEnd('-');
        return text.Length == 0 ? "-" : text[..Math.Min(text.Length, Longest)].TrimEnd('-');
    }
}
