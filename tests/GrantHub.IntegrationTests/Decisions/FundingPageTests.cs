using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>The funding proposal: money as it is typed, years that follow from the period.</summary>
public abstract class FundingPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Funding_OfTheRealCase_IsSavedToThePenny()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(Funding(address), RealCase);

        Assert.Equal($"/decisions/{address}", answer.Headers.Location?.ToString());
        var funding = (await ContentAsync(address)).Funding!;
        Assert.Equal(5_004_900, funding.Maximum!.Value.Pence);
        Assert.Equal(
            [("2017-18", 1_668_300L), ("2018-19", 1_668_300L), ("2019-20", 1_668_300L)],
            funding.Schedule.Select(line => (line.Year.ToString(), line.Amount.Pence))
        );
        Assert.Empty(funding.Missing());
        Assert.Contains("£50,049.00</output>", await page.ReadAsync(Funding(address)));
    }

    [DatabaseFact]
    public async Task Funding_SettingTheYears_ShowsARowForEachFinancialYearAndSavesNothing()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [
                ("then", "set-years"),
                ("ProposesFunding", "True"),
                ("Recipient", "The Board"),
                ("Maximum", "a lot"),
                .. Period,
            ]
        );

        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("There is a problem", text);
        Assert.DoesNotContain("<title>Error", text);
        foreach (var expected in new[] { "2017-18", "2018-19", "2019-20", "The Board", "a lot" })
            Assert.Contains($"value=\"{expected}\"", text);
        Assert.DoesNotContain("value=\"2020-21\"", text);
        Assert.Null((await ContentAsync(address)).ProposesFunding);
    }

    [DatabaseFact]
    public async Task Funding_SettingTheYearsWithoutAPeriod_AsksForIt()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [("then", "set-years"), ("ProposesFunding", "True")]
        );

        Assert.Contains(
            "Enter the first and the last day of the period to set its years.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Funding_AddingAYear_OffersTheNextOne()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [
                ("then", "add-year"),
                ("Schedule[0].Year", "2017-18"),
                ("Schedule[0].Amount", "16,683.00"),
            ]
        );

        var text = await PageClient.TextAsync(answer);
        Assert.Contains("value=\"2018-19\"", text);
        Assert.Contains("value=\"16,683.00\"", text);
    }

    [DatabaseTheory]
    [InlineData(
        "Schedule[0].Amount",
        "lots",
        "#Schedule_0__Amount",
        "Enter the amount for 2017-18 in pounds, such as 16,683.00."
    )]
    [InlineData("Schedule[0].Amount", "-1", "#Schedule", "The amount for 2017-18 is negative.")]
    [InlineData(
        "Schedule[0].Amount",
        "16,683.01",
        "#Schedule",
        "The schedule adds up to £50,049.01, which is £0.01 over the maximum of £50,049.00."
    )]
    [InlineData(
        "Schedule[0].Year",
        "2017",
        "#Schedule_0__Year",
        "Write the financial year as two years that follow each other, such as 2017-18."
    )]
    [InlineData(
        "Schedule[0].Year",
        "2018-19",
        "#Schedule",
        "2018-19 stands in the schedule twice."
    )]
    [InlineData(
        "Schedule[0].Year",
        "2024-25",
        "#Schedule",
        "2024-25 is outside the period of the grant."
    )]
    [InlineData("Maximum", "12.345", "#Maximum", "Enter the maximum in pounds, such as 50,049.00.")]
    [InlineData("Maximum", "0", "#Maximum", "The maximum must be more than £0.00.")]
    [InlineData(
        "PeriodEnd.Year",
        "2016",
        "#PeriodEnd_Day",
        "The period must end on or after the day it starts."
    )]
    [InlineData(
        "PeriodStart.Month",
        "13",
        "#PeriodStart_Month",
        "The first day of the period must have a month from 1 to 12"
    )]
    public async Task Funding_ThatContradictsItself_IsRefusedAtTheFieldAndKept(
        string field,
        string typed,
        string href,
        string sentence
    )
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [.. RealCase.Where(f => f.Name != field), (field, typed)]
        );

        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"<a href=\"{href}\">{sentence}", text);
        Assert.Contains($"value=\"{typed}\"", text);
        Assert.Null((await ContentAsync(address)).ProposesFunding);
    }

    [DatabaseFact]
    public async Task Funding_WithoutAnswerButWithFigures_AsksForTheAnswerAndKeepsThem()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            RealCase.Where(f => f.Name != "ProposesFunding")
        );

        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#ProposesFunding\">Say whether the record proposes", text);
        Assert.Contains("value=\"16,683.00\"", text);
    }

    [DatabaseFact]
    public async Task Funding_AnsweredNo_DoesNotMindWhatStandsBelow()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [("ProposesFunding", "False"), ("Maximum", "nothing"), ("PeriodStart.Day", "1")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.False((await ContentAsync(address)).ProposesFunding);
    }

    [DatabaseFact]
    public async Task Funding_Incomplete_IsSavedAndSaysWhatIsMissing()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            Funding(address),
            [("ProposesFunding", "True"), ("Recipient", "The Board")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "Choose the power that the grant rests on.",
            await page.ReadAsync(Funding(address))
        );
    }

    private static IEnumerable<(string Name, string Value)> Period =>
        [
            ("PeriodStart.Day", "1"),
            ("PeriodStart.Month", "4"),
            ("PeriodStart.Year", "2017"),
            ("PeriodEnd.Day", "31"),
            ("PeriodEnd.Month", "3"),
            ("PeriodEnd.Year", "2020"),
        ];

    private static IEnumerable<(string Name, string Value)> RealCase =>
        [
            ("ProposesFunding", "True"),
            ("Recipient", "Stockton-on-Tees Local Safeguarding Children Board"),
            .. Period,
            ("Maximum", "£50,049"),
            ("Schedule[0].Year", "2017-18"),
            ("Schedule[0].Amount", "16,683.00"),
            ("Schedule[1].Year", "2018-19"),
            ("Schedule[1].Amount", "16683"),
            ("Schedule[2].Year", "2019-20"),
            ("Schedule[2].Amount", "£16,683.00"),
            ("Power", "CrimeAndDisorderReduction"),
            ("BudgetPlan", "Long Term Financial Plan"),
        ];

    private static string Funding(string address) => $"/decisions/{address}/sections/funding";

    private Task<string> DraftAsync() =>
        app.SendAs(Cast.Lead, new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "New one"));

    private async Task<DecisionContent> ContentAsync(string address) =>
        (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Content;
}

public sealed class FundingPageTests_OnSqlite(App<SqliteDatabase> app)
    : FundingPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class FundingPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : FundingPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
