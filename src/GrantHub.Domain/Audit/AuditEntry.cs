using System.Globalization;

namespace GrantHub.Domain.Audit;

/// <summary>
/// Who did what to which thing, when and why. Append-only. Each entry's hash covers the one before it, so that a change
/// of any shows in every later one.
/// </summary>
public sealed class AuditEntry : IChained
{
    private AuditEntry() { }

    public AuditEntry(
        long number,
        string previousHash,
        DateTime at,
        long personId,
        string personName,
        string subjectKind,
        long subjectId,
        Happening happening
    )
    {
        ArgumentNullException.ThrowIfNull(happening);
        Number = number;
        At = at;
        PersonId = personId;
        PersonName = personName;
        SubjectKind = subjectKind;
        SubjectId = subjectId;
        What = happening.What;
        Role = happening.Role;
        Why = happening.Why;
        Before = happening.Before;
        After = happening.After;
        Hash = HashOver(previousHash);
    }

    public long Number { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>0 for the command line.</summary>
    public long PersonId { get; private set; }
    public string PersonName { get; private set; } = "";
    public string SubjectKind { get; private set; } = "";
    public long SubjectId { get; private set; }
    public string What { get; private set; } = "";
    public string? Role { get; private set; }
    public string? Why { get; private set; }
    public string? Before { get; private set; }
    public string? After { get; private set; }

    public string Hash { get; private set; } = "";

    public string HashOver(string previousHash)
    {
        string?[] parts =
        [
            "audit 1",
            previousHash,
            Number.ToString(CultureInfo.InvariantCulture),
            At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            PersonId.ToString(CultureInfo.InvariantCulture),
            PersonName,
            SubjectKind,
            SubjectId.ToString(CultureInfo.InvariantCulture),
            What,
            Role,
            Why,
            Before,
            After,
        ];
        return LengthPrefixed.Sha256(parts);
    }
}
