namespace GrantHub.Domain.Partnerships;

/// <summary>Inflation of one line, which takes the place of the overall one.</summary>
/// <param name="Line">The line's name, or the partner's who contributes it, in whatever case.</param>
/// <param name="Tenths">In tenths of a percent a year.</param>
public sealed record LineInflation(bool IsIncome, string Line, int Tenths);

/// <summary>A contribution that is lost or becomes another.</summary>
/// <param name="Source">The partner's name, or the income line's, in whatever case.</param>
/// <param name="Amount">What it gives in all from then on, a year; £0.00: it is lost.</param>
/// <param name="From">The first financial year of the new amount.</param>
public sealed record ContributionChange(string Source, Money Amount, FinancialYear From);

/// <summary>What could become of a partnership's income and expenditure.</summary>
/// <param name="Name">Unique within the partnership.</param>
/// <param name="ExpenditureTenths">Overall inflation of expenditure, in tenths of a percent a year; may be negative.</param>
/// <param name="IncomeTenths">Overall inflation of income, likewise.</param>
public sealed record ScenarioTerms(
    string Name,
    int ExpenditureTenths,
    int IncomeTenths,
    IReadOnlyList<LineInflation> Lines,
    IReadOnlyList<ContributionChange> Changes
)
{
    public string InWords() =>
        string.Join(
            "; ",
            [
                Name,
                $"expenditure {TenthsOfAPercent.InWords(ExpenditureTenths)} a year",
                $"income {TenthsOfAPercent.InWords(IncomeTenths)} a year",
                .. Lines.Select(line =>
                    $"{line.Line} ({(line.IsIncome ? "income" : "expenditure")}) {TenthsOfAPercent.InWords(line.Tenths)} a year"
                ),
                .. Changes.Select(change =>
                    change.Amount == Money.Zero
                        ? $"the contribution of {change.Source} lost from {change.From}"
                        : $"{change.Source} gives {change.Amount} from {change.From}"
                ),
            ]
        );
}

/// <summary>A scenario of the reserve runway that a partnership keeps.</summary>
/// <param name="Number">Within the partnership.</param>
public sealed record RunwayScenario(int Number, ScenarioTerms Terms)
{
    /// <summary>The most that charts and cards still show apart.</summary>
    public const int Most = 6;

    /// <summary>In tenths of a percent a year: −50.0% to 100.0%.</summary>
    public const int LeastTenths = -500;
    public const int MostTenths = 1000;

    /// <summary>What the budget does when nothing changes; no saved scenario can have its name.</summary>
    public const string Standstill = "Standstill";

    public string Name => Terms.Name;
}
