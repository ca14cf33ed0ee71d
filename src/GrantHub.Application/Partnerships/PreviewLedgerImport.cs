using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What importing a file of the finance system would do. Writes nothing.</summary>
/// <param name="Source">Null: no columns have been chosen yet, and only the partnership and the budget are read.</param>
/// <param name="Picks">The line chosen for each code that the budget does not know; null: leave it out.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record PreviewLedgerImport(
    string Slug,
    FinancialYear Year,
    FinanceSource? Source,
    IReadOnlyDictionary<string, int?> Picks
) : IQuery<LedgerImportPreview>;

/// <summary>What an import would put on one line.</summary>
public sealed record LineTally(int Line, int Rows, Money Total);

/// <param name="Earlier">The imports of this ledger, newest first.</param>
/// <param name="Same">The import of the identical file; null where there was none.</param>
/// <param name="First">The first fifty rows that are not at fault.</param>
/// <param name="Duplicates">The first fifty rows that the ledger has already.</param>
public sealed record LedgerImportPreview(
    PartnershipTitle Partnership,
    PartnershipBudget Budget,
    IReadOnlyList<LedgerImport> Earlier,
    LedgerImport? Same,
    IReadOnlyList<ImportFault> Faults,
    IReadOnlyCollection<CodeTally> Codes,
    IReadOnlyList<LineTally> Lines,
    IReadOnlyList<ReadRow> First,
    IReadOnlyList<ReadRow> Duplicates,
    IReadOnlyDictionary<RowFate, int> Counts
)
{
    public const int Shown = 50;

    public int Of(RowFate fate) => Counts.GetValueOrDefault(fate);
}

internal sealed class PreviewLedgerImportHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<PreviewLedgerImport, LedgerImportPreview>
{
    public async Task<LedgerImportPreview> Handle(
        PreviewLedgerImport request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        var budget = await db.ReadBudgetLinesAsync(partnership, request.Year, cancellationToken);
        var earlier = await db
            .LedgerImports.AsNoTracking()
            .Where(import => import.BudgetId == budget.Id)
            .OrderByDescending(import => import.Id)
            .ToListAsync(cancellationToken);
        var blank = new LedgerImportPreview(
            partnership,
            budget,
            earlier,
            null,
            [],
            [],
            [],
            [],
            [],
            new Dictionary<RowFate, int>()
        );
        if (request.Source is not { } source)
            return blank;
        if (earlier.Find(import => import.Sha256 == source.Sha256) is { } same)
            return blank with { Same = same };
        var reading = new LedgerReading(budget, source, request.Picks, clock.LondonToday());
        reading.Scan();
        await reading.CompareAsync(db, cancellationToken);
        return Told(blank with { Faults = reading.Faults, Codes = reading.Codes }, reading);
    }

    private static LedgerImportPreview Told(LedgerImportPreview preview, LedgerReading reading)
    {
        var first = new List<ReadRow>();
        var duplicates = new List<ReadRow>();
        var counts = new Dictionary<RowFate, int>();
        var lines = new SortedDictionary<int, LineTally>();
        foreach (var row in reading.Rows())
        {
            counts[row.Fate] = counts.GetValueOrDefault(row.Fate) + 1;
            if (first.Count < LedgerImportPreview.Shown)
                first.Add(row);
            if (row.Fate == RowFate.Duplicate && duplicates.Count < LedgerImportPreview.Shown)
                duplicates.Add(row);
            if (row is { Fate: RowFate.New, Line: { } line })
            {
                var tally = lines.GetValueOrDefault(line) ?? new(line, 0, Money.Zero);
                lines[line] = new(line, tally.Rows + 1, tally.Total + row.Amount);
            }
        }
        return preview with
        {
            First = first,
            Duplicates = duplicates,
            Counts = counts,
            Lines =
            [
                .. preview
                    .Budget.Lines.Where(line => lines.ContainsKey(line.Number))
                    .Select(line => lines[line.Number]),
            ],
        };
    }
}
