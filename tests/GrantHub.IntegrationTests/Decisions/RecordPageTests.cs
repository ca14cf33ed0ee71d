using System.Net;
using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>A record's own page, for each reader and in each state.</summary>
public abstract class RecordPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Draft_ForItsLeadOfficer_CountsTasks()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "New one")
        );
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/decisions/{address}");

        Assert.Contains("You have completed 1 of 12 tasks. 4 more are optional.", text);
        Assert.Contains("Implications: Human rights", text);
        Assert.Contains("Cannot start yet", text);
        Assert.Contains("<div>Check answers and submit</div>", text);
    }

    [DatabaseFact]
    public async Task Draft_Complete_OffersToCheckAndSubmit()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/decisions/{address}");

        Assert.Contains("You have completed 12 of 12 tasks.", text);
        Assert.Contains($"href=\"/decisions/{address}/check\"", text);
        Assert.Contains("The chief finance officer signs", text);
        Assert.Contains("The Commissioner decides", text);
    }

    [DatabaseFact]
    public async Task Draft_ForAnAuditor_IsReadOnlyAndSaysWhoMayChangeIt()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/decisions/{address}");

        Assert.Contains("Only Lena Field, who raised the record,", text);
        Assert.DoesNotContain("/sections/", text);
    }

    [DatabaseFact]
    public async Task Draft_OfSomebodyElse_Is403WithASentence()
    {
        var address = await app.DraftAsync();
        using var page = await app.SignedIn(Cast.OtherLead);

        using var answer = await page.GetAsync($"/decisions/{address}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("is a draft of Lena Field", await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Unknown_Is404WithASentence()
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync("/decisions/D-2017-9999");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "There is no decision record D-2017-9999.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Submitted_ForWhoseTurnItIs_HasOneButton()
    {
        var address = await app.SubmittedAsync();
        using var cfo = await app.SignedIn(Cast.Cfo);
        using var mo = await app.SignedIn(Cast.Mo);

        Assert.Contains(
            $"href=\"/decisions/{address}/sign\"",
            await cfo.ReadAsync($"/decisions/{address}")
        );
        var text = await mo.ReadAsync($"/decisions/{address}");
        Assert.Contains("Waiting for the chief finance officer", text);
        Assert.DoesNotContain($"/decisions/{address}/sign\"", text);
    }

    [DatabaseFact]
    public async Task Submitted_AtItsDraftAddress_LeadsToItsReference()
    {
        var draft = await app.DraftAsync();
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync($"/decisions/{draft}");

        Assert.Equal($"/decisions/{address}", answer.Headers.Location?.ToString());
    }

    [DatabaseFact]
    public async Task Returned_SaysByWhomAndWhyOnTop()
    {
        var address = await app.SubmittedAsync();
        await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Name the budget line."));
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/decisions/{address}");

        Assert.Contains("Cathy Ford returned this record on 19 May 2017", text);
        Assert.Contains("Name the budget line.", text);
    }

    [DatabaseFact]
    public async Task Approved_ShowsOutcomeCommentsGrantAndActions()
    {
        var (address, grant) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        var text = await page.ReadAsync($"/decisions/{address}");

        Assert.Contains("Provided for in the plan.", text);
        Assert.Contains("<strong>Cathy Ford</strong>, Chief finance officer, 19 May 2017", text);
        Assert.Contains($"href=\"/grants/{grant}\"", text);
        Assert.Contains("Paula Crane, Commissioner", text);
        Assert.DoesNotContain(">Change<", text);
        foreach (var action in new[] { "publish", "withhold", "notice", "later" })
            Assert.Contains($"href=\"/decisions/{address}/{action}\"", text);
    }

    [DatabaseFact]
    public async Task Approved_ForAnAuditor_OffersNoActions()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/decisions/{address}");

        foreach (var action in new[] { "publish", "withhold", "withdraw", "later" })
            Assert.DoesNotContain($"href=\"/decisions/{address}/{action}\"", text);
    }

    [DatabaseFact]
    public async Task Record_WhateverItHolds_CostsTheSameEightCommandsAtMost()
    {
        var (fresh, _) = await app.ApprovedAsync();
        var full = await app.DraftAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var n = 0; n < 4; n++)
                await app.AttachAsync(
                    full,
                    $"Paper {round}-{n}.txt",
                    Encoding.UTF8.GetBytes($"Paper {round}-{n}")
                );
            full = await app.SendAs(Cast.Lead, new SubmitDecision(full));
            await app.SendAs(
                Cast.Cfo,
                new SignDecision(full, Records.Agreed(("financial", "Provided for.")))
            );
            await app.SendAs(Cast.Mo, new ReturnDecision(full, $"Round {round}."));
        }
        full = await app.SendAs(Cast.Lead, new SubmitDecision(full));
        using var page = await app.SignedIn(Cast.Lead);
        await page.ReadAsync($"/decisions/{fresh}");

        var few = await app.Commands.Of(() => page.ReadAsync($"/decisions/{fresh}"));
        var many = await app.Commands.Of(() => page.ReadAsync($"/decisions/{full}"));

        Assert.InRange(few, 1, 8);
        Assert.InRange(many, 1, few);
    }

    [DatabaseFact]
    public async Task Withdraw_WithoutReason_IsRefusedAtTheField()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync($"/decisions/{address}/withdraw", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "href=\"#Reason\">Say why you withdraw the record.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Withdraw_WithReason_ShowsItOnTheRecord()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/withdraw",
            [("Reason", "The Board has found other money.")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "The Board has found other money.",
            await page.ReadAsync($"/decisions/{address}")
        );
    }

    [DatabaseFact]
    public async Task Withdraw_BySomebodyElse_Is403()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.OtherLead);

        using var answer = await page.GetAsync($"/decisions/{address}/withdraw");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(
            "and its lead officer can withdraw it.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Withdraw_OfADecidedRecord_Is409()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync($"/decisions/{address}/withdraw");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }
}

public sealed class RecordPageTests_OnSqlite(App<SqliteDatabase> app)
    : RecordPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class RecordPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : RecordPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
