using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>A budget until the partners adopt it.</summary>
public sealed partial class PartnershipBudget
{
    /// <summary>Why the budget cannot be adopted as it stands, each as a sentence; none when it can.</summary>
    public IReadOnlyList<string> WhyNotAdopt =>
        [.. AdoptionFaults().Select(fault => fault.Sentence)];

    /// <summary>The close of the year before, or the fact that it has a budget, has become known later than this budget.</summary>
    public void Follow(PartnershipBudget before)
    {
        ArgumentNullException.ThrowIfNull(before);
        // What a closed year opened with is in the figures that two people signed.
        if (ClosedAt is not null || ClosingSince is not null)
            throw new DomainException(
                "budget.before-closed",
                $"The close of {Year} rests on its opening balance, which a budget for {before.Year} would change. Reopen {Year} first, or have its close sent back."
            );
        FollowsBudget = true;
        if (before.closes.Find(close => close.Stands) is { } close)
            TakeOpening(close.Figures.CarriedForward);
    }

    /// <summary>
    /// Replaces the plan of a draft. A line keeps its number, and with it its postings and instalments, by its number or
    /// else by its kind, name, parent and partner.
    /// </summary>
    /// <param name="openingPlanned">Ignored once the year before has closed.</param>
    /// <param name="planned">In the order of the page.</param>
    /// <param name="totals">A line with postings cannot be dropped.</param>
    public void Plan(Money openingPlanned, IReadOnlyList<PlannedLine> planned, LedgerTotals totals)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(totals);
        GuardNotClosed();
        if (AdoptedAt is not null)
            throw DomainException.Conflict(
                "budget.adopted",
                $"The budget of {Year} has been adopted. Change it by a virement, with a reason."
            );
        var cleaned = planned.Select(Cleaned).ToList();
        GuardShape(cleaned);
        var before = Planned;
        var kept = Matched(cleaned);
        var gone = lines.Except(kept.OfType<BudgetLine>()).ToList();
        GuardPosted(cleaned, kept, gone, totals);
        for (var i = 0; i < cleaned.Count; i++)
            if (kept[i] is { } line)
                GuardInstalments(
                    line,
                    cleaned[i].Planned ?? Money.Zero,
                    InstalmentsOf(line.Number)
                );
        foreach (var line in gone)
        {
            instalments.RemoveAll(i => i.LineNumber == line.Number);
            lines.Remove(line);
        }
        var placed = new List<BudgetLine>();
        for (var place = 0; place < cleaned.Count; place++)
        {
            var line = kept[place];
            if (line is null)
                lines.Add(line = new BudgetLine(++LastLine, cleaned[place].Kind));
            line.Describe(
                cleaned[place],
                place,
                cleaned[place].Parent is { } parent ? placed[parent].Number : null
            );
            placed.Add(line);
        }
        if (OpeningActual is null)
            OpeningPlanned = openingPlanned;
        PlanVersion = Guid.NewGuid();
        Happened(new Happening("BudgetPlanned", Before: Words(before), After: Words(Planned)));
    }

    /// <summary>Whether the plan says just this already, so that planning it would change nothing.</summary>
    public bool Says(Money openingPlanned, IReadOnlyList<PlannedLine> planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return (OpeningActual is not null || openingPlanned == OpeningPlanned)
            && AsPlanned()
                .Select(line => line with { Number = null })
                .SequenceEqual(planned.Select(line => Cleaned(line) with { Number = null }));
    }

    /// <summary>The line that a planned one of a list would be: kind, name, parent and partner; null where there is none.</summary>
    public BudgetLine? LineLike(PlannedLine line, IReadOnlyList<PlannedLine> planned)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(planned);
        var key = line.Key(line.Parent is { } parent ? planned[parent].Name : null);
        return lines.Find(own => KeyOf(own) == key);
    }

    /// <summary>Takes over the lines of another year's budget, with what they are planned at and the finance system's codes.</summary>
    public void StartFrom(PartnershipBudget before)
    {
        ArgumentNullException.ThrowIfNull(before);
        Plan(
            OpeningPlanned,
            [.. before.AsPlanned().Select(line => line with { Number = null })],
            LedgerTotals.None
        );
        foreach (var (line, last) in Lines.Zip(before.Lines))
            line.Code(last.Codes);
    }

    /// <summary>The lines as they are planned now, in the order of the page.</summary>
    public IReadOnlyList<PlannedLine> AsPlanned()
    {
        var shown = Lines;
        return
        [
            .. shown.Select(line => new PlannedLine(
                line.Number,
                line.Kind,
                line.Name,
                line.ParentNumber is { } parent
                    ? shown.TakeWhile(above => above.Number != parent).Count()
                    : null,
                line.Source,
                line.PartnerId,
                line.Partner,
                line.Planned,
                line.Note
            )),
        ];
    }

    /// <summary>The partners have adopted the budget; from now on it changes by virements.</summary>
    /// <param name="on">The day of their decision.</param>
    /// <param name="minute">Where it is written down; may be empty.</param>
    public void Adopt(DateOnly on, string? minute, Actor by, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (AdoptedAt is not null)
            throw DomainException.Conflict(
                "budget.adopted",
                $"The budget of {Year} has been adopted already, by {AdoptedByName}."
            );
        if (AdoptionFaults().FirstOrDefault() is { Code: { } code, Sentence: { } sentence })
            throw new DomainException(code, sentence);
        if (on > at.LondonDate())
            throw new DomainException(
                "budget.adopted-on",
                "Enter the day on which the partners adopted the budget; it cannot be later than today."
            );
        foreach (var line in lines)
            line.Adopt();
        AdoptedOn = on;
        AdoptedAt = at;
        AdoptedByName = by.Name;
        AdoptedMinute = PastedText.Optional(minute);
        PlanVersion = Guid.NewGuid();
        Happened(new Happening("BudgetAdopted", Why: AdoptedMinute, After: Words(Planned)));
    }

    private IEnumerable<(string Code, string Sentence)> AdoptionFaults()
    {
        if (lines.Count == 0)
            yield return (
                "budget.empty",
                $"The budget of {Year} has no lines. Enter what comes in and what goes out."
            );
        foreach (var line in Lines)
            if (UnallocatedOf(line) is var difference && difference != Money.Zero)
                yield return ("budget.unallocated", Unallocated(line, difference));
        if (Planned.Closing < Money.Zero)
            yield return (
                "budget.below-zero",
                $"The budget of {Year} would end at {Planned.Closing}. Plan to spend less or to raise more, so that the balance carried forward is {Money.Zero} or more."
            );
    }

    private string Unallocated(BudgetLine line, Money difference) =>
        $"{line.Title} is {PlannedOf(line)} and its sub-lines add up to {PlannedOf(line) - difference}. Make them the same: {difference} is unallocated.";

    /// <summary>A line with postings stays, stays without sub-lines, and stays one that totals count.</summary>
    private static void GuardPosted(
        List<PlannedLine> planned,
        List<BudgetLine?> kept,
        List<BudgetLine> gone,
        LedgerTotals totals
    )
    {
        if (gone.Find(line => totals.Of(line.Number).Postings > 0) is { } posted)
            throw new DomainException(
                "budget.line-posted",
                $"{posted.Title} has postings, so it cannot be taken out. Reverse them or keep the line."
            );
        foreach (var at in planned.Select(line => line.Parent).OfType<int>().Distinct())
            if (kept[at] is { } parent && totals.Of(parent.Number).Postings > 0)
                throw new DomainException(
                    "budget.line-posted",
                    $"{parent.Title} has postings of its own, so it cannot have sub-lines. Reverse them first."
                );
        for (var i = 0; i < planned.Count; i++)
            if (
                planned[i].Source == IncomeSource.ContributionInKind
                && kept[i] is { Counts: true } cash
                && totals.Of(cash.Number).Postings > 0
            )
                throw new DomainException(
                    "budget.line-posted",
                    $"{cash.Title} has postings, so it cannot be a contribution in kind, for which no money is received. Reverse them first."
                );
    }

    private List<BudgetLine?> Matched(List<PlannedLine> planned)
    {
        var left = lines.ToDictionary(line => line.Number);
        BudgetLine? Take(Func<BudgetLine, bool> same)
        {
            var line = left.Values.OrderBy(l => l.Number).FirstOrDefault(same);
            if (line is not null)
                left.Remove(line.Number);
            return line;
        }
        // Numbers first, so that a new line of the same name does not take the place of one that was shown.
        var matched = planned
            .Select(p =>
                p.Number is { } number ? Take(l => l.Number == number && l.Kind == p.Kind) : null
            )
            .ToList();
        for (var i = 0; i < planned.Count; i++)
        {
            var line = planned[i];
            var key = line.Key(line.Parent is { } parent ? planned[parent].Name : null);
            matched[i] ??= Take(l => KeyOf(l) == key);
        }
        return matched;
    }

    private (LineKind, string, string?, long?) KeyOf(BudgetLine line) =>
        (
            line.Kind,
            PlannedLine.KeyOf(line.Name),
            line.ParentNumber is { } parent ? PlannedLine.KeyOf(LineOf(parent).Name) : null,
            line.PartnerId
        );

    private static PlannedLine Cleaned(PlannedLine line) =>
        line with
        {
            Name = PastedText.Required(
                line.Name,
                "budget.line-name",
                "Enter what the line is for."
            ),
            Note = PastedText.Optional(line.Note),
        };

    private static void GuardShape(List<PlannedLine> planned)
    {
        var keys = new HashSet<(LineKind, string, string?, long?)>();
        for (var i = 0; i < planned.Count; i++)
        {
            var line = planned[i];
            if (line.Parent is { } parent)
                GuardParent(line, i, planned.ElementAtOrDefault(parent), parent);
            GuardSource(line);
            if (!keys.Add(line.Key(line.Parent is { } above ? planned[above].Name : null)))
                throw Twice(line);
        }
    }

    private static void GuardSource(PlannedLine line)
    {
        if (line.Kind == LineKind.Income != line.Source is not null)
            throw new DomainException(
                "budget.line-source",
                $"Say where the income of {line.Name} comes from: a contribution, generated income or other."
            );
        var isContribution =
            line.Source is IncomeSource.Contribution or IncomeSource.ContributionInKind;
        if (isContribution != line.PartnerId is not null)
            throw new DomainException(
                "budget.line-partner",
                isContribution
                    ? $"Say which partner pays {line.Name}."
                    : $"{line.Name} is no contribution, so it has no partner."
            );
    }

    private static DomainException Twice(PlannedLine line) =>
        new(
            "budget.line-twice",
            $"{line.Name}{(line.Partner is null ? "" : $", {line.Partner},")} is there twice. Put both amounts into one line, or give one another name."
        );

    private static void GuardParent(PlannedLine line, int at, PlannedLine? parent, int parentAt)
    {
        if (line.Kind == LineKind.Income)
            throw new DomainException(
                "budget.income-sub-line",
                $"{line.Name} is income, and only expenditure has sub-lines."
            );
        if (parentAt >= at || parent?.Kind != line.Kind || parent.Parent is not null)
            throw new DomainException(
                "budget.sub-line",
                $"{line.Name} has to be a sub-line of a line of expenditure above it that is no sub-line itself."
            );
    }

    private static string Words(BudgetFigures figures) =>
        $"{figures.Opening} brought forward, income {figures.Income}, expenditure {figures.Expenditure}, {figures.Closing} carried forward";
}
