namespace GrantHub.Domain.Audit;

/// <summary>An entry of an append-only chain, each of whose hashes covers the one before it.</summary>
public interface IChained
{
    /// <summary>Gapless, from 1.</summary>
    long Number { get; }

    /// <summary>UTC.</summary>
    DateTime At { get; }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    string Hash { get; }

    /// <summary>The hash that the entry must have after the one with <paramref name="previousHash"/>.</summary>
    string HashOver(string previousHash);
}

/// <summary>Where a chain ends: the last entry's number and hash. Updated last in a transaction, so that writers queue.</summary>
public sealed class AuditHead
{
    /// <summary>The chain of changes.</summary>
    public const int OfChanges = 1;

    /// <summary>The chain of sign-ins, refusals and exports: nobody who only signs in waits for those who change something.</summary>
    public const int OfAccess = 2;

    public int Id { get; init; }
    public long Number { get; set; }
    public string Hash { get; set; } = "";
}

/// <summary>
/// Reads a chain from its first entry to its end and says where it breaks first, while others write on. A chain that was
/// cut off at its end, head and all, is whole in itself: only a head that was kept elsewhere shows it.
/// </summary>
/// <param name="before">The head before the first entry was read; null: there is none.</param>
/// <param name="keptElsewhere">The hash of an entry, as printed in a notice or exported; null when there is none.</param>
public sealed class ChainCheck(AuditHead? before, string? keptElsewhere = null)
{
    private readonly (long Number, string Hash) expected = (
        before?.Number ?? 0,
        before?.Hash ?? ""
    );

    /// <summary>How many entries were read and are sound.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the last of them; empty before the first.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The number of the first entry that is not as it was written; null while all are.</summary>
    public long? Broken { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public ChainFault Fault { get; private set; }

    /// <summary>The number of the entry whose hash was kept elsewhere; null when none has it.</summary>
    public long? Kept { get; private set; }

    /// <param name="entry">The next by its number.</param>
    /// <returns>Whether it is sound; what comes after one that is not says nothing.</returns>
    public bool Next(IChained entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var number = Count + 1;
        if (entry.Number != number)
            return Break(number, ChainFault.Missing);
        if (entry.Hash != entry.HashOver(Hash))
            return Break(number, ChainFault.Altered);
        if (number == expected.Number && entry.Hash != expected.Hash)
            return Break(number, ChainFault.Head);
        (Count, Hash) = (number, entry.Hash);
        if (entry.Hash == keptElsewhere)
            Kept = number;
        return true;
    }

    /// <param name="after">The head after the last entry was read.</param>
    public void End(AuditHead? after)
    {
        if (Broken is not null)
            return;
        var (number, hash) = (after?.Number ?? 0, after?.Hash ?? "");
        if (Count < expected.Number)
            Break(Count + 1, ChainFault.Missing);
        else if (number < Count)
            Break(number + 1, ChainFault.Head);
        else if (number == Count && hash != Hash)
            Break(Math.Max(number, 1), ChainFault.Head);
    }

    private bool Break(long number, ChainFault fault)
    {
        (Broken, Fault) = (number, fault);
        return false;
    }
}

public enum ChainFault
{
    None,

    /// <summary>There is no entry with the number, though there are later ones, or one was put in between.</summary>
    Missing,

    /// <summary>What the entry says, or the hash of the one before it, is not what was written.</summary>
    Altered,

    /// <summary>The head names another end than the entries have.</summary>
    Head,
}
