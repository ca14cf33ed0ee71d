using GrantHub.Domain.People;

namespace GrantHub.Domain.Partnerships;

/// <summary>What a virement plans for a line.</summary>
public sealed record LineChange(int Number, Money Planned);

/// <summary>Changes of an adopted budget, and what is expected of it.</summary>
public sealed partial class PartnershipBudget
{
    /// <summary>
    /// Changes what is planned for lines of an adopted budget, and adds lines to it. A line with sub-lines follows the
    /// changes of its sub-lines.
    /// </summary>
    /// <param name="added">New lines; a parent in them is the number of an existing line.</param>
    public void Vire(
        IReadOnlyList<LineChange> changes,
        IReadOnlyList<PlannedLine> added,
        string reason,
        Actor by,
        DateTime at
    )
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(by);
        GuardNotClosed();
        if (AdoptedAt is null)
            throw new DomainException(
                "virement.draft",
                $"The budget of {Year} is a draft. Change its lines as they are; virements start when it is adopted."
            );
        var why = PastedText.Required(
            reason,
            "virement.reason",
            "Say why the budget changes and who agreed to it."
        );
        var before = Planned;
        var moved = Moved(changes, added, before);
        Virements =
        [
            .. Virements,
            new Virement(Virements.Count + 1, why, moved, by.PersonId, by.Name, at),
        ];
        PlanVersion = Guid.NewGuid();
        Happened(
            new Happening(
                "BudgetVired",
                Why: why,
                Before: Words(before),
                After: string.Join(
                    "; ",
                    moved.Select(m => $"{m.Line}: {Words(m.Before)} → {m.After}")
                )
            )
        );
    }

    /// <summary>Makes the changes and says which lines they moved; where the whole is refused, the lines stand as they stood.</summary>
    private List<VirementLine> Moved(
        IReadOnlyList<LineChange> changes,
        IReadOnlyList<PlannedLine> added,
        BudgetFigures before
    )
    {
        var stood = lines.ToDictionary(line => line.Number, line => (line.Planned, line.Place));
        var last = LastLine;
        try
        {
            foreach (var change in changes)
                Change(LineOf(change.Number), change.Planned);
            foreach (var line in added)
                Add(Cleaned(line));
            var moved = Lines
                .Where(line => line.Planned is not null)
                .Where(line =>
                    !stood.TryGetValue(line.Number, out var was) || was.Planned != line.Planned
                )
                .Select(line => new VirementLine(
                    line.Number,
                    line.Title,
                    stood.GetValueOrDefault(line.Number).Planned,
                    line.Planned!.Value
                ))
                .ToList();
            GuardVirement(moved, before);
            return moved;
        }
        catch (DomainException)
        {
            lines.RemoveAll(line => !stood.ContainsKey(line.Number));
            foreach (var line in lines)
            {
                line.Plan(stood[line.Number].Planned);
                line.MoveTo(stood[line.Number].Place);
            }
            LastLine = last;
            throw;
        }
    }

    private void GuardVirement(List<VirementLine> moved, BudgetFigures before)
    {
        if (moved.Count == 0)
            throw new DomainException(
                "virement.nothing",
                "Nothing would change. Enter the new amount of at least one line."
            );
        foreach (var line in Lines)
            if (UnallocatedOf(line) is var difference && difference != Money.Zero)
                throw new DomainException("budget.unallocated", Unallocated(line, difference));
        if (Planned.Closing < Money.Zero && Planned.Closing < before.Closing)
            throw new DomainException(
                "budget.below-zero",
                $"The budget of {Year} would end at {Planned.Closing}. Plan to spend less or to raise more, so that the balance carried forward is {Money.Zero} or more."
            );
        foreach (var line in lines)
            GuardInstalments(line, PlannedOf(line), InstalmentsOf(line.Number));
    }

    /// <summary>Says what a line is expected to come to by the end of the year; null: it follows from the rest again.</summary>
    public void EnterForecast(int number, Money? forecast)
    {
        GuardNotClosed();
        var line = LineOf(number);
        if (HasSubLines(line))
            throw new DomainException(
                "forecast.sub-lines",
                $"{line.Title} has sub-lines. Enter what each of them is expected to come to."
            );
        if (line.Forecast == forecast)
            return;
        Happened(
            new Happening(
                "ForecastEntered",
                Before: $"{line.Title}: {line.Forecast?.ToString() ?? "none"}",
                After: $"{line.Title}: {forecast?.ToString() ?? "none"}"
            )
        );
        line.Expect(forecast);
    }

    /// <summary>The longest list of a line's codes, in characters.</summary>
    public const int LongestCodes = 400;

    /// <summary>The codes by which the finance system knows a line; none is shared by two lines.</summary>
    public void CodeLine(int number, IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var line = LineOf(number);
        var cleaned = codes
            .Select(code => code.Trim())
            .Where(code => code.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var code in cleaned)
            if (LineCoded(code) is { } other && other != line)
                throw new DomainException(
                    "budget.code-taken",
                    $"The code {code} stands for {other.Title}. Take it away from there first."
                );
        var joined = cleaned.Count == 0 ? null : string.Join(", ", cleaned);
        if (joined?.Length > LongestCodes)
            throw new DomainException(
                "budget.codes-long",
                $"{line.Title} has more codes than there is room for: at most {LongestCodes} characters in all."
            );
        if (line.Codes == joined)
            return;
        Happened(
            new Happening(
                "LineCoded",
                Before: $"{line.Title}: {line.Codes ?? "no code"}",
                After: $"{line.Title}: {joined ?? "no code"}"
            )
        );
        line.Code(joined);
    }

    /// <summary>The line that the finance system knows by the code; null where none is.</summary>
    public BudgetLine? LineCoded(string code) =>
        lines.Find(line => line.FinanceCodes.Contains(code, StringComparer.OrdinalIgnoreCase));

    private void Change(BudgetLine line, Money planned)
    {
        if (HasSubLines(line))
            throw new DomainException(
                "virement.sub-lines",
                $"{line.Title} has sub-lines and follows them. Change its sub-lines."
            );
        var delta = planned - (line.Planned ?? Money.Zero);
        line.Plan(planned);
        if (line.ParentNumber is { } number && LineOf(number) is { Planned: { } total } parent)
            parent.Plan(total + delta);
    }

    private void Add(PlannedLine planned)
    {
        GuardSource(planned);
        var parent = planned.Parent is { } number ? LineOf(number) : null;
        if (parent is not null && (planned.Kind == LineKind.Income || !HasSubLines(parent)))
            throw new DomainException(
                "budget.sub-line",
                $"{parent.Title} has no sub-lines. Add {planned.Name} as a line of its own."
            );
        if (lines.Exists(line => KeyOf(line) == planned.Key(parent?.Name)))
            throw Twice(planned);
        var line = new BudgetLine(++LastLine, planned.Kind);
        line.Describe(planned with { Planned = null }, PlaceAfter(parent), parent?.Number);
        lines.Add(line);
        Change(line, planned.Planned ?? Money.Zero);
    }

    /// <summary>Makes room after the last sub-line of a line, or at the end.</summary>
    private int PlaceAfter(BudgetLine? parent)
    {
        if (parent is null)
            return lines.Select(line => line.Place).DefaultIfEmpty(-1).Max() + 1;
        var last = lines
            .Where(line => line == parent || line.ParentNumber == parent.Number)
            .Max(line => line.Place);
        foreach (var below in lines.Where(line => line.Place > last))
            below.MoveTo(below.Place + 1);
        return last + 1;
    }
}
