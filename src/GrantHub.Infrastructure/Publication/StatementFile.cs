using GrantHub.Application.Partnerships;
using GrantHub.Domain;

namespace GrantHub.Infrastructure.Publication;

/// <summary>The rows of the income and expenditure statement, as CSV and spreadsheets have them.</summary>
public static class StatementFile
{
    public static readonly string[] Columns =
    [
        "partnership",
        "financial_year",
        "section",
        "line",
        "sub_line_of",
        "share_percent",
        "last_year_budget",
        "last_year_actual",
        "original_budget",
        "budget",
        "actual",
        "forecast",
        "variance",
        "note",
    ];

    /// <summary>Totals are rows too; a sub-line names the line that has counted it already.</summary>
    public static IEnumerable<object?[]> Rows(BudgetPage page, Statement statement)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(statement);
        object?[] Row(
            string section,
            string label,
            string? parent,
            int? share,
            StatementFigures figures,
            string? note
        ) =>
            [
                page.Slug,
                page.Budget.Year.ToString(),
                section,
                label,
                parent,
                share is { } tenths ? $"{tenths / 10}.{tenths % 10}" : null,
                figures.LastBudget,
                figures.LastActual,
                figures.Original,
                figures.Budget,
                figures.Actual,
                figures.Forecast,
                figures.Variance,
                note,
            ];
        IEnumerable<object?[]> Section(string section, IReadOnlyList<StatementRow> rows)
        {
            string? parent = null;
            foreach (var row in rows)
            {
                if (!row.IsSubLine)
                    parent = row.Label;
                yield return Row(
                    section,
                    row.Label,
                    row.IsSubLine ? parent : null,
                    row.ShareTenths,
                    row.Figures,
                    row.ToBeConfirmed ? "To be confirmed" : row.Note
                );
            }
        }
        object?[] Total(string section, string label, StatementFigures figures) =>
            Row(section, label, null, null, figures, null);

        return
        [
            .. Section("income", statement.Income),
            Total("income", "Total income", statement.TotalIncome),
            .. Section("expenditure", statement.Expenditure),
            Total("expenditure", "Total expenditure", statement.TotalExpenditure),
            Total("balance", "Balance brought forward", statement.BroughtForward),
            Total("balance", "Total receipts", statement.TotalReceipts),
            Total("balance", "In-year result", statement.InYear),
            Total("balance", "Settled with partners", statement.Settled),
            Total("balance", "Balance carried forward", statement.CarriedForward),
            .. Section("in kind", statement.InKind),
        ];
    }
}
