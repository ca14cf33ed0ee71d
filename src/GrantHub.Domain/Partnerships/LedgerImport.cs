using GrantHub.Domain.Grants;
using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>A file of the finance system that was posted to a ledger, kept with what it became.</summary>
public sealed class LedgerImport
{
    private LedgerImport() { }

    /// <param name="firstEntry">The first of the entries that were posted from it, which follow one another.</param>
    public LedgerImport(
        long budgetId,
        StoredFile file,
        int firstEntry,
        int lastEntry,
        int duplicates,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(by);
        BudgetId = budgetId;
        File = file;
        Sha256 = file.Sha256;
        FirstEntry = firstEntry;
        LastEntry = lastEntry;
        Duplicates = duplicates;
        ByName = by.Name;
        ImportedAt = at;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }
    public StoredFile File { get; private set; } = null!;

    /// <summary>Of the file's bytes, in lower-case hexadecimal; unique in the budget, so that a file is posted once.</summary>
    public string Sha256 { get; private set; } = "";
    public int FirstEntry { get; private set; }
    public int LastEntry { get; private set; }

    /// <summary>How many rows were left out because the ledger had them already.</summary>
    public int Duplicates { get; private set; }
    public string ByName { get; private set; } = "";
    public DateTime ImportedAt { get; private set; }
}

/// <summary>A file kept beside an entry as evidence: an invoice, a remittance advice.</summary>
public sealed class LedgerFile
{
    private LedgerFile() { }

    public LedgerFile(long budgetId, int entry, StoredFile file, Actor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        BudgetId = budgetId;
        Entry = entry;
        File = file;
        ByName = by.Name;
    }

    public long Id { get; private set; }
    public long BudgetId { get; private set; }
    public int Entry { get; private set; }
    public StoredFile File { get; private set; } = null!;
    public string ByName { get; private set; } = "";
}
