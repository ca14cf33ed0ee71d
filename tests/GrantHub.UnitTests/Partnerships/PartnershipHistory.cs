using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Partnerships.BudgetBuilder;

namespace GrantHub.UnitTests.Partnerships;

/// <summary>What somebody tries to do with a partnership's money; most of it is refused in one state or another.</summary>
internal enum MoneyAct
{
    Start,
    Replan,
    Adopt,
    Receive,
    Pay,
    Journal,
    Reverse,
    Vire,
    Forecast,
    Instal,
    Invoice,
    Rule,
    Sign,
    SendBack,
    Countersign,
    Reopen,
}

/// <param name="Days">That pass before it.</param>
/// <param name="Pick">Chooses a year, a line or an entry.</param>
/// <param name="Part">How much, in thousandths.</param>
/// <param name="Pence">To miss an amount by a penny.</param>
internal sealed record MoneyStep(MoneyAct Act, int Days, int Pick, int Part, int Pence)
{
    public override string ToString() => $"{Act} +{Days} {Pick} {Part} {Pence}";
}

/// <summary>One year: its book, and what was posted added up one by one as it happened.</summary>
internal sealed class KeptYear(PartnershipBudget budget)
{
    public Book Book { get; } = new(budget);
    public PartnershipBudget Budget => Book.Budget;
    public Dictionary<int, (Money Actual, Money YearEnd, int Count)> Kept { get; } = [];

    /// <summary>Money in less money out.</summary>
    public Money Moved { get; private set; }

    /// <summary>The postings as they stood when the year was closed; null while it is open.</summary>
    public string? Locked { get; set; }

    public void Keep(IEnumerable<Posting> postings)
    {
        foreach (var posting in postings)
        {
            var kept = Kept.GetValueOrDefault(posting.LineNumber);
            Kept[posting.LineNumber] =
                posting.Kind == EntryKind.YearEnd
                    ? (kept.Actual, kept.YearEnd + posting.Amount, kept.Count + 1)
                    : (kept.Actual + posting.Amount, kept.YearEnd, kept.Count + 1);
            var isIncome = Budget.LineOf(posting.LineNumber).Kind == LineKind.Income;
            Moved = isIncome ? Moved + posting.Amount : Moved - posting.Amount;
            Book.Keep([posting]);
        }
    }

    public string Postings() =>
        string.Join(
            '\n',
            Book.Postings.Select(p =>
                $"{p.Entry} {p.Kind} {p.LineNumber} {p.Date:O} {p.Amount} {p.Description} {p.Reverses}"
            )
        );
}

/// <summary>Lets a partnership keep its money through steps, and says what it holds afterwards.</summary>
internal sealed class PartnershipHistory
{
    private const int MostYears = 5;
    private static readonly DateOnly Begin = Day(2019, 4, 1);

    public List<KeptYear> Years { get; } = [];
    public DateOnly Today { get; private set; } = Begin;
    public YearEndRule Rule { get; private set; } = YearEndRule.Default;

    /// <summary>The steps that were not refused, each with its day.</summary>
    public List<(MoneyStep Step, DateOnly On)> Done { get; } = [];

    public static PartnershipHistory Of(IEnumerable<MoneyStep> steps)
    {
        var history = new PartnershipHistory();
        foreach (var step in steps)
            history.Live(step);
        return history;
    }

    public static PartnershipHistory Replay(IEnumerable<(MoneyStep Step, DateOnly On)> done)
    {
        var history = new PartnershipHistory();
        foreach (var (step, on) in done)
        {
            history.Today = on;
            history.Try(step);
        }
        return history;
    }

    public void Live(MoneyStep step)
    {
        Today = Today.AddDays(step.Days);
        Try(step);
    }

    private void Try(MoneyStep step)
    {
        if (Years.Count == 0 && step.Act != MoneyAct.Start)
            return;
        try
        {
            if (Carry(step))
                Done.Add((step, Today));
        }
        catch (DomainException)
        {
            // A refusal leaves the budgets as they were; the properties say so.
        }
    }

    private bool Carry(MoneyStep step)
    {
        if (step.Act == MoneyAct.Start)
            return Start(step);
        if (step.Act == MoneyAct.Rule)
        {
            Rule = RuleOf(step);
            return true;
        }
        var at = Years.FindIndex(year => year.Budget.ClosedAt is null);
        // The year that is to be closed next, mostly; else any, closed ones as well.
        var year = Years[step.Pick % 3 > 0 && at >= 0 ? at : step.Pick % Years.Count];
        return step.Act switch
        {
            MoneyAct.Replan => Do(() =>
                year.Budget.Plan(AmountOf(step, 1), LinesOf(step), year.Book.Totals)
            ),
            MoneyAct.Adopt => Do(() => year.Budget.Adopt(Today, null, Finance, On(Today))),
            MoneyAct.Vire => Do(() => Vire(year.Budget, step)),
            MoneyAct.Forecast => Do(() =>
                year.Budget.EnterForecast(Line(year, step), AmountOf(step, 2))
            ),
            MoneyAct.Instal => Do(() =>
                year.Budget.PlanInstalments(Line(year, step), Today, 1 + step.Part % 4, 3)
            ),
            MoneyAct.Invoice => Do(() =>
                year.Budget.RecordInvoice(
                    1 + step.Pick % Math.Max(1, year.Budget.LastInstalment),
                    Today,
                    $"INV {step.Part}",
                    Today
                )
            ),
            MoneyAct.Receive => Cash(year, EntryKind.Receipt, step),
            MoneyAct.Pay => Cash(year, EntryKind.Payment, step),
            MoneyAct.Journal => Journal(year, step),
            MoneyAct.Reverse => Reverse(year, step),
            MoneyAct.Sign => Do(() =>
                year.Budget.SignClose(
                    Rule,
                    year.Book.Totals,
                    year.Budget.PreviewClose(Rule, year.Book.Totals).CarriedForward
                        + new Money(step.Part == 1_050 ? 1 : 0),
                    step.Part == 250 ? Cast.Cfo : Finance,
                    On(Today)
                )
            ),
            MoneyAct.SendBack => Do(() =>
                year.Budget.SendCloseBack("Look again.", Cast.Cfo, On(Today))
            ),
            MoneyAct.Countersign => Countersign(year),
            MoneyAct.Reopen => Reopen(year),
            _ => false,
        };
    }

    private static bool Do(Action act)
    {
        act();
        return true;
    }

    private bool Start(MoneyStep step)
    {
        if (Years.Count == MostYears)
            return false;
        var budget = PartnershipBudget.Start(
            1,
            new FinancialYear(Begin.Year + Years.Count),
            AmountOf(step, 1),
            Years.LastOrDefault()?.Budget
        );
        budget.Plan(budget.OpeningPlanned, LinesOf(step), LedgerTotals.None);
        Years.Add(new KeptYear(budget));
        return true;
    }

    private static Money AmountOf(MoneyStep step, int of) =>
        new(1_000_00L * of * step.Part / 7 + step.Pence);

    /// <summary>Some partners, one of whom may be netted off or to be confirmed, and expenditure with sub-lines.</summary>
    private static List<PlannedLine> LinesOf(MoneyStep step)
    {
        List<PlannedLine> lines = [];
        for (var partner = 1; partner <= step.Pick % 5; partner++)
            lines.Add(
                From(partner, $"Partner {partner}", null) with
                {
                    Planned =
                        partner == 4 && step.Part % 3 == 0 ? null
                        : partner == 3 && step.Part % 5 == 0 ? new Money(-50_00)
                        : new Money(step.Part * 97L * partner + partner),
                }
            );
        if (step.Part % 2 == 0)
            lines.Add(From(1, "Partner 1", step.Part) with { Name = "Extra contribution" });
        var staffing = lines.Count;
        lines.Add(Spend("Staffing", null));
        lines.Add(Spend("Manager", step.Part, staffing));
        lines.Add(Spend("Support", 100, staffing));
        lines.Add(Spend("Events", step.Part / 2));
        lines.Add(Spend("Travel", null));
        return lines;
    }

    /// <summary>Every kind of rule, with caps that are reached and caps that are not.</summary>
    private static YearEndRule RuleOf(MoneyStep step) =>
        new(
            (UnderspendRule)(step.Pick % 3),
            step.Pick % 3 == (int)UnderspendRule.Split ? step.Part % 1_001 : null,
            (OverspendRule)(step.Pick % 2),
            [
                new(
                    1,
                    "Partner 1",
                    step.Pick % 2 == 1 ? 400 : null,
                    step.Part % 2 == 0 ? new Money(step.Part * 10L) : null
                ),
                new(2, "Partner 2", step.Pick % 2 == 1 ? 600 : null, null),
            ]
        );

    private static int Line(KeptYear year, MoneyStep step) =>
        year.Budget.Lines.Count == 0
            ? 0
            : year.Budget.Lines[step.Part % year.Budget.Lines.Count].Number;

    private static void Vire(PartnershipBudget budget, MoneyStep step) =>
        budget.Vire(
            [
                .. budget
                    .Lines.Where(line => !budget.HasSubLines(line))
                    .Skip(step.Pick % 4)
                    .Take(2)
                    .Select(line => new LineChange(
                        line.Number,
                        (line.Planned ?? Money.Zero) + new Money(step.Part - 500)
                    )),
            ],
            step.Pence > 0 ? [Spend($"Added {budget.Virements.Count}", step.Part)] : [],
            "Agreed.",
            Finance,
            AfterYear
        );

    /// <summary>Today, or the last day of the year once it has passed.</summary>
    private EntryWords Words(KeptYear year) =>
        new(Today > year.Budget.Year.End ? year.Budget.Year.End : Today, "BACS", "As invoiced");

    private bool Cash(KeptYear year, EntryKind kind, MoneyStep step) =>
        Do(() =>
            year.Keep(
                year.Budget.PostCash(
                    kind,
                    Line(year, step),
                    AmountOf(step, 1),
                    Words(year),
                    Finance,
                    On(Today)
                )
            )
        );

    private bool Journal(KeptYear year, MoneyStep step)
    {
        var lines = year.Budget.Lines;
        if (lines.Count < 2)
            return false;
        var (one, other) = (
            lines[step.Part % lines.Count],
            lines[(step.Part + 1 + step.Pick) % lines.Count]
        );
        var amount = AmountOf(step, 1);
        // A penny too much or too little is refused.
        var second = (one.Kind == other.Kind ? -amount : amount) + new Money(step.Pence);
        return Do(() =>
            year.Keep(
                year.Budget.PostJournal(
                    [new(one.Number, amount), new(other.Number, second)],
                    Words(year),
                    Finance,
                    On(Today)
                )
            )
        );
    }

    private bool Reverse(KeptYear year, MoneyStep step)
    {
        if (year.Budget.LastEntry == 0)
            return false;
        var entry = year.Book.Entry(1 + step.Part % year.Budget.LastEntry);
        var by = year.Book.Postings.FirstOrDefault(p => p.Reverses == entry[0].Entry)?.Entry;
        return Do(() =>
            year.Keep(
                year.Budget.Reverse(
                    entry,
                    by,
                    Words(year).Date,
                    "Posted wrongly.",
                    null,
                    Finance,
                    On(Today)
                )
            )
        );
    }

    private bool Countersign(KeptYear year)
    {
        year.Keep(year.Budget.CountersignClose(Cast.Cfo, On(Today)));
        year.Locked = year.Postings();
        if (Next(year) is { } next)
            next.Budget.Follow(year.Budget);
        return true;
    }

    private bool Reopen(KeptYear year)
    {
        var settled = year.Budget.Close?.Entry is { } entry ? year.Book.Entry(entry) : [];
        year.Keep(
            year.Budget.Reopen("Late invoice.", settled, Next(year)?.Budget, Cast.Cfo, On(Today))
        );
        year.Locked = null;
        return true;
    }

    public KeptYear? Next(KeptYear year) => Years.ElementAtOrDefault(Years.IndexOf(year) + 1);

    /// <summary>Every figure and fact, as text.</summary>
    public string State() =>
        string.Join(
            '\n',
            Years.SelectMany(year =>
                (string[])
                    [
                        $"{year.Budget.Year} {year.Budget.Status} {year.Budget.Planned} {year.Budget.OpeningPlanned} {year.Budget.LastLine} {year.Budget.LastInstalment} {year.Budget.LastEntry} {year.Budget.ClosingSince:O}",
                        .. year.Budget.Lines.Select(l =>
                            $"{l.Number} {l.Place} {l.Title} {l.ParentNumber} {l.Planned} {l.Original} {l.Forecast}"
                        ),
                        .. year.Budget.Instalments.Select(i =>
                            $"{i.Number} {i.LineNumber} {i.DueOn:O} {i.Amount} {i.InvoiceReference}"
                        ),
                        .. year.Budget.Virements.Select(v => $"{v.Number} {v.Lines.Count}"),
                        .. year.Budget.Closes.Select(c =>
                            $"{c.Number} {c.Figures.CarriedForward} {c.Stands} {c.IsWaiting} {c.Entry}"
                        ),
                        .. year.Budget.Happenings.Select(h => h.ToString()),
                        year.Postings(),
                    ]
            )
        );
}
