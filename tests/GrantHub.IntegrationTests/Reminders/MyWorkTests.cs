using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What each person finds to do.</summary>
public abstract class MyWorkTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Submit_WithMoney_WaitsForTheFinanceOfficerOnly()
    {
        var address = await app.SubmittedAsync("Waits for the CFO");

        Assert.True(await FindsAsync(Cast.Cfo, WorkKind.WaitingForMe, address));
        Assert.False(await FindsAsync(Cast.Mo, WorkKind.WaitingForMe, address));
        Assert.False(await FindsAsync(Cast.Pcc, WorkKind.WaitingForMe, address));
    }

    [DatabaseFact]
    public async Task Sign_AsTheFinanceOfficer_HandsItToTheMonitoringOfficerAndTheirDeputy()
    {
        var address = await app.SubmittedAsync("Waits for the MO");

        await app.SendAs(
            Cast.BothOfficers,
            new SignDecision(address, Records.Agreed(("financial", "In the budget.")))
        );

        Assert.True(await FindsAsync(Cast.Mo, WorkKind.WaitingForMe, address));
        Assert.True(await FindsAsync(Cast.DeputyMo, WorkKind.WaitingForMe, address));
        Assert.False(await FindsAsync(Cast.Cfo, WorkKind.WaitingForMe, address));
        // Nobody signs twice, so it does not wait for whoever has signed in another role.
        Assert.False(await FindsAsync(Cast.BothOfficers, WorkKind.WaitingForMe, address));
    }

    [DatabaseFact]
    public async Task Return_IsWithTheLeadOfficerAgain_WithTheReasonAndTheDaysSince()
    {
        var address = await app.SubmittedAsync("Goes back");
        await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Name the budget."));
        app.Clock.Advance(TimeSpan.FromDays(3));

        var work = await app.SendAs(Cast.Lead, new ReadMyWork());

        var task = work
            .Groups.Single(group => group.Kind == WorkKind.ReturnedToMe)
            .Tasks.Single(task => task.Href == $"/decisions/{address}");
        Assert.Equal(("Name the budget.", 3), (task.Reason, task.Days));
        Assert.False(await FindsAsync(Cast.OtherLead, WorkKind.ReturnedToMe, address));
        Assert.False(await FindsAsync(Cast.Lead, WorkKind.MyDrafts, address));
    }

    [DatabaseFact]
    public async Task Decide_ThenPublish_IsToBePublishedUntilItIs()
    {
        var (address, _) = await app.ApprovedAsync("To be published");
        Assert.True(await FindsAsync(Cast.Mo, WorkKind.NotYetPublished, address));

        await app.SendAs(Cast.Mo, new PublishDecision(address));

        Assert.False(await FindsAsync(Cast.Mo, WorkKind.NotYetPublished, address));
    }

    [DatabaseFact]
    public async Task Withhold_IsNoLongerToBePublished()
    {
        var (address, _) = await app.ApprovedAsync("To be withheld");

        await app.SendAs(Cast.Mo, new WithholdDecision(address, "A court case is going on."));

        Assert.False(await FindsAsync(Cast.Mo, WorkKind.NotYetPublished, address));
    }

    [DatabaseFact]
    public async Task MoreThanFit_ShowsTheOldestAndLinksToTheRest()
    {
        for (var n = 0; n < WorkGroup.Shown + 1; n++)
            await app.SendAs(
                Cast.OtherLead,
                new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", $"Draft {n:00}")
            );
        using var page = await app.SignedIn(Cast.OtherLead);

        var text = await page.ReadAsync("/");

        Assert.Contains("Draft 09", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Draft 10", text, StringComparison.Ordinal);
        Assert.Contains("/decisions?scope=Mine&status=Draft", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Page_TakesOneCommandForEachKindOfWork()
    {
        using var page = await app.SignedIn(Cast.BothOfficers);
        await page.ReadAsync("/");

        Assert.Equal(4, await app.Commands.Of(() => page.ReadAsync("/")));
    }

    [DatabaseFact]
    public async Task Page_OfAPartnerContact_SaysSoAndLinksNowhereTheyMayNotGo()
    {
        using var page = await app.SignedIn(Cast.Partner);

        var text = await page.ReadAsync("/");

        Assert.Contains("Nothing waits for you.", text, StringComparison.Ordinal);
        Assert.Contains("Returns to submit", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/decisions", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/grants", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Page_WithoutSignIn_AsksForIt()
    {
        using var page = app.Anonymous();

        using var response = await page.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [DatabaseFact]
    public async Task Health_NeedsNoSignIn()
    {
        // Nothing sends in tests, and what waits for long is no good health.
        await app.Look(db => db.Outbox.ExecuteDeleteAsync());
        using var page = app.Anonymous();

        Assert.Equal("Healthy", await page.ReadAsync("/health/live"));
        Assert.Equal("Healthy", await page.ReadAsync("/health/ready"));
    }

    private async Task<bool> FindsAsync(string email, WorkKind kind, string address)
    {
        var work = await app.SendAs(email, new ReadMyWork());
        return work
            .Groups.Where(group => group.Kind == kind)
            .SelectMany(group => group.Tasks)
            .Any(task => task.Href == $"/decisions/{address}");
    }
}

public sealed class MyWorkTests_OnSqlite(App<SqliteDatabase> app)
    : MyWorkTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class MyWorkTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : MyWorkTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
