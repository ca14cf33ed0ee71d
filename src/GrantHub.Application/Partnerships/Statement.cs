using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Application.Partnerships;

/// <summary>The figures of a row of the income and expenditure statement; pages, PDF, CSV and spreadsheet show the same.</summary>
/// <param name="LastBudget">Of the year before, as revised; null where it has no such line or no budget.</param>
/// <param name="Original">As adopted; null in a draft.</param>
/// <param name="Budget">As revised; null: to be confirmed, or a line of last year only.</param>
/// <param name="Variance">By how much the outturn is better than the budget; negative where it is worse.</param>
public sealed record StatementFigures(
    Money? LastBudget,
    Money? LastActual,
    Money? Original,
    Money? Budget,
    Money Actual,
    Money Forecast,
    Money Variance
);

/// <param name="Number">Of the line; null on rows that are none of this year's lines.</param>
/// <param name="IsSubLine">Already counted in the line above it.</param>
/// <param name="ToBeConfirmed">No amount is planned yet, which counts as nothing.</param>
/// <param name="ShareTenths">Of all partners' contributions in cash, in tenths of a percent.</param>
public sealed record StatementRow(
    int? Number,
    string Label,
    bool IsSubLine,
    bool ToBeConfirmed,
    int? ShareTenths,
    string? Note,
    StatementFigures Figures
);

/// <summary>The income and expenditure statement of a year, with last year beside it. Every total is the sum of the rows above it.</summary>
public sealed class Statement
{
    private readonly BudgetPage page;

    // Each adds up all lines, and every total asks for them.
    private readonly BudgetFigures planned;
    private readonly BudgetFigures actual;
    private readonly BudgetFigures forecast;
    private readonly BudgetFigures? original;
    private readonly BudgetFigures? lastPlanned;
    private readonly BudgetFigures? lastActual;

    private Statement(BudgetPage page)
    {
        this.page = page;
        planned = page.Budget.Planned;
        actual = page.ThisYear.Actual;
        forecast = page.Forecast;
        original = page.Budget.Original;
        lastPlanned = page.LastYear?.Budget.Planned;
        lastActual = page.LastYear?.Actual;
        Income = [.. Rows(LineKind.Income, inKind: false)];
        Expenditure = [.. Rows(LineKind.Expenditure, inKind: false)];
        InKind = [.. Rows(LineKind.Income, inKind: true)];
    }

    public IReadOnlyList<StatementRow> Income { get; }
    public IReadOnlyList<StatementRow> Expenditure { get; }

    /// <summary>Contributions in kind, which no total counts.</summary>
    public IReadOnlyList<StatementRow> InKind { get; }

    public StatementFigures TotalIncome => Total(figures => figures.Income, better: 1);
    public StatementFigures TotalExpenditure => Total(figures => figures.Expenditure, better: -1);
    public StatementFigures BroughtForward => Total(figures => figures.Opening, better: 1);
    public StatementFigures TotalReceipts => Total(figures => figures.Receipts, better: 1);
    public StatementFigures InYear => Total(figures => figures.InYear, better: 1);

    /// <summary>Charged to partners when the year was closed, less what was returned to them.</summary>
    public StatementFigures Settled => Total(figures => figures.Settled, better: 1);
    public StatementFigures CarriedForward => Total(figures => figures.Closing, better: 1);

    public bool HasSettled =>
        Settled.Actual != Money.Zero || (Settled.LastActual ?? Money.Zero) != Money.Zero;

    /// <summary>Whether a virement has changed the budget, so that original and revised differ.</summary>
    public bool IsRevised => page.Budget.Virements.Count > 0;
    public bool HasLastYear => page.LastYear is not null;

    /// <summary>Once the year is closed its outturn is what the ledger says; until then what is forecast.</summary>
    private bool IsClosed => page.Budget.Status == BudgetStatus.Closed;

    public static Statement Of(BudgetPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new(page);
    }

    private IEnumerable<StatementRow> Rows(LineKind kind, bool inKind)
    {
        var shown = new HashSet<BudgetLine>();
        foreach (var line in page.Budget.TopLines(kind).Where(line => line.Counts != inKind))
        {
            var last = page.LastYearOf(line);
            yield return Row(line, last, shown);
            foreach (var sub in page.Budget.SubLinesOf(line.Number))
                yield return Row(sub, page.LastYearOf(sub), shown);
            if (page.Budget.UnallocatedOf(line) is var rest && rest != Money.Zero)
                yield return Unallocated(rest);
            foreach (var gone in SubLinesOfLastYear(last).Where(sub => !shown.Contains(sub)))
                yield return LastYearOnly(gone);
        }
        if (page.LastYear?.Budget is not { } before)
            yield break;
        foreach (var gone in before.TopLines(kind).Where(line => line.Counts != inKind))
        {
            if (shown.Contains(gone))
                continue;
            yield return LastYearOnly(gone);
            foreach (var sub in before.SubLinesOf(gone.Number))
                yield return LastYearOnly(sub);
        }
    }

    private IReadOnlyList<BudgetLine> SubLinesOfLastYear(BudgetLine? line) =>
        line is null ? [] : page.LastYear!.Budget.SubLinesOf(line.Number);

    private StatementRow Row(BudgetLine line, BudgetLine? last, HashSet<BudgetLine> shown)
    {
        if (last is not null)
            shown.Add(last);
        var budget = page.Budget;
        var planned = budget.PlannedOf(line);
        var actual = page.ThisYear.ActualOf(line);
        var forecast = page.ForecastOf(line);
        var outturn = IsClosed ? actual : forecast;
        var unknown = line.Planned is null && !budget.HasSubLines(line);
        return new(
            line.Number,
            line.Title,
            line.ParentNumber is not null,
            unknown,
            budget.ShareTenthsOf(line),
            line.Note,
            new(
                last is null ? null : page.LastYear!.Budget.PlannedOf(last),
                last is null ? null : page.LastYear!.ActualOf(last),
                budget.AdoptedAt is null ? null : budget.OriginalOf(line),
                unknown ? null : planned,
                actual,
                forecast,
                line.Kind == LineKind.Income ? outturn - planned : planned - outturn
            )
        );
    }

    private static StatementRow Unallocated(Money rest) =>
        new(
            null,
            "Unallocated",
            true,
            false,
            null,
            "The line and its sub-lines do not agree",
            new(null, null, null, rest, Money.Zero, rest, Money.Zero)
        );

    private StatementRow LastYearOnly(BudgetLine line) =>
        new(
            null,
            line.Title,
            line.ParentNumber is not null,
            false,
            null,
            "Last year only",
            new(
                page.LastYear!.Budget.PlannedOf(line),
                page.LastYear.ActualOf(line),
                null,
                null,
                Money.Zero,
                Money.Zero,
                Money.Zero
            )
        );

    private StatementFigures Total(Func<BudgetFigures, Money> figure, int better)
    {
        var outturn = IsClosed ? actual : forecast;
        return new(
            lastPlanned is null ? null : figure(lastPlanned),
            lastActual is null ? null : figure(lastActual),
            original is null ? null : figure(original),
            figure(planned),
            figure(actual),
            figure(forecast),
            better > 0 ? figure(outturn) - figure(planned) : figure(planned) - figure(outturn)
        );
    }
}
