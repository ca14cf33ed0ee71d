namespace GrantHub.Domain.Partnerships;

/// <summary>The five figures that read like a sentence: brought forward + income − expenditure = carried forward.</summary>
/// <param name="Settled">Charged to partners at the year's end less what was returned to them; zero before that.</param>
public sealed record BudgetFigures(
    Money Opening,
    Money Income,
    Money Expenditure,
    Money Settled = default
)
{
    /// <summary>Opening balance and income.</summary>
    public Money Receipts => Opening + Income;
    public Money InYear => Income - Expenditure;
    public Money Closing => Opening + Income - Expenditure + Settled;
}

/// <summary>What the ledger says of one line.</summary>
/// <param name="Actual">Receipts of an income line, payments of an expenditure line; without the settlement of the year's end.</param>
/// <param name="YearEnd">Charged to the partner at the year's end; negative where it was returned.</param>
/// <param name="Postings">How many there are, reversals included.</param>
public sealed record LineTotal(Money Actual, Money YearEnd, int Postings)
{
    public static LineTotal None { get; } = new(Money.Zero, Money.Zero, 0);
}

/// <summary>What the ledger of one budget says of its lines, by their numbers.</summary>
public sealed class LedgerTotals(IReadOnlyDictionary<int, LineTotal> lines)
{
    public static LedgerTotals None { get; } = new(new Dictionary<int, LineTotal>());

    /// <summary>How many postings there are.</summary>
    public int Postings => lines.Values.Sum(line => line.Postings);

    public LineTotal Of(int number) => lines.GetValueOrDefault(number) ?? LineTotal.None;

    /// <summary>The totals of postings one by one, as a query adds them up.</summary>
    public static LedgerTotals Replay(IEnumerable<Posting> postings) =>
        new(
            postings
                .GroupBy(posting => posting.LineNumber)
                .ToDictionary(
                    line => line.Key,
                    line => new LineTotal(
                        Money.Sum(
                            line.Where(p => p.Kind != EntryKind.YearEnd).Select(p => p.Amount)
                        ),
                        Money.Sum(
                            line.Where(p => p.Kind == EntryKind.YearEnd).Select(p => p.Amount)
                        ),
                        line.Count()
                    )
                )
        );
}
