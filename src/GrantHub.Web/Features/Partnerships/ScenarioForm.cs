using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Web.Features.Decisions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A scenario of the reserve runway. Rows that are left empty do not count.</summary>
public sealed class ScenarioForm : PartnershipForm
{
    private const int EmptyRows = 3;

    public string? Name { get; set; }
    public string? Expenditure { get; set; }
    public string? Income { get; set; }
    public List<InflationRow> Lines { get; set; } = [];
    public List<ChangeRow> Changes { get; set; } = [];

    /// <summary>The scenario's name as it stands; null for a new one.</summary>
    [BindNever]
    public string? Heading { get; set; }

    /// <summary>The names of the budget's lines and of those who contribute.</summary>
    [BindNever, ValidateNever]
    public IReadOnlyList<string> Names { get; set; } = [];

    public void Fill(ScenarioTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Name = terms.Name;
        Expenditure = TenthsOfAPercent.ForField(terms.ExpenditureTenths);
        Income = TenthsOfAPercent.ForField(terms.IncomeTenths);
        Lines =
        [
            .. terms.Lines.Select(line => new InflationRow
            {
                Line = line.Line,
                IsIncome = line.IsIncome,
                Percent = TenthsOfAPercent.ForField(line.Tenths),
            }),
        ];
        Changes =
        [
            .. terms.Changes.Select(change => new ChangeRow
            {
                Source = change.Source,
                Amount = change.Amount.ForField(),
                From = change.From.ToString(),
            }),
        ];
    }

    /// <summary>Leaves room for more rows.</summary>
    public void Pad()
    {
        while (Lines.Count(row => row.IsEmpty) < EmptyRows)
            Lines.Add(new InflationRow());
        while (Changes.Count(row => row.IsEmpty) < EmptyRows)
            Changes.Add(new ChangeRow());
    }

    public ScenarioTerms Read(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        return new ScenarioTerms(
            Name ?? "",
            Percent(Expenditure, nameof(Expenditure), faults),
            Percent(Income, nameof(Income), faults),
            [
                .. Lines
                    .Select((row, i) => (row, i))
                    .Where(found => !found.row.IsEmpty)
                    .Select(found => new LineInflation(
                        found.row.IsIncome,
                        found.row.Line ?? "",
                        Percent(
                            found.row.Percent,
                            $"{nameof(Lines)}[{found.i}].{nameof(InflationRow.Percent)}",
                            faults
                        )
                    )),
            ],
            [
                .. Changes
                    .Select((row, i) => (row, i))
                    .Where(found => !found.row.IsEmpty)
                    .Select(found => Change(found.row, $"{nameof(Changes)}[{found.i}].", faults)),
            ]
        );
    }

    private static ContributionChange Change(
        ChangeRow row,
        string prefix,
        ModelStateDictionary faults
    )
    {
        if (!Money.TryParse(row.Amount, out var amount))
            faults.AddModelError(
                $"{prefix}{nameof(ChangeRow.Amount)}",
                "Enter what it gives a year in pounds, such as 30,000.00, or 0 when the contribution is lost."
            );
        if (!FinancialYear.TryParse(row.From?.Trim(), out var from))
            faults.AddModelError(
                $"{prefix}{nameof(ChangeRow.From)}",
                "Write the financial year as two years that follow each other, such as 2017-18."
            );
        return new ContributionChange(row.Source ?? "", amount, from);
    }

    private static int Percent(string? text, string field, ModelStateDictionary faults)
    {
        if (!TenthsOfAPercent.TryParse(text, out var tenths))
            faults.AddModelError(
                field,
                "Enter the yearly inflation as a percentage, such as 2.5, or 0 for none."
            );
        return tenths;
    }

    public static string? FieldOf(string code) =>
        code switch
        {
            "scenario.name" or "scenario.name-taken" => nameof(Name),
            "scenario.expenditure" => nameof(Expenditure),
            "scenario.income" => nameof(Income),
            "scenario.line" => nameof(Lines),
            "scenario.change" => nameof(Changes),
            _ => null,
        };
}

/// <summary>Inflation of one line.</summary>
public sealed class InflationRow
{
    public string? Line { get; set; }
    public bool IsIncome { get; set; }
    public string? Percent { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Line) && string.IsNullOrWhiteSpace(Percent);
}

/// <summary>A contribution that is lost or becomes another.</summary>
public sealed class ChangeRow
{
    public string? Source { get; set; }
    public string? Amount { get; set; }
    public string? From { get; set; }

    public bool IsEmpty => new[] { Source, Amount, From }.All(string.IsNullOrWhiteSpace);
}
