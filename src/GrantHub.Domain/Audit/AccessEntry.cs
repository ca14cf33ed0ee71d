using System.Globalization;

namespace GrantHub.Domain.Audit;

/// <summary>What the chain of access keeps. Stored by name: a name is never changed.</summary>
public enum AccessEvent
{
    SignedIn,
    SignedOut,

    /// <summary>The e-mail address or the password was wrong, or the account was locked or disabled.</summary>
    SignInRefused,

    /// <summary>The password was right and the second factor was not.</summary>
    SecondFactorRefused,

    /// <summary>Somebody asked for what their role does not let them see or do.</summary>
    AccessRefused,

    /// <summary>A form came without its token: it was old, or another site sent it.</summary>
    FormRefused,

    /// <summary>Somebody asked too often and was made to wait.</summary>
    Throttled,

    /// <summary>A file left GrantHub: a table, a document, a dossier, a backup.</summary>
    Exported,

    /// <summary>A backup took the place of what was there.</summary>
    Restored,
}

/// <summary>Who came in, was kept out, or took something away. Append-only, in a chain of its own.</summary>
public sealed class AccessEntry : IChained
{
    public const int LongestSubject = 400;
    public const int LongestDetail = 400;
    public const int LongestOrigin = 64;

    private AccessEntry() { }

    /// <param name="personId">0 for the command line and for whoever is not known.</param>
    /// <param name="subject">What it was about, such as the address of a page; cut at its longest.</param>
    /// <param name="detail">Why, or how; cut at its longest. Never what somebody typed to sign in.</param>
    /// <param name="origin">The address of the machine that asked; null for the command line.</param>
    public AccessEntry(
        long number,
        string previousHash,
        DateTime at,
        long personId,
        string personName,
        AccessEvent what,
        string? subject,
        string? detail,
        string? origin
    )
    {
        Number = number;
        At = at;
        PersonId = personId;
        PersonName = personName;
        What = what;
        Subject = Cut(subject, LongestSubject);
        Detail = Cut(detail, LongestDetail);
        Origin = Cut(origin, LongestOrigin);
        Hash = HashOver(previousHash);
    }

    public long Number { get; private set; }
    public DateTime At { get; private set; }
    public long PersonId { get; private set; }
    public string PersonName { get; private set; } = "";
    public AccessEvent What { get; private set; }
    public string? Subject { get; private set; }
    public string? Detail { get; private set; }
    public string? Origin { get; private set; }
    public string Hash { get; private set; } = "";

    public string HashOver(string previousHash)
    {
        string?[] parts =
        [
            "access 1",
            previousHash,
            Number.ToString(CultureInfo.InvariantCulture),
            At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            PersonId.ToString(CultureInfo.InvariantCulture),
            PersonName,
            What.ToString(),
            Subject,
            Detail,
            Origin,
        ];
        return LengthPrefixed.Sha256(parts);
    }

    private static string? Cut(string? text, int longest) =>
        text?.Length > longest ? text[..longest] : text;
}
