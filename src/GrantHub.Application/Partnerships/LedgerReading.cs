using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GrantHub.Application.Imports;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What becomes of a row.</summary>
public enum RowFate
{
    /// <summary>It is posted.</summary>
    New,

    /// <summary>The ledger has it already.</summary>
    Duplicate,

    /// <summary>The officer leaves out everything with its code.</summary>
    LeftOut,

    /// <summary>Its amount is £0.00.</summary>
    Nothing,

    /// <summary>Nobody has said to which line it belongs.</summary>
    Unmatched,
}

/// <param name="Line">Of the budget; null where none is known.</param>
/// <param name="Amount">As the line counts it; as the file has it where no line is known.</param>
public sealed record ReadRow(FinanceRow Row, int? Line, Money Amount, RowFate Fate);

/// <summary>The rows of one code.</summary>
/// <param name="Line">That they belong to; null where none is known or they are left out.</param>
/// <param name="IsKnown">The budget knows the code or the name; nobody has to choose.</param>
/// <param name="Total">As the file has it.</param>
public sealed record CodeTally(
    string Code,
    int? Line,
    bool IsKnown,
    bool IsLeftOut,
    int Rows,
    Money Total
);

/// <summary>
/// Reads a file of the finance system against a budget, twice: first for its faults, its codes and its days, then, once
/// it is known what the ledger has of them, for what becomes of each row.
/// </summary>
/// <param name="picks">The line that somebody chose for a code; null: leave it out.</param>
internal sealed class LedgerReading(
    PartnershipBudget budget,
    FinanceSource source,
    IReadOnlyDictionary<string, int?> picks,
    DateOnly today
)
{
    private readonly Dictionary<string, CodeTally> codes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ImportFault> faults = [];
    private readonly HashSet<UInt128> keys = [];
    private readonly Dictionary<UInt128, int> known = [];
    private readonly List<BudgetLine> lines = [.. budget.LinesToPostTo];
    private DateOnly first = DateOnly.MaxValue;
    private DateOnly last = DateOnly.MinValue;

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<ImportFault> Faults => [.. faults.OrderBy(fault => fault.Line)];

    /// <summary>In the order in which the file first has them.</summary>
    public IReadOnlyCollection<CodeTally> Codes => codes.Values;

    /// <param name="read">Told after each row how many were read.</param>
    public void Scan(Action<int>? read = null)
    {
        var rows = 0;
        foreach (var row in source.Read(faults))
        {
            read?.Invoke(++rows);
            CheckDate(row);
            var tally = codes.GetValueOrDefault(row.Code) ?? Match(row.Code);
            codes[row.Code] = tally with
            {
                Rows = tally.Rows + 1,
                Total = tally.Total + row.Amount,
            };
            if (tally.Line is not { } line)
                continue;
            keys.Add(KeyOf(row.Date, row.Reference, AmountOn(line, row), line));
            first = row.Date < first ? row.Date : first;
            last = row.Date > last ? row.Date : last;
        }
    }

    /// <summary>Looks up which of the rows the ledger has. Reversed entries and reversals do not count: they are as if never posted.</summary>
    public async Task CompareAsync(IGrantHubDb db, CancellationToken cancellationToken)
    {
        var postings = db
            .Postings.AsNoTracking()
            .Where(p =>
                p.BudgetId == budget.Id
                && p.Reverses == null
                && p.Date >= first
                && p.Date <= last
                && !db.Postings.Any(r => r.BudgetId == budget.Id && r.Reverses == p.Entry)
            )
            .Select(p => new
            {
                p.Date,
                p.Reference,
                p.Amount,
                p.LineNumber,
            })
            .AsAsyncEnumerable();
        await foreach (var p in postings.WithCancellation(cancellationToken))
        {
            var key = KeyOf(p.Date, p.Reference, p.Amount, p.LineNumber);
            if (keys.Contains(key))
                known[key] = known.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>What becomes of each row. The nth row of several that are equal is the nth equal posting.</summary>
    public IEnumerable<ReadRow> Rows()
    {
        var left = new Dictionary<UInt128, int>(known);
        foreach (var row in source.Read([]))
        {
            var tally = codes[row.Code];
            if (tally.Line is not { } line)
            {
                yield return new(
                    row,
                    null,
                    row.Amount,
                    tally.IsLeftOut ? RowFate.LeftOut : RowFate.Unmatched
                );
                continue;
            }
            var amount = AmountOn(line, row);
            var fate = RowFate.New;
            if (amount == Money.Zero)
                fate = RowFate.Nothing;
            else if (
                left.Count > 0
                && KeyOf(row.Date, row.Reference, amount, line) is var key
                && left.GetValueOrDefault(key) is > 0 and var count
            )
            {
                left[key] = count - 1;
                fate = RowFate.Duplicate;
            }
            yield return new(row, line, amount, fate);
        }
    }

    /// <summary>Codes without a line are faults of the whole file, each at its first row.</summary>
    public IReadOnlyList<ImportFault> Unmatched()
    {
        var missing = codes
            .Values.Where(code => code is { Line: null, IsLeftOut: false })
            .Select(code => code.Code)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (missing.Count == 0)
            return [];
        var found = new List<ImportFault>();
        foreach (var row in source.Read([]))
            if (missing.Remove(row.Code))
                found.Add(
                    new ImportFault(
                        row.Line,
                        source.Columns.Code,
                        $"a finance code, title or name of a line of {budget.Year}",
                        ImportFault.Quote(row.Code)
                    )
                );
        return found;
    }

    private CodeTally Match(string code)
    {
        var line = LineOf(code);
        if (line is null && picks.TryGetValue(code, out var picked))
            return new(
                code,
                lines.Find(l => l.Number == picked)?.Number,
                false,
                picked is null,
                0,
                Money.Zero
            );
        return new(code, line?.Number, line is not null, false, 0, Money.Zero);
    }

    private BudgetLine? LineOf(string code)
    {
        if (budget.LineCoded(code) is { } coded && lines.Contains(coded))
            return coded;
        var key = KeyOf(code);
        return Only(lines.FindAll(line => KeyOf(line.Title) == key))
            ?? Only(lines.FindAll(line => KeyOf(line.Name) == key));
    }

    private static BudgetLine? Only(List<BudgetLine> found) => found is [var one] ? one : null;

    private static string KeyOf(string name) => Domain.Grants.Organisation.KeyOf(name);

    private Money AmountOn(int line, FinanceRow row) =>
        source.IncomeIsNegative && budget.LineOf(line).Kind == LineKind.Income
            ? -row.Amount
            : row.Amount;

    private void CheckDate(FinanceRow row)
    {
        var expected =
            row.Date < budget.Year.Start || row.Date > budget.Year.End
                ? $"a date in {budget.Year}, from {budget.Year.Start.Iso()} to {budget.Year.End.Iso()}"
            : row.Date > today ? $"a date no later than today, {today.Iso()}"
            : null;
        if (expected is not null)
            faults.Add(
                new ImportFault(
                    row.Line,
                    source.Columns.Date,
                    expected,
                    ImportFault.Quote(row.Date.Iso())
                )
            );
    }

    /// <summary>Two rows with the same key are the same; as a hash, because a file can have very many.</summary>
    private static UInt128 KeyOf(DateOnly date, string reference, Money amount, int line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{date.DayNumber}|{amount.Pence}|{line}|{reference.ToUpperInvariant()}"
                )
            ),
            hash
        );
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
