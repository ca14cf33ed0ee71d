using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

public abstract class DecisionListPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task List_ShowsEachColumnAndWhoseTurnItIs()
    {
        var address = await app.SubmittedAsync("Columns kangaroo");
        using var page = await app.SignedIn(Cast.Cfo);

        var html = await page.ReadAsync("/decisions");

        Assert.Contains($"href=\"/decisions/{address}\">Columns kangaroo</a>", html);
        Assert.Contains("Stockton-on-Tees Local Safeguarding Children Board", html);
        Assert.Contains("50,049.00", html);
        Assert.Contains("Waiting for the chief finance officer", html);
        Assert.DoesNotContain("Raise a decision record", html);
    }

    [DatabaseFact]
    public async Task List_OfALeadOfficer_OffersToRaiseOne()
    {
        await app.DraftAsync("A draft of mine");
        using var page = await app.SignedIn(Cast.Lead);

        var html = await page.ReadAsync("/decisions");

        Assert.Contains("href=\"/decisions/new\"", html);
        Assert.Contains(">Draft</td>", html);
    }

    [DatabaseFact]
    public async Task List_WithFilters_ShowsThemAsTagsThatCanBeRemoved()
    {
        using var page = await app.SignedIn(Cast.Mo);

        var html = await page.ReadAsync(
            "/decisions?scope=all&status=approved&year=2017&search=board&sort=title"
        );

        Assert.Contains(
            "href=\"/decisions?scope=All&year=2017&search=board&sort=Title\"><span class=\"govuk-visually-hidden\">Remove this filter: </span>Approved</a>",
            html
        );
        Assert.Contains("<input type=\"hidden\" name=\"sort\" value=\"Title\"", html);
        Assert.Contains(
            "href=\"/decisions.csv?scope=All&status=Approved&year=2017&search=board&sort=Title\"",
            await page.ReadAsync(await WithARowAsync(html))
        );
    }

    [DatabaseFact]
    public async Task List_SortedByTitle_SaysSoAndTurnsRound()
    {
        await app.SubmittedAsync("Sorted");
        using var page = await app.SignedIn(Cast.Mo);

        var html = await page.ReadAsync("/decisions?scope=All&sort=Title");

        Assert.Contains("aria-sort=\"ascending\"", html);
        Assert.Contains("href=\"/decisions?scope=All&sort=TitleDescending\"", html);
    }

    [DatabaseFact]
    public async Task List_WithNonsenseInTheAddress_ShowsTheList()
    {
        using var page = await app.SignedIn(Cast.Mo);

        foreach (
            var query in (string[])
                [
                    "scope=xyz&status=5&year=two&lead=me&sort=up&from=%00abc",
                    "status=99&year=99999999999999&lead=-1",
                    $"search={new string('y', 3000)}",
                    "from=ZjF8eA&sort=Title",
                    "search=%25%27%22%3Cscript%3E",
                ]
        )
        {
            using var answer = await page.GetAsync($"/decisions?{query}");
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("<title>Decision records", html);
            Assert.DoesNotContain("<script>", html);
        }
    }

    [DatabaseFact]
    public async Task List_WithNothingInIt_SaysWhyAndWhatToDo()
    {
        using var auditor = await app.SignedIn(Cast.Auditor);

        Assert.Contains(
            "No decision record is yours or waits for you. Choose to show all",
            await auditor.ReadAsync("/decisions")
        );
        Assert.Contains(
            "Nothing waits for you.",
            await auditor.ReadAsync("/decisions?scope=WaitingForMe")
        );
        Assert.Contains(
            "Remove a filter, or check the spelling",
            await auditor.ReadAsync("/decisions?scope=All&search=zzzzzz")
        );
    }

    [DatabaseFact]
    public async Task List_ByAPartnerContact_IsForbidden()
    {
        using var page = await app.SignedIn(Cast.Partner);

        foreach (var path in (string[])["/decisions", "/decisions.csv"])
        {
            using var answer = await page.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [DatabaseFact]
    public async Task List_SendsAtMostFourCommands()
    {
        await app.SubmittedAsync("Counted");
        using var page = await app.SignedIn(Cast.Mo);
        await page.ReadAsync("/decisions?scope=All");

        Assert.InRange(
            await app.Commands.Of(() =>
                page.ReadAsync("/decisions?scope=All&search=board&year=2017")
            ),
            1,
            4
        );
    }

    [DatabaseFact]
    public async Task Csv_HasEveryPageOfTheFilteredListAndNoFormula()
    {
        await app.SubmittedAsync("=HYPERLINK(\"x\") echidna");
        await app.SubmittedAsync("An echidna, \"quoted\"");
        for (var n = 0; n < 60; n++)
            await app.SendAs(
                Cast.Lead,
                new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", $"Echidna {n}")
            );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync("/decisions.csv?scope=Mine&search=echidna");
        var lines = (await answer.Content.ReadAsStringAsync())
            .TrimStart('\uFEFF')
            .TrimEnd()
            .Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "reference,title,lead_officer,recipient,amount,status,last_changed,decided_on",
            lines[0]
        );
        Assert.Equal(63, lines.Length);
        Assert.Contains(
            lines,
            line => line.Contains("\"'=HYPERLINK(\"\"x\"\") echidna\"", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line => line.Contains(",50049.00,Waiting for the chief", StringComparison.Ordinal)
        );
    }

    private async Task<string> WithARowAsync(string html)
    {
        Assert.Contains("Approved", html);
        await app.ApprovedAsync("Funding for the Board");
        return "/decisions?scope=all&status=approved&year=2017&search=board&sort=title";
    }
}

public sealed class DecisionListPageTests_OnSqlite(App<SqliteDatabase> app)
    : DecisionListPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class DecisionListPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : DecisionListPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
