namespace GrantHub.Domain.Decisions;

/// <summary>A file that belongs to a record. The bytes lie in the appendix store under <see cref="StorageKey"/>.</summary>
public sealed class Appendix
{
    private Appendix() { }

    public Appendix(
        string name,
        AppendixKind kind,
        string contentType,
        long size,
        string sha256,
        string storageKey,
        DateTime addedAt
    )
    {
        Name = name;
        Kind = kind;
        ContentType = contentType;
        Size = size;
        Sha256 = sha256;
        StorageKey = storageKey;
        AddedAt = addedAt;
    }

    public long Id { get; private set; }
    public long DecisionId { get; private set; }

    /// <summary>The name to show and to download under; never a path.</summary>
    public string Name { get; private set; } = "";
    public AppendixKind Kind { get; private set; }
    public string ContentType { get; private set; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Of the file's bytes, in lower-case hexadecimal; part of the seal.</summary>
    public string Sha256 { get; private set; } = "";
    public string StorageKey { get; private set; } = "";
    public DateTime AddedAt { get; private set; }

    /// <summary>The first round of submission that seals it, from 1; in a draft, the round to come.</summary>
    public int FirstRound { get; private set; }

    /// <summary>The last round that sealed it, when it has been taken off since; null while it is attached.</summary>
    public int? LastRound { get; private set; }

    /// <summary>Taken off the record, and kept because an earlier seal rests on it.</summary>
    public bool IsRemoved => LastRound is not null;

    internal void AttachFor(int round) => FirstRound = round;

    internal void RemoveAfter(int round) => LastRound = round;
}
