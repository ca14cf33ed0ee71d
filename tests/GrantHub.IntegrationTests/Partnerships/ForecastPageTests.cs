using System.Net;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.IntegrationTests.Grants;
using GrantHub.IntegrationTests.Site;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>The page of forecasts when two officers have it open at once.</summary>
public abstract class ForecastPageTests(AppFixture app)
{
    /// <summary>The places of the lines that have no sub-lines, in the order of the page.</summary>
    private const int SalariesRow = 3;
    private const int TravelRow = 4;

    [DatabaseFact]
    public async Task Forecast_SavedByTwo_KeepsWhatEachChanged()
    {
        var slug = await app.BooksAsync("Forecasts of two");
        var path = $"/partnerships/{slug}/budgets/{Books.Year}/forecast";
        using var page = await app.SignedIn(Cast.Finance);

        await page.PostedAsync(path, ($"Rows[{TravelRow}].Amount", "410.00"));
        // Opened before, when no line had a forecast.
        await page.PostedAsync(
            path,
            ($"Rows[{TravelRow}].Was", ""),
            ($"Rows[{TravelRow}].Amount", ""),
            ($"Rows[{SalariesRow}].Amount", "3,900.00")
        );

        var budget = await app.BudgetAsync(slug);
        Assert.Equal(Money.Pounds(410), budget.LineOf(Books.Travel).Forecast);
        Assert.Equal(Money.Pounds(3_900), budget.LineOf(Books.Salaries).Forecast);

        await page.PostedAsync(path, ($"Rows[{TravelRow}].Amount", ""));
        Assert.Null((await app.BudgetAsync(slug)).LineOf(Books.Travel).Forecast);
    }

    [DatabaseFact]
    public async Task Forecast_WithAMistake_StaysAtItsLineThoughOneWasAddedMeanwhile()
    {
        var slug = await app.BooksAsync("A line more");
        await app.SendAs(
            Cast.Finance,
            new AdoptBudget(
                slug,
                Books.Open,
                (await app.BudgetAsync(slug)).PlanVersion,
                new(2017, 5, 1),
                null
            )
        );
        using var page = await app.SignedIn(Cast.Finance);
        var form = await SiteWalk.FormAsync(
            page,
            $"/partnerships/{slug}/budgets/{Books.Year}/forecast"
        );
        await app.SendAs(
            Cast.Finance,
            new VireBudget(
                slug,
                Books.Open,
                (await app.BudgetAsync(slug)).PlanVersion,
                [],
                [
                    new(
                        null,
                        LineKind.Expenditure,
                        "Pensions",
                        Books.Staffing,
                        null,
                        null,
                        null,
                        Money.Pounds(10),
                        null
                    ),
                ],
                "Pensions were forgotten."
            )
        );

        using var refused = await page.PostAsync(
            form.Action,
            [
                .. form
                    .Fields.Where(field => field.Name != $"Rows[{TravelRow}].Amount")
                    .Select(field => (field.Name, field.Value)),
                ($"Rows[{TravelRow}].Amount", "lots"),
                await page.TokenAsync(),
            ]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var rows = (await PageClient.TextAsync(refused)).Split("<tr>");
        Assert.Contains("Travel</th>", rows.Single(row => row.Contains("value=\"lots\"")));
    }
}

public sealed class ForecastPageTests_OnSqlite(App<SqliteDatabase> app)
    : ForecastPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ForecastPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ForecastPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
