using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What pages call the parts of a ledger, and where they stand.</summary>
public static class LedgerWords
{
    public static string Kind(EntryKind kind) =>
        kind switch
        {
            EntryKind.Receipt => "Receipt",
            EntryKind.Payment => "Payment",
            EntryKind.Journal => "Journal",
            EntryKind.YearEnd => "Year end",
        };

    /// <summary>"Staffing: Salaries" for a sub-line.</summary>
    public static string Line(PartnershipBudget budget, int number)
    {
        ArgumentNullException.ThrowIfNull(budget);
        var line = budget.LineOf(number);
        return line.ParentNumber is { } parent
            ? $"{budget.LineOf(parent).Title}: {line.Title}"
            : line.Title;
    }

    /// <summary>The lines to post to, income before expenditure.</summary>
    public static IReadOnlyList<SelectListItem> Lines(PartnershipBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return Items(budget, budget.LinesToPostTo);
    }

    /// <summary>Every line that can have postings, those with sub-lines too.</summary>
    public static IReadOnlyList<SelectListItem> AllLines(PartnershipBudget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return Items(budget, budget.Lines.Where(line => line.Counts));
    }

    public static string Ledger(string slug, FinancialYear year) =>
        $"/partnerships/{slug}/ledger?year={year}";

    public static string Entry(string slug, FinancialYear year, int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/partnerships/{slug}/ledger/{year}/entries/{number}"
        );

    /// <summary>Where a file of the finance system is that was posted.</summary>
    /// <param name="id">Of the import.</param>
    public static string ImportedFile(string slug, FinancialYear year, long id, string name) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/partnerships/{slug}/ledger/{year}/imports/{id}/{Uri.EscapeDataString(name)}"
        );

    private static SelectListItem[] Items(PartnershipBudget budget, IEnumerable<BudgetLine> lines)
    {
        var groups = new Dictionary<LineKind, SelectListGroup>
        {
            [LineKind.Income] = new() { Name = "Income" },
            [LineKind.Expenditure] = new() { Name = "Expenditure" },
        };
        return
        [
            .. lines
                .OrderBy(line => line.Kind)
                .Select(line => new SelectListItem
                {
                    Text = Line(budget, line.Number),
                    Value = line.Number.ToString(CultureInfo.InvariantCulture),
                    Group = groups[line.Kind],
                }),
        ];
    }
}
