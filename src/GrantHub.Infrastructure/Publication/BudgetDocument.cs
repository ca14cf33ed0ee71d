using System.Text.Json;
using GrantHub.Application.Partnerships;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Infrastructure.Publication;

/// <summary>A partnership's budget for a year as the JSON document that scripts read: amounts in pounds with two decimals.</summary>
public static class BudgetDocument
{
    /// <returns>UTF-8. What is planned for a line to be confirmed is null; so is the share of what is no contribution in cash.</returns>
    public static byte[] Write(BudgetPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var budget = page.Budget;
        return JsonDocuments.Write(json =>
        {
            json.WriteString("partnership", page.Slug);
            json.WriteString("name", page.Name);
            json.WriteString("financialYear", budget.Year.ToString());
            json.WriteString("status", Word(budget.Status));
            json.WriteAmount("openingBalance", budget.Opening);
            json.WriteString(
                "openingBalanceState",
                budget.IsOpeningEstimated ? "estimated" : "actual"
            );
            json.WriteStartArray("income");
            foreach (var line in budget.TopLines(LineKind.Income))
                Income(json, page, line);
            json.WriteEndArray();
            json.WriteStartArray("expenditure");
            foreach (var line in budget.TopLines(LineKind.Expenditure))
                Expenditure(json, page, line);
            json.WriteEndArray();
            Totals(json, page);
        });
    }

    private static void Income(Utf8JsonWriter json, BudgetPage page, BudgetLine line)
    {
        json.WriteStartObject();
        json.WriteString("line", line.Name);
        json.WriteString("partner", line.Partner);
        Figures(json, page, line);
        json.WritePropertyName("sharePercent");
        if (page.Budget.ShareTenthsOf(line) is { } tenths)
            json.WriteNumberValue(tenths / 10m);
        else
            json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Expenditure(Utf8JsonWriter json, BudgetPage page, BudgetLine line)
    {
        json.WriteStartObject();
        json.WriteString("line", line.Name);
        Figures(json, page, line);
        json.WriteStartArray("children");
        foreach (var sub in page.Budget.SubLinesOf(line.Number))
        {
            json.WriteStartObject();
            json.WriteString("line", sub.Name);
            Figures(json, page, sub);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Figures(Utf8JsonWriter json, BudgetPage page, BudgetLine line)
    {
        if (line.Planned is null && !page.Budget.HasSubLines(line))
            json.WriteNull("planned");
        else
            json.WriteAmount("planned", page.Budget.PlannedOf(line));
        json.WriteAmount("actual", page.ThisYear.ActualOf(line));
        json.WriteAmount("forecast", page.ForecastOf(line));
    }

    private static void Totals(Utf8JsonWriter json, BudgetPage page)
    {
        var (planned, actual) = (page.Budget.Planned, page.ThisYear.Actual);
        json.WriteStartObject("totals");
        json.WriteAmount("income", planned.Income);
        json.WriteAmount("receipts", planned.Receipts);
        json.WriteAmount("expenditure", planned.Expenditure);
        json.WriteAmount("inYear", planned.InYear);
        json.WriteAmount("closingBalance", planned.Closing);
        json.WriteAmount("actualIncome", actual.Income);
        json.WriteAmount("actualExpenditure", actual.Expenditure);
        json.WriteAmount("actualClosingBalance", actual.Closing);
        json.WriteAmount("forecastClosingBalance", page.Forecast.Closing);
        json.WriteEndObject();
    }

    private static string Word(BudgetStatus status) =>
        status switch
        {
            BudgetStatus.Draft => "draft",
            BudgetStatus.Adopted => "adopted",
            BudgetStatus.Closed => "closed",
        };
}
