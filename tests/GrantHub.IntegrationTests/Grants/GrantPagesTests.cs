using System.Net;
using System.Text;
using System.Text.Json;
using GrantHub.Application.Grants;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>The pages, files and JSON of grants.</summary>
public abstract class GrantPagesTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Show_TheRealGrant_ReadsAsTheFormSays()
    {
        var (decision, grant) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/grants/{grant}");

        Assert.Contains("£50,049.00", text, StringComparison.Ordinal);
        Assert.Contains("1 April 2017 to 31 March 2020", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/decisions/{decision}\"", text, StringComparison.Ordinal);
        Assert.Contains(
            "2017-18: £16,683.00, confirmed; 2018-19: £16,683.00, indicative; 2019-20: £16,683.00, indicative.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("role=\"img\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        Assert.Contains($"Grant made by decision {decision}", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Pages_WhateverTheNumberOfGrants_TakeFewCommands()
    {
        var (_, grant) = await app.ApprovedAsync("Counted");
        using var page = await app.SignedIn(Cast.Auditor);
        await page.ReadAsync($"/grants/{grant}");

        Assert.InRange(await app.Commands.Of(() => page.ReadAsync($"/grants/{grant}")), 1, 10);
        Assert.InRange(await app.Commands.Of(() => page.ReadAsync("/grants")), 1, 4);
    }

    [DatabaseFact]
    public async Task Show_AGrantThatIsNotThere_Is404WithASentence()
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var response = await page.GetAsync("/grants/G-1999-0001");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(
            "There is no grant with that reference.",
            await PageClient.TextAsync(response),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Pages_ForAPartnerContact_AreRefused()
    {
        var (_, grant) = await app.ApprovedAsync("Not for partners");
        using var page = await app.SignedIn(Cast.Partner);
        foreach (
            var path in new[]
            {
                "/grants",
                "/grants.csv",
                $"/grants/{grant}",
                $"/grants/{grant}/schedule.csv",
                $"/grants/{grant}/payments.csv",
            }
        )
        {
            using var response = await page.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [DatabaseFact]
    public async Task List_OfMine_LeavesOutOtherPeoplesGrants()
    {
        var (_, grant) = await app.ApprovedAsync("Led by Lena");
        using var lead = await app.SignedIn(Cast.Lead);
        using var other = await app.SignedIn(Cast.OtherLead);

        Assert.Contains(
            $"/grants/{grant}\"",
            await lead.ReadAsync("/grants?mine=true"),
            StringComparison.Ordinal
        );
        var text = await other.ReadAsync("/grants?mine=true");
        Assert.DoesNotContain($"/grants/{grant}\"", text, StringComparison.Ordinal);
        Assert.Contains("You lead no grant.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("govuk-pagination", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Csv_OfGrantsAndOfASchedule_HasPlainAmounts()
    {
        var (_, grant) = await app.ApprovedAsync("For a spreadsheet");
        using var page = await app.SignedIn(Cast.Lead);

        Assert.Contains(
            $"{grant},For a spreadsheet,Stockton-on-Tees Local Safeguarding Children Board,2017-04-01,2020-03-31,50049.00,16683.00,33366.00\r\n",
            await page.ReadAsync("/grants.csv"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "financial_year,state,planned,confirmed,indicative,discontinued,paid,recovered,spent,unspent,left_to_authorise\r\n2017-18,confirmed,16683.00,16683.00,0.00,0.00,0.00,0.00,0.00,0.00,16683.00\r\n2018-19,indicative,16683.00,0.00,16683.00,0.00,0.00,0.00,0.00,0.00,0.00\r\n2019-20,indicative,16683.00,0.00,16683.00,0.00,0.00,0.00,0.00,0.00,0.00\r\n",
            await page.ReadAsync($"/grants/{grant}/schedule.csv")
        );
    }

    [DatabaseFact]
    public async Task ShowGrant_IsTheDocumentThatScriptsRead()
    {
        var (decision, address) = await app.ApprovedAsync("For a script");
        var page = await app.SendAsOperator(new ReadGrant(address));

        var json = Encoding.UTF8.GetString(
            GrantDocument.Write(page.Grant, new DateOnly(2017, 5, 19))
        );

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal(
            [
                "reference",
                "decision",
                "recipient",
                "ceiling",
                "confirmed",
                "indicative",
                "discontinued",
                "neverUsed",
                "remaining",
                "paid",
                "recovered",
                "spent",
                "unspent",
                "schedule",
            ],
            root.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(decision, root.GetProperty("decision").GetString());
        Assert.Equal("50049.00", root.GetProperty("ceiling").GetRawText());
        Assert.Equal("33366.00", root.GetProperty("remaining").GetRawText());
        Assert.Equal("0.00", root.GetProperty("paid").GetRawText());
        var year = root.GetProperty("schedule")[1];
        Assert.Equal(
            [
                "financialYear",
                "planned",
                "confirmed",
                "state",
                "paid",
                "spent",
                "unspent",
                "review",
            ],
            year.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("indicative", year.GetProperty("state").GetString());
        Assert.Equal("0.00", year.GetProperty("confirmed").GetRawText());
    }
}

public sealed class GrantPagesTests_OnSqlite(App<SqliteDatabase> app)
    : GrantPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class GrantPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : GrantPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
