using GrantHub.Domain.Grants;

namespace GrantHub.Domain.Partnerships;

/// <summary>The scenarios of the reserve runway.</summary>
public sealed partial class Partnership
{
    /// <summary>In order of number; at most <see cref="RunwayScenario.Most"/>.</summary>
    public IReadOnlyList<RunwayScenario> Scenarios { get; private set; } = [];

    public RunwayScenario AddScenario(ScenarioTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (Scenarios.Count >= RunwayScenario.Most)
            throw new DomainException(
                "scenario.most",
                $"A partnership keeps at most {RunwayScenario.Most} scenarios. Change or remove one."
            );
        var guarded = Guarded(terms, 0);
        var scenario = new RunwayScenario(NextNumber(), guarded);
        Scenarios = [.. Scenarios, scenario];
        Happened(new Happening("ScenarioAdded", After: guarded.InWords()));
        return scenario;
    }

    public void ChangeScenario(int number, ScenarioTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var before = ScenarioOf(number);
        var guarded = Guarded(terms, number);
        Scenarios = [.. Scenarios.Select(s => s.Number == number ? s with { Terms = guarded } : s)];
        Happened(
            new Happening(
                "ScenarioChanged",
                Before: before.Terms.InWords(),
                After: guarded.InWords()
            )
        );
    }

    public void RemoveScenario(int number)
    {
        var scenario = ScenarioOf(number);
        Scenarios = [.. Scenarios.Where(s => s.Number != number)];
        Happened(new Happening("ScenarioRemoved", Before: scenario.Terms.InWords()));
    }

    private ScenarioTerms Guarded(ScenarioTerms terms, int number)
    {
        var name = PastedText.Required(
            terms.Name,
            "scenario.name",
            "Enter a name for the scenario."
        );
        var key = Organisation.KeyOf(name);
        if (
            key == Organisation.KeyOf(RunwayScenario.Standstill)
            || Scenarios.Any(s => s.Number != number && Organisation.KeyOf(s.Name) == key)
        )
            throw new DomainException(
                "scenario.name-taken",
                $"There is a scenario called {name} already. Choose another name."
            );
        GuardInflation(terms.ExpenditureTenths, "scenario.expenditure", "of expenditure");
        GuardInflation(terms.IncomeTenths, "scenario.income", "of income");
        var lines = terms
            .Lines.Select(line =>
                line with
                {
                    Line = PastedText.Required(
                        line.Line,
                        "scenario.line",
                        "Enter the name of the line that has an inflation of its own."
                    ),
                }
            )
            .ToList();
        foreach (var line in lines)
            GuardInflation(line.Tenths, "scenario.line", $"of {line.Line}");
        if (
            lines.DistinctBy(line => (line.IsIncome, Organisation.KeyOf(line.Line))).Count()
            != lines.Count
        )
            throw new DomainException(
                "scenario.line",
                "Name each line once among those with an inflation of their own."
            );
        return terms with { Name = name, Lines = lines, Changes = Guarded(terms.Changes) };
    }

    private static List<ContributionChange> Guarded(IReadOnlyList<ContributionChange> typed)
    {
        var changes = typed
            .Select(change =>
                change with
                {
                    Source = PastedText.Required(
                        change.Source,
                        "scenario.change",
                        "Enter whose contribution changes."
                    ),
                }
            )
            .OrderBy(change => change.From)
            .ToList();
        foreach (var change in changes)
            if (change.Amount < Money.Zero)
                throw new DomainException(
                    "scenario.change",
                    $"Enter what {change.Source} gives a year as £0.00 or more; £0.00 means that the contribution is lost."
                );
        return
            changes.DistinctBy(change => (change.From, Organisation.KeyOf(change.Source))).Count()
            == changes.Count
            ? changes
            : throw new DomainException(
                "scenario.change",
                "Enter one new amount of a contribution for a year."
            );
    }

    private static void GuardInflation(int tenths, string code, string what)
    {
        if (tenths is < RunwayScenario.LeastTenths or > RunwayScenario.MostTenths)
            throw new DomainException(
                code,
                $"Enter the yearly inflation {what} as a percentage from {TenthsOfAPercent.InWords(RunwayScenario.LeastTenths)} to {TenthsOfAPercent.InWords(RunwayScenario.MostTenths)}."
            );
    }

    private RunwayScenario ScenarioOf(int number) =>
        Scenarios.FirstOrDefault(s => s.Number == number)
        ?? throw new DomainException(
            "scenario.gone",
            $"{Name} has no such scenario. Somebody may have removed it."
        );
}
