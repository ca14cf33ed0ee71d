using System.Globalization;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>An amount of a line. It is text, so that what cannot be read stays on the page.</summary>
public sealed class AmountRow
{
    public int Number { get; set; }
    public string? Amount { get; set; }

    /// <summary>What the field showed, where it matters whether it was changed.</summary>
    public string? Was { get; set; }
}

/// <summary>A line that a virement adds.</summary>
public sealed class AddedRow
{
    /// <summary>"Income", "Expenditure", or the number of the line whose sub-line it is.</summary>
    public string? Under { get; set; }
    public string? Name { get; set; }
    public IncomeSource? Source { get; set; }
    public long? PartnerId { get; set; }
    public string? Amount { get; set; }

    [ValidateNever]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Amount);
}

/// <summary>Amounts for lines of an adopted budget: a virement, or what is forecast.</summary>
public abstract class AmountsForm
{
    [BindNever, ValidateNever]
    public EditableBudget Page { get; set; } = null!;
    public List<AmountRow> Rows { get; set; } = [];

    [ValidateNever]
    public string Href => BudgetView.HrefOf(Page.Slug, Page.Budget.Year);

    /// <summary>Lines that amounts are entered for: those without sub-lines, in the order of the page.</summary>
    public IReadOnlyList<BudgetLine> Lines() =>
        [.. Page.Budget.Lines.Where(line => !Page.Budget.HasSubLines(line))];

    /// <summary>"Staffing: Development manager".</summary>
    public string TitleOf(BudgetLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.ParentNumber is { } parent
            ? $"{Page.Budget.LineOf(parent).Name}: {line.Title}"
            : line.Title;
    }

    public int PlaceOf(BudgetLine line) => Rows.FindIndex(row => row.Number == line.Number);

    /// <summary>
    /// A row for each line. What was typed keeps its place, because the page finds it again by that; a line that somebody
    /// added meanwhile comes after.
    /// </summary>
    public void Fill(Func<BudgetLine, Money?> amount)
    {
        var lines = Lines();
        var typed = Rows.Where(row => lines.Any(line => line.Number == row.Number))
            .DistinctBy(row => row.Number)
            .ToList();
        Rows =
        [
            .. typed,
            .. lines
                .Where(line => typed.TrueForAll(row => row.Number != line.Number))
                .Select(line =>
                {
                    var known = amount(line) is { } money ? BudgetWords.Amount(money) : null;
                    return new AmountRow
                    {
                        Number = line.Number,
                        Amount = known,
                        Was = known,
                    };
                }),
        ];
    }

    /// <summary>What was typed for each line; null where the field is empty.</summary>
    protected IReadOnlyDictionary<int, Money?> Amounts(ModelStateDictionary faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var amounts = new Dictionary<int, Money?>();
        for (var i = 0; i < Rows.Count; i++)
            if (string.IsNullOrWhiteSpace(Rows[i].Amount))
                amounts[Rows[i].Number] = null;
            else if (Money.TryParse(Rows[i].Amount, out var amount))
                amounts[Rows[i].Number] = amount;
            else
                faults.AddModelError(
                    $"{nameof(Rows)}[{i}].{nameof(AmountRow.Amount)}",
                    $"Enter the amount of {TitleOf(Page.Budget.LineOf(Rows[i].Number))} in pounds with at most two decimals, such as 1,500.00."
                );
        return amounts;
    }
}

public sealed class ForecastForm : AmountsForm
{
    /// <summary>Only what was changed, so that nobody writes back what somebody else has entered meanwhile.</summary>
    public IReadOnlyDictionary<int, LineForecast> Read(ModelStateDictionary faults)
    {
        var shown = Rows.Where(row => (row.Amount ?? "").Trim() != (row.Was ?? ""))
            .ToDictionary(
                row => row.Number,
                row => Money.TryParse(row.Was, out var was) ? was : (Money?)null
            );
        return Amounts(faults)
            .Where(typed => shown.ContainsKey(typed.Key))
            .ToDictionary(
                typed => typed.Key,
                typed => new LineForecast(shown[typed.Key], typed.Value)
            );
    }
}

public sealed class VirementForm : AmountsForm
{
    private const int EmptyRows = 2;

    /// <summary>The plan's version that the form showed.</summary>
    public Guid Seen { get; set; }
    public List<AddedRow> Added { get; set; } = [];
    public string? Reason { get; set; }

    public IReadOnlyList<SelectListItem> Partners() =>
        [
            .. Page.Partners.Select(partner => new SelectListItem(
                partner.Name,
                partner.Id.ToString(CultureInfo.InvariantCulture)
            )),
        ];

    /// <summary>Where a new line can stand.</summary>
    public IReadOnlyList<SelectListItem> Places() =>
        [
            new("Income", nameof(LineKind.Income)),
            new("Expenditure", nameof(LineKind.Expenditure)),
            .. Page
                .Budget.TopLines(LineKind.Expenditure)
                .Where(Page.Budget.HasSubLines)
                .Select(line => new SelectListItem(
                    $"Sub-line of {line.Name}",
                    line.Number.ToString(CultureInfo.InvariantCulture)
                )),
        ];

    /// <summary>Rows to write in.</summary>
    public void Pad()
    {
        while (Added.Count < EmptyRows)
            Added.Add(new AddedRow());
    }

    /// <summary>The amounts that differ from what is planned, and the lines to add.</summary>
    public (IReadOnlyList<LineChange> Changes, IReadOnlyList<PlannedLine> Added) Read(
        ModelStateDictionary faults
    )
    {
        ArgumentNullException.ThrowIfNull(faults);
        var changes = new List<LineChange>();
        foreach (var (number, amount) in Amounts(faults))
        {
            var line = Page.Budget.LineOf(number);
            if (amount is { } planned && planned != line.Planned)
                changes.Add(new(number, planned));
            else if (amount is null && line.Planned is not null)
                faults.AddModelError(
                    $"{nameof(Rows)}[{PlaceOf(line)}].{nameof(AmountRow.Amount)}",
                    $"Enter an amount for {TitleOf(line)}: in an adopted budget it cannot go back to being confirmed. Enter 0 for none."
                );
        }
        return (changes, [.. AddedLines(faults)]);
    }

    private IEnumerable<PlannedLine> AddedLines(ModelStateDictionary faults)
    {
        for (var i = 0; i < Added.Count; i++)
        {
            var row = Added[i];
            if (row.IsEmpty)
                continue;
            if (string.IsNullOrWhiteSpace(row.Name))
                Fault(faults, i, nameof(row.Name), "Enter what the new line is for.");
            if (string.IsNullOrWhiteSpace(row.Under))
                Fault(faults, i, nameof(row.Under), "Choose where the new line stands.");
            if (!Money.TryParse(row.Amount, out var amount))
                Fault(
                    faults,
                    i,
                    nameof(row.Amount),
                    "Enter the amount of the new line in pounds with at most two decimals, such as 1,500.00."
                );
            var isIncome = row.Under == nameof(LineKind.Income);
            if (isIncome && row.Source is null)
                Fault(faults, i, nameof(row.Source), "Choose where the new income comes from.");
            yield return new PlannedLine(
                null,
                isIncome ? LineKind.Income : LineKind.Expenditure,
                row.Name ?? "",
                int.TryParse(
                    row.Under,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var parent
                )
                    ? parent
                    : null,
                isIncome ? row.Source : null,
                isIncome ? row.PartnerId : null,
                null,
                amount,
                null
            );
        }
    }

    private static void Fault(
        ModelStateDictionary faults,
        int row,
        string field,
        string sentence
    ) => faults.AddModelError($"{nameof(Added)}[{row}].{field}", sentence);
}
