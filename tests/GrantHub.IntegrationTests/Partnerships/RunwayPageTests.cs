using System.Net;
using System.Text;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>The reserve runway: its page, its scenarios, its CSV and its document.</summary>
public abstract class RunwayPageTests(AppFixture app)
{
    private static readonly FinancialYear Year = new(2019);

    [DatabaseFact]
    public async Task Runway_OfTheSample_RunsOutIn2023AndSaysSo()
    {
        var slug = await AddAsync("Sample");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/partnerships/{slug}/runway");

        Assert.Contains(
            "At standstill the reserve falls below the floor of £20,000.00 in 2021-22 and runs out in 2023-24.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("One line is to be confirmed", text, StringComparison.Ordinal);
        foreach (
            var closing in new[] { "42,707.00", "28,937.00", "15,167.00", "1,397.00", "−12,373.00" }
        )
            Assert.Contains($">{closing}<", text, StringComparison.Ordinal);
        Assert.Contains("Standstill: 2019-20 £42,707.00", text, StringComparison.Ordinal);
        Assert.Contains(
            "Standstill,2023-24,1397.00,262480.00,276250.00,-13770.00,-12373.00,20000.00",
            await page.ReadAsync($"/partnerships/{slug}/runway.csv"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Runway_ByNameFromAnEarlierBudget_IsTheDocumentThatScriptsRead()
    {
        var slug = await AddAsync("Two budgets");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        await BudgetAsync(slug, Year.Next, 1_000_000, 1);

        var latest = await app.SendAsOperator(new ReadRunway("Two budgets", null, 1));
        var runway = await app.SendAsOperator(new ReadRunway("Two budgets", Year, 2));

        Assert.Equal((Year.Next, false), (latest.Basis!.Year, latest.Basis.OpeningIsEstimated));
        Assert.Equal(
            """
            {
              "partnership": "two-budgets",
              "scenario": "standstill",
              "floor": 20000.00,
              "years": [
                {
                  "financialYear": "2019-20",
                  "closingBalance": 42707.00
                },
                {
                  "financialYear": "2020-21",
                  "closingBalance": 28937.00
                }
              ],
              "belowFloorIn": null,
              "exhaustedIn": null
            }
            """,
            Encoding.UTF8.GetString(RunwayDocument.Write(slug, runway.Runways[0]))
        );
        await Assert.ThrowsAsync<NotFoundException>(() =>
            app.SendAsOperator(new ReadRunway(slug, new(2010)))
        );
    }

    [DatabaseFact]
    public async Task Runway_AfterABudgetWithoutLines_StartsFromTheOneThatHasSome()
    {
        var slug = await AddAsync("Empty after");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        await app.SendAs(Cast.Finance, new StartBudget(slug, Year.Next, FromLastYear: false));

        var runway = await app.SendAsOperator(new ReadRunway(slug, null, 1));

        Assert.Equal(Year, runway.Basis!.Year);
    }

    [DatabaseFact]
    public async Task Runway_WithoutABudget_SaysWhatFillsIt()
    {
        var slug = await AddAsync("No budget");
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/partnerships/{slug}/runway");

        Assert.Contains("There is no budget to start from.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg class=\"gh-chart", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Runway_OfTooManyYears_SaysHowMany()
    {
        var slug = await AddAsync("Too far");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        using var page = await app.SignedIn(Cast.Auditor);

        using var answer = await page.GetAsync($"/partnerships/{slug}/runway?years=31");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains("from 1 to 30", text, StringComparison.Ordinal);
        Assert.Contains("value=\"31\"", text, StringComparison.Ordinal);
        Assert.Contains(
            ">2048-49<",
            await page.ReadAsync($"/partnerships/{slug}/runway?years=30"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Scenarios_AreAddedShownChangedAndRemoved()
    {
        var slug = await AddAsync("With scenarios");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        using var page = await app.SignedIn(Cast.Finance);
        var scenarios = $"/partnerships/{slug}/runway/scenarios";
        (string, string)[] typed =
        [
            ("Name", "Police leave"),
            ("Expenditure", "2.5"),
            ("Income", "0"),
            ("Changes[0].Source", "Cleveland Police"),
            ("Changes[0].Amount", "0"),
            ("Changes[0].From", "2020-21"),
        ];

        using var bad = await page.PostFormAsync(
            $"{scenarios}/add",
            [
                ("Name", "Kept"),
                ("Expenditure", "much"),
                ("Changes[0].Source", "Somebody"),
                ("Changes[0].Amount", "1.234"),
            ]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        var text = await PageClient.TextAsync(bad);
        foreach (var kept in new[] { "Kept", "much", "Somebody", "1.234" })
            Assert.Contains($"value=\"{kept}\"", text, StringComparison.Ordinal);
        using var added = await page.PostFormAsync($"{scenarios}/add", typed);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var shown = await page.ReadAsync($"/partnerships/{slug}/runway");
        Assert.Contains("Cleveland Police: lost from 2020-21", shown, StringComparison.Ordinal);
        Assert.Contains("Police leave (£)", shown, StringComparison.Ordinal);
        using var twice = await page.PostFormAsync($"{scenarios}/add", typed);
        Assert.Contains(
            "There is a scenario called Police leave already.",
            await PageClient.TextAsync(twice),
            StringComparison.Ordinal
        );
        using var stale = await page.PostFormAsync(
            $"{scenarios}/1/change",
            [.. typed, ("Seen", Guid.NewGuid().ToString())]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains(
            "the contribution of Cleveland Police lost from 2020-21",
            await PageClient.TextAsync(stale),
            StringComparison.Ordinal
        );
        using var changed = await page.PostFormAsync(
            $"{scenarios}/1/change",
            [("Name", "Pay award"), ("Expenditure", "3"), ("Income", "1")]
        );
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var removed = await page.PostFormAsync($"{scenarios}/1/remove", []);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty(
            (await app.SendAs(Cast.Auditor, new ReadPartnership(slug))).Partnership.Scenarios
        );
        using var lead = await app.SignedIn(Cast.Lead);
        using var refused = await lead.GetAsync($"{scenarios}/1/remove");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [DatabaseFact]
    public async Task Runway_SendsTheSameCommands_HoweverMuchThereIs()
    {
        var slug = await AddAsync("Counted runway");
        await BudgetAsync(slug, Year, 56_477, 276_250);
        using var page = await app.SignedIn(Cast.Auditor);
        Task<int> Show() => app.Commands.Of(() => page.ReadAsync($"/partnerships/{slug}/runway"));
        var one = await Show();

        await BudgetAsync(slug, Year.Next, 42_707, 276_250, lines: 20);
        for (var n = 0; n < RunwayScenario.Most; n++)
            await app.SendAs(
                Cast.Finance,
                new AddScenario(slug, new ScenarioTerms($"Scenario {n}", n, 0, [], []))
            );

        Assert.Equal(3, one);
        Assert.Equal(one, await Show());
    }

    private async Task<string> AddAsync(string name)
    {
        var slug = await app.SendAs(Cast.Finance, new AddPartnership(name, null, null));
        return await app.SendAs(
            Cast.Finance,
            new DescribePartnership(slug, null, name, slug, null, null, Money.Pounds(20_000))
        );
    }

    /// <summary>The budget of 2019-20 with one contributor of £31,372.00 among £262,480.00 of income.</summary>
    private Task<int> BudgetAsync(
        string slug,
        FinancialYear year,
        long opening,
        long expenditure,
        int lines = 0
    ) =>
        app.Look(async db =>
        {
            var police = db.Organisations.SingleOrDefault(o => o.Slug == "police");
            if (police is null)
            {
                police = Organisation.Add("Cleveland Police", "police");
                db.Organisations.Add(police);
                await db.SaveChangesAsync();
            }
            var budget = PartnershipBudget.Start(
                db.Partnerships.Single(p => p.Slug == slug).Id,
                year,
                Money.Pounds(opening),
                null
            );
            budget.Plan(
                Money.Pounds(opening),
                [
                    new(
                        null,
                        LineKind.Income,
                        "Contribution",
                        null,
                        IncomeSource.Contribution,
                        police.Id,
                        police.Name,
                        Money.Pounds(31_372),
                        null
                    ),
                    new(
                        null,
                        LineKind.Income,
                        "Other income",
                        null,
                        IncomeSource.Other,
                        null,
                        null,
                        Money.Pounds(231_108),
                        null
                    ),
                    new(
                        null,
                        LineKind.Income,
                        "Rooms lent",
                        null,
                        IncomeSource.ContributionInKind,
                        police.Id,
                        police.Name,
                        Money.Pounds(9_000),
                        null
                    ),
                    new(
                        null,
                        LineKind.Expenditure,
                        "Staffing",
                        null,
                        null,
                        null,
                        null,
                        Money.Pounds(expenditure),
                        null
                    ),
                    new(null, LineKind.Expenditure, "Website", null, null, null, null, null, null),
                    .. Enumerable
                        .Range(0, lines)
                        .Select(n => new PlannedLine(
                            null,
                            LineKind.Expenditure,
                            $"Line {n}",
                            null,
                            null,
                            null,
                            null,
                            Money.Zero,
                            null
                        )),
                ],
                LedgerTotals.None
            );
            db.Budgets.Add(budget);
            return await db.SaveChangesAsync();
        });
}

public sealed class RunwayPageTests_OnSqlite(App<SqliteDatabase> app)
    : RunwayPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class RunwayPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : RunwayPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
