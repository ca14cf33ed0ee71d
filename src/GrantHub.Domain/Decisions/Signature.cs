using System.Globalization;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Decisions;

/// <summary>What an officer says under one heading when signing; belongs to the signature, outside the seal.</summary>
/// <param name="Heading">The key of an implication heading; empty for a general comment.</param>
public sealed record Comment(string Heading, string Text)
{
    /// <summary>
    /// The heading under which the chief finance officer accepts that a funding stream goes beyond its
    /// over-programming limit.
    /// </summary>
    public const string OverProgramming = "over-programming";
}

/// <summary>Interests declared when signing.</summary>
/// <param name="Declared">What was declared; null: nothing to declare.</param>
/// <param name="Disclosable">A disclosable interest bars signing unless there is a dispensation.</param>
public sealed record Interests(
    string? Declared = null,
    bool Disclosable = false,
    string? DispensationReference = null,
    DateOnly? DispensationDate = null
)
{
    public static Interests None { get; } = new();

    /// <summary>Refuses what bars signing or is not complete.</summary>
    public void Check()
    {
        if (Disclosable && string.IsNullOrWhiteSpace(Declared))
            throw new DomainException(
                "sign.interest-words",
                "Say what the disclosable interest is."
            );
        if (
            Disclosable
            && (string.IsNullOrWhiteSpace(DispensationReference) || DispensationDate is null)
        )
            throw new DomainException(
                "sign.disclosable-interest",
                "You have a disclosable interest, so you cannot sign without a dispensation. Enter its reference and date, or leave the record to somebody else."
            );
    }
}

/// <summary>What a person hands over when signing or deciding.</summary>
/// <param name="Agreed">The tick under the statement; never pre-filled.</param>
public sealed record Signing(bool Agreed, IReadOnlyList<Comment> Comments, Interests Interests)
{
    public const string TickMissing = "Tick the statement to sign. Nothing is signed without it.";

    /// <summary>A copy as it is signed and stored: text fit to seal, without comments that say nothing.</summary>
    internal Signing Cleaned() =>
        this with
        {
            Comments =
            [
                .. Comments
                    .Select(comment => comment with { Text = PastedText.Normalise(comment.Text) })
                    .Where(comment => !string.IsNullOrWhiteSpace(comment.Text)),
            ],
            Interests = Interests with
            {
                Declared = Clean(Interests.Declared),
                DispensationReference = Clean(Interests.DispensationReference),
            },
        };

    private static string? Clean(string? text)
    {
        var clean = PastedText.Normalise(text).Trim();
        return clean.Length == 0 ? null : clean;
    }
}

/// <summary>
/// Somebody's agreement to a statement about the sealed content. Immutable; a return marks it void and keeps it.
/// </summary>
public sealed class Signature
{
    private Signature() { }

    internal Signature(
        int round,
        Actor by,
        Capacity capacity,
        string statement,
        Signing signing,
        Outcome? outcome,
        DateTime at,
        string sealHash,
        IEnumerable<Signature> earlierLive
    )
    {
        Round = round;
        PersonId = by.PersonId;
        PersonName = by.Name;
        Role = capacity.Role;
        ForId = capacity.ForId;
        ForName = capacity.ForName;
        Statement = statement;
        Comments = signing.Comments;
        Interests = signing.Interests;
        Outcome = outcome;
        SignedAt = at;
        Hash = HashOver(sealHash, earlierLive);
    }

    public long Id { get; private set; }
    public long DecisionId { get; private set; }

    /// <summary>The round of submission, from 1.</summary>
    public int Round { get; private set; }
    public long PersonId { get; private set; }

    /// <summary>The name held then.</summary>
    public string PersonName { get; private set; } = "";

    /// <summary>The role held then.</summary>
    public Role Role { get; private set; }

    /// <summary>The officer for whom a deputy signed, or null.</summary>
    public long? ForId { get; private set; }
    public string? ForName { get; private set; }

    /// <summary>The exact words agreed to.</summary>
    public string Statement { get; private set; } = "";
    public IReadOnlyList<Comment> Comments { get; private set; } = [];
    public Interests Interests { get; private set; } = Interests.None;

    /// <summary>Set on the decision maker's signature only.</summary>
    public Outcome? Outcome { get; private set; }
    public DateTime SignedAt { get; private set; }

    /// <summary>SHA-256 over the seal, the hash of every earlier live signature and everything said here; lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When a return made it void; null while it is live.</summary>
    public DateTime? VoidedAt { get; private set; }

    public bool IsLive => VoidedAt is null;

    /// <summary>"Monitoring officer", or "Monitoring officer, deputy for Alex Moor".</summary>
    public string Capacity => new Capacity(Role, ForId, ForName).Title;

    public string? CommentOn(string heading) =>
        Comments.FirstOrDefault(c => c.Heading == heading)?.Text;

    internal void Void(DateTime at) => VoidedAt ??= at;

    /// <summary>The hash that this signature must have over a seal and the live signatures before it.</summary>
    public string HashOver(string sealHash, IEnumerable<Signature> earlierLive)
    {
        ArgumentNullException.ThrowIfNull(earlierLive);
        var parts = new List<string?> { "signature 1", sealHash };
        parts.AddRange(earlierLive.Select(signature => signature.Hash));
        parts.AddRange([
            Round.ToString(CultureInfo.InvariantCulture),
            PersonId.ToString(CultureInfo.InvariantCulture),
            PersonName,
            Role.ToString(),
            ForId?.ToString(CultureInfo.InvariantCulture),
            ForName,
            Statement,
            Outcome?.ToString(),
            SignedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            Interests.Declared,
            Interests.Disclosable ? "disclosable" : null,
            Interests.DispensationReference,
            Interests.DispensationDate?.Iso(),
        ]);
        parts.AddRange(Comments.SelectMany(comment => new[] { comment.Heading, comment.Text }));
        return LengthPrefixed.Sha256(parts);
    }
}
