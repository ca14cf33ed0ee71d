using GrantHub.Application.Files;
using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>
/// Posts a file of the finance system: all of it, or nothing when anything is at fault. Rows that the ledger has already
/// are left out, and the identical file again changes nothing.
/// </summary>
/// <param name="Partnership">Its slug or its exact name.</param>
/// <param name="File">The file as it is held in the store; it is kept when it is posted.</param>
/// <param name="Picks">The line chosen for each code that the budget does not know, which is remembered; null: leave it out.</param>
/// <param name="Seen">How many rows the preview said would be posted; null: there was no preview.</param>
/// <param name="DryRun">Look for faults only.</param>
/// <param name="Progress">Told after every ten thousand rows how many there were.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ImportLedger(
    string Partnership,
    FinancialYear Year,
    FinanceSource Source,
    StoredFile File,
    IReadOnlyDictionary<string, int?> Picks,
    int? Seen = null,
    bool DryRun = false,
    IProgress<int>? Progress = null
) : ICommand<Imported>;

internal sealed class ImportLedgerHandler(
    IGrantHubDb db,
    IAppendixStore store,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<ImportLedger, Imported>
{
    /// <summary>How many postings are saved at once: enough that the database is busy, few enough that memory is not.</summary>
    private const int Chunk = 250;
    private const int ProgressEvery = 10_000;

    public async Task<Imported> Handle(ImportLedger request, CancellationToken cancellationToken)
    {
        var source = request.Source;
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budget = await db.LoadBudgetAsync(partnership.Slug, request.Year, cancellationToken);
        var same = await db.LedgerImports.SingleOrDefaultAsync(
            import => import.BudgetId == budget.Id && import.Sha256 == source.Sha256,
            cancellationToken
        );
        if (same is not null)
            return request.Seen is null
                ? new(0, same.LastEntry - same.FirstEntry + 1 + same.Duplicates, [])
                : throw Again(same);
        // Before the rows, so that a year that is closed says so and not what is wrong with them.
        _ = budget.PostImported([], user.Must(), clock.UtcInstant());
        var reading = new LedgerReading(budget, source, request.Picks, clock.LondonToday());
        reading.Scan(request.DryRun ? Told(request.Progress) : null);
        IReadOnlyList<ImportFault> faults = [.. reading.Faults, .. reading.Unmatched()];
        if (faults.Count > 0)
            return new(0, 0, [.. faults.OrderBy(fault => fault.Line)]);
        await reading.CompareAsync(db, cancellationToken);
        if (request.DryRun)
            return Counted(reading.Rows());
        return await PostAsync(request, budget, reading, cancellationToken);
    }

    private async Task<Imported> PostAsync(
        ImportLedger request,
        PartnershipBudget budget,
        LedgerReading reading,
        CancellationToken cancellationToken
    )
    {
        var (by, at) = (user.Must(), clock.UtcInstant());
        var tally = new Tally(Told(request.Progress));
        var first = budget.LastEntry + 1;
        foreach (
            var posting in budget.PostImported(
                reading.Rows().Where(tally.Counts).Select(Row),
                by,
                at
            )
        )
        {
            tally.Add(posting, budget);
            db.Postings.Add(posting);
            if (tally.New % Chunk == 0)
                await SaveAsync(cancellationToken);
        }
        if (request.Seen is { } seen && seen != tally.New)
            throw new DomainException(
                "import.changed",
                $"The ledger has changed since you saw the preview: {tally.New:N0} rows would be posted, not {seen:N0}. Look at them again."
            );
        if (tally.New == 0)
            return new(0, tally.Skipped, []);
        Remember(budget, reading.Codes);
        var file = request.File.As(request.Source.Name, at);
        db.LedgerImports.Add(
            new LedgerImport(budget.Id, file, first, budget.LastEntry, tally.Skipped, by, at)
        );
        budget.Imported(file.Name, tally.New, tally.Income, tally.Expenditure);
        await SaveAsync(cancellationToken);
        store.Keep(request.File.StorageKey);
        return new(tally.New, tally.Skipped, []);
    }

    /// <summary>Saves what is posted so far and lets go of it, so that memory does not grow with the file.</summary>
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        foreach (var posting in db.ChangeTracker.Entries<Posting>().ToList())
            posting.State = EntityState.Detached;
    }

    /// <summary>The next file's rows with these codes find their lines by themselves.</summary>
    private static void Remember(PartnershipBudget budget, IReadOnlyCollection<CodeTally> codes)
    {
        foreach (var code in codes)
            if (
                code is { IsKnown: false, Line: { } number, Code.Length: > 0 }
                && !code.Code.Contains(',', StringComparison.Ordinal)
                && budget.LineCoded(code.Code) is null
                && budget.LineOf(number) is var line
                && (line.Codes?.Length ?? 0) + code.Code.Length + 2
                    <= PartnershipBudget.LongestCodes
            )
                budget.CodeLine(number, [.. line.FinanceCodes, code.Code]);
    }

    private static (int, Money, EntryWords) Row(ReadRow read) =>
        (
            read.Line!.Value,
            read.Amount,
            new EntryWords(read.Row.Date, read.Row.Reference, read.Row.Description)
        );

    private static Imported Counted(IEnumerable<ReadRow> rows)
    {
        var tally = new Tally(null);
        return new(rows.Count(tally.Counts), tally.Skipped, []);
    }

    private static DomainException Again(LedgerImport same) =>
        DomainException.Conflict(
            "import.again",
            $"{same.ByName} has posted this very file already, as entries {same.FirstEntry:N0} to {same.LastEntry:N0}. Nothing more has been posted."
        );

    private static Action<int>? Told(IProgress<int>? progress) =>
        progress is null
            ? null
            : rows =>
            {
                if (rows % ProgressEvery == 0)
                    progress.Report(rows);
            };

    /// <summary>What an import has posted so far.</summary>
    private sealed class Tally(Action<int>? read)
    {
        private int rows;

        public int New { get; private set; }
        public int Skipped { get; private set; }
        public Money Income { get; private set; }
        public Money Expenditure { get; private set; }

        /// <summary>Whether the row is posted.</summary>
        public bool Counts(ReadRow row)
        {
            read?.Invoke(++rows);
            if (row.Fate != RowFate.New)
                Skipped++;
            return row.Fate == RowFate.New;
        }

        public void Add(Posting posting, PartnershipBudget budget)
        {
            New++;
            if (budget.LineOf(posting.LineNumber).Kind == LineKind.Income)
                Income += posting.Amount;
            else
                Expenditure += posting.Amount;
        }
    }
}
