namespace GrantHub.Domain.Partnerships;

public enum BudgetStatus
{
    Draft,
    Adopted,
    Closed,
}

/// <summary>What a partnership plans for one financial year, what the ledger is kept against, and how the year was closed.</summary>
public sealed partial class PartnershipBudget : AggregateRoot
{
    private readonly List<BudgetLine> lines = [];
    private readonly List<ContributionInstalment> instalments = [];
    private readonly List<YearClose> closes = [];

    private PartnershipBudget() { }

    public const string Subject = "budget";

    public override string SubjectKind => Subject;

    public long PartnershipId { get; private set; }
    public FinancialYear Year { get; private set; }

    /// <summary>The balance brought forward as it was planned.</summary>
    public Money OpeningPlanned { get; private set; }

    /// <summary>What the close of the year before carried forward; null until it closes.</summary>
    public Money? OpeningActual { get; private set; }

    /// <summary>The year before has a budget of its own, so what was planned is an estimate until that year closes.</summary>
    public bool FollowsBudget { get; private set; }

    public DateTime? AdoptedAt { get; private set; }

    /// <summary>The day on which the partners adopted it.</summary>
    public DateOnly? AdoptedOn { get; private set; }
    public string? AdoptedByName { get; private set; }

    /// <summary>Where the partners' decision is written down, such as the number of the minute.</summary>
    public string? AdoptedMinute { get; private set; }

    /// <summary>Since when a signed close waits for its countersignature; null where none does.</summary>
    public DateTime? ClosingSince { get; private set; }

    /// <summary>The calendar date of that in London. For lists.</summary>
    public DateOnly? WaitsSince { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Stamped anew whenever what is planned changes; postings leave it as it is.</summary>
    public Guid PlanVersion { get; private set; }

    /// <summary>The last numbers given out.</summary>
    public int LastLine { get; private set; }
    public int LastInstalment { get; private set; }
    public int LastEntry { get; private set; }

    public IReadOnlyList<Virement> Virements { get; private set; } = [];

    /// <summary>In the order of the page.</summary>
    public IReadOnlyList<BudgetLine> Lines => [.. lines.OrderBy(line => line.Place)];

    /// <summary>In the order in which they fall due.</summary>
    public IReadOnlyList<ContributionInstalment> Instalments =>
        [.. instalments.OrderBy(i => i.DueOn).ThenBy(i => i.Number)];

    /// <summary>Every close, the ones that were undone as well, in order of number.</summary>
    public IReadOnlyList<YearClose> Closes => [.. closes.OrderBy(close => close.Number)];

    public BudgetStatus Status =>
        (AdoptedAt, ClosedAt) switch
        {
            (_, not null) => BudgetStatus.Closed,
            (not null, _) => BudgetStatus.Adopted,
            _ => BudgetStatus.Draft,
        };

    public Money Opening => OpeningActual ?? OpeningPlanned;
    public bool IsOpeningEstimated => FollowsBudget && OpeningActual is null;

    /// <summary>As it is planned now.</summary>
    public BudgetFigures Planned =>
        new(Opening, PlannedOf(LineKind.Income), PlannedOf(LineKind.Expenditure));

    /// <summary>As it was adopted, from the opening balance planned then; null before that.</summary>
    public BudgetFigures? Original =>
        AdoptedAt is null
            ? null
            : new(
                OpeningPlanned,
                Money.Sum(OfKind(LineKind.Income).Select(line => line.Original ?? Money.Zero)),
                Money.Sum(OfKind(LineKind.Expenditure).Select(OriginalOf))
            );

    /// <param name="openingPlanned">What is brought forward; an estimate where the year before is open.</param>
    /// <param name="before">The budget of the year before, if there is one.</param>
    public static PartnershipBudget Start(
        long partnershipId,
        FinancialYear year,
        Money openingPlanned,
        PartnershipBudget? before
    )
    {
        var carried = before?.closes.Find(close => close.Stands)?.Figures.CarriedForward;
        var budget = new PartnershipBudget
        {
            PartnershipId = partnershipId,
            Year = year,
            OpeningPlanned = carried ?? openingPlanned,
            OpeningActual = carried,
            FollowsBudget = before is not null,
            PlanVersion = Guid.NewGuid(),
        };
        budget.Happened(
            new Happening("BudgetStarted", After: $"{year}: {budget.Opening} brought forward")
        );
        return budget;
    }

    public BudgetLine LineOf(int number) =>
        lines.Find(line => line.Number == number)
        ?? throw new DomainException(
            "budget.line",
            $"The budget of {Year} has no such line. Choose one of its own lines."
        );

    public IReadOnlyList<BudgetLine> SubLinesOf(int number) =>
        [.. lines.Where(line => line.ParentNumber == number).OrderBy(line => line.Place)];

    /// <summary>The sub-lines of a line in no order, to be added up; only a line that is none has some.</summary>
    private IEnumerable<BudgetLine> Parts(BudgetLine line) =>
        line.ParentNumber is not null || line.Kind == LineKind.Income
            ? []
            : lines.Where(sub => sub.ParentNumber == line.Number);

    public bool HasSubLines(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return lines.Exists(sub => sub.ParentNumber == line.Number);
    }

    /// <summary>The lines themselves, without sub-lines.</summary>
    public IReadOnlyList<BudgetLine> TopLines(LineKind kind) =>
        [
            .. lines
                .Where(line => line.Kind == kind && line.ParentNumber is null)
                .OrderBy(line => line.Place),
        ];

    /// <summary>What a line is planned at; a line that is to be confirmed counts as nothing, one with sub-lines only as their sum.</summary>
    public Money PlannedOf(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Planned ?? Money.Sum(Parts(line).Select(PlannedOf));
    }

    /// <summary>What was planned for a line when the budget was adopted.</summary>
    public Money OriginalOf(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Original ?? Money.Sum(Parts(line).Select(OriginalOf));
    }

    /// <summary>By how much a line with sub-lines differs from their sum; zero for a line without.</summary>
    public Money UnallocatedOf(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return HasSubLines(line)
            ? PlannedOf(line) - Money.Sum(Parts(line).Select(PlannedOf))
            : Money.Zero;
    }

    /// <summary>What the ledger says of a line, its sub-lines included.</summary>
    public Money ActualOf(BudgetLine line, LedgerTotals totals)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(totals);
        return totals.Of(line.Number).Actual
            + Money.Sum(Parts(line).Select(sub => ActualOf(sub, totals)));
    }

    /// <summary>
    /// What a line is expected to come to by the end of the year: what was entered; else the actual when the year has
    /// ended and the line has postings; else what is planned. A line with sub-lines is the sum of theirs.
    /// </summary>
    public Money ForecastOf(BudgetLine line, LedgerTotals totals, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(totals);
        if (HasSubLines(line))
            return Money.Sum(Parts(line).Select(sub => ForecastOf(sub, totals, today)))
                + UnallocatedOf(line);
        if (line.Forecast is { } entered)
            return entered;
        var total = totals.Of(line.Number);
        return today > Year.End && total.Postings > 0 ? total.Actual : PlannedOf(line);
    }

    /// <summary>By the ledger, with what the close returned or charged.</summary>
    public BudgetFigures Actual(LedgerTotals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        return new(
            Opening,
            Money.Sum(OfKind(LineKind.Income).Select(line => ActualOf(line, totals))),
            Money.Sum(OfKind(LineKind.Expenditure).Select(line => ActualOf(line, totals))),
            Money.Sum(lines.Select(line => totals.Of(line.Number).YearEnd))
        );
    }

    public BudgetFigures ForecastFigures(LedgerTotals totals, DateOnly today) =>
        new(
            Opening,
            Money.Sum(OfKind(LineKind.Income).Select(l => ForecastOf(l, totals, today))),
            Money.Sum(OfKind(LineKind.Expenditure).Select(l => ForecastOf(l, totals, today)))
        );

    /// <summary>The lines of a kind that totals count, without sub-lines.</summary>
    private IEnumerable<BudgetLine> OfKind(LineKind kind) =>
        lines.Where(line => line.Kind == kind && line.ParentNumber is null && line.Counts);

    private Money PlannedOf(LineKind kind) => Money.Sum(OfKind(kind).Select(PlannedOf));

    private void GuardNotClosed()
    {
        if (NotOpen() is { } refusal)
            throw refusal;
    }

    private DomainException? NotOpen() =>
        ClosedAt is not null
            ? new(
                "budget.closed",
                $"{Year} is closed, so nothing in it can change. Reopen the year first, with a reason."
            )
        : ClosingSince is not null
            ? new(
                "budget.closing",
                $"The close of {Year} is signed and waits for the chief finance officer, so nothing in it can change. The close can be sent back."
            )
        : null;

    private static string Words(Money? amount) => amount?.ToString() ?? "to be confirmed";
}
