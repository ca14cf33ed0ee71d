using System.Security.Cryptography;
using System.Text;
using GrantHub.Domain.Decisions;

namespace GrantHub.Domain.Publication;

/// <summary>
/// What went out of a decision at one time. Its document never changes; a correction is a later version.
/// </summary>
public sealed class PublishedVersion
{
    private PublishedVersion() { }

    internal PublishedVersion(
        int number,
        NoticeDocument document,
        PublicationPlan plan,
        string? note,
        string byName,
        DateTime at
    )
    {
        Number = number;
        Document = document.ToJson();
        Sha256 = HashOf(Document);
        Plan = plan;
        Note = note;
        PublishedByName = byName;
        PublishedAt = at;
    }

    public long Id { get; private set; }
    public long DecisionId { get; private set; }

    /// <summary>Of the decision, from 1.</summary>
    public int Number { get; private set; }
    public DateTime PublishedAt { get; private set; }

    /// <summary>Who let it out; the office knows, the public does not.</summary>
    public string PublishedByName { get; private set; } = "";

    /// <summary>What changed and why, for everybody to read; null in the first version.</summary>
    public string? Note { get; private set; }

    /// <summary>The exact JSON of a <see cref="NoticeDocument"/>.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Of <see cref="Document"/> in UTF-8, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What the office left out of it, with the reasons; stays in the office.</summary>
    public PublicationPlan Plan { get; private set; } = PublicationPlan.Everything;

    /// <summary>When the public stopped seeing what it says; null: they see it.</summary>
    public DateTime? TakenDownAt { get; private set; }

    /// <summary>For everybody to read.</summary>
    public string? TakenDownReason { get; private set; }

    /// <summary>The hash that a document has.</summary>
    public static string HashOf(string document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    internal void TakeDown(string reason, DateTime at) =>
        (TakenDownAt, TakenDownReason) = (at, reason);
}
