using System.Net;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What runs by itself, and the outbox.</summary>
public abstract class JobPagesTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Page_SaysHowJobsStandAndThatAFolderReachesNobody_InFiveCommands()
    {
        using var page = await app.SignedIn(Cast.Admin);

        var text = await page.ReadAsync("/admin/jobs");

        Assert.Contains("Every day at 07:00, London time", text);
        Assert.Contains("20 May 2017 at 7:00am", text);
        Assert.Contains("Every 15 seconds", text);
        Assert.Contains("reaches nobody", text);
        Assert.Equal(5, await app.Commands.Of(() => page.ReadAsync("/admin/jobs")));
    }

    [DatabaseFact]
    public async Task Pause_AsksFirst_NamesWhoPaused_AndResumes()
    {
        using var page = await app.SignedIn(Cast.Admin);
        Assert.Contains("No e-mail goes out", await page.ReadAsync("/admin/jobs/SendMail/pause"));

        using var paused = await page.PostFormAsync("/admin/jobs/SendMail/pause", []);
        Assert.Equal(HttpStatusCode.Redirect, paused.StatusCode);
        var text = await page.ReadAsync("/admin/jobs");
        Assert.Contains("by Adam Nisbet on 19 May 2017", text);
        Assert.Contains("Not until it is resumed", text);
        Assert.False(await app.SendAsOperator(new StartJob(JobKind.SendMail)));

        Assert.Contains("goes out", await page.ReadAsync("/admin/jobs/SendMail/resume"));
        using var resumed = await page.PostFormAsync("/admin/jobs/SendMail/resume", []);
        Assert.DoesNotContain("Not until it is resumed", await page.ReadAsync("/admin/jobs"));
        Assert.True(await app.SendAsOperator(new StartJob(JobKind.SendMail)));
        Assert.Equal(
            ["JobPaused", "JobResumed"],
            await app.Look(db =>
                db.AuditEntries.Where(e => e.SubjectKind == "job")
                    .OrderBy(e => e.Number)
                    .Select(e => e.What)
                    .ToListAsync()
            )
        );
    }

    [DatabaseTheory]
    [InlineData("/admin/jobs/Nonsense/pause", HttpStatusCode.NotFound)]
    [InlineData("/admin/jobs/7/resume", HttpStatusCode.NotFound)]
    [InlineData("/admin/jobs/outbox?state=Nonsense", HttpStatusCode.BadRequest)]
    public async Task Page_OfWhatThereIsNot_IsRefused(string path, HttpStatusCode status)
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var response = await page.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
    }

    [DatabaseFact]
    public async Task TestMessage_GoesToOneself_AndIsOnTopOfTheList()
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var sent = await page.PostFormAsync("/admin/jobs", [], "/admin/jobs/test");

        Assert.Equal("/admin/jobs/outbox", sent.Headers.Location!.OriginalString);
        var message = await app.Look(db => db.Outbox.OrderByDescending(m => m.Id).FirstAsync());
        Assert.Equal((MessageKind.Test, MessageState.Waiting), (message.Kind, message.State));
        Assert.Equal(await AdminAsync(), message.PersonId);
        var text = await page.ReadAsync("/admin/jobs/outbox");
        Assert.Contains("A test message to you is in the outbox.", text);
        Assert.Matches("Test message</th>\\s*<td><a[^>]*>Adam Nisbet", text);
    }

    [DatabaseFact]
    public async Task TestMessage_AskedForTwiceByOneForm_IsSentOnce()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var before = await TestsAsync();
        var form = PageClient
            .HiddenFields(await page.ReadHtmlAsync("/admin/jobs"))
            .Where(field => field.Name is "form" or "__RequestVerificationToken")
            .DistinctBy(field => field.Name)
            .ToList();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => page.PostAsync("/admin/jobs/test", form))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(before + 1, await TestsAsync());
        using var another = await page.PostFormAsync("/admin/jobs", [], "/admin/jobs/test");
        Assert.Equal(before + 2, await TestsAsync());
    }

    private Task<int> TestsAsync() =>
        app.Look(db => db.Outbox.CountAsync(m => m.Kind == MessageKind.Test));

    [DatabaseFact]
    public async Task Outbox_PagesByState_InOneCommand()
    {
        using var page = await app.SignedIn(Cast.Admin);
        await AddAsync(60, MessageState.Stopped, null);

        var first = await page.ReadAsync("/admin/jobs/outbox?state=Stopped");
        var rows = await app.SendAs(Cast.Admin, new ListOutbox(MessageState.Stopped));
        var rest = await app.SendAs(Cast.Admin, new ListOutbox(MessageState.Stopped, rows.Next));
        var back = await app.SendAs(
            Cast.Admin,
            new ListOutbox(MessageState.Stopped, rest.Previous)
        );

        Assert.Contains("from=", first);
        Assert.Equal((50, 10), (rows.Items.Count, rest.Items.Count));
        Assert.Equal(60, rows.Items.Concat(rest.Items).DistinctBy(r => r.Id).Count());
        Assert.Equal(rows.Items, back.Items);
        Assert.Equal(
            1,
            await app.Commands.Of(() => page.ReadAsync("/admin/jobs/outbox?state=Stopped"))
        );
    }

    [DatabaseFact]
    public async Task GivenUp_ShowsWhy_AndIsTriedAgainOneByOneAndAllAtOnce()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var ids = await AddAsync(3, MessageState.GivenUp, "The mail server said 550.");

        var text = await page.ReadAsync("/admin/jobs/outbox?state=GivenUp");
        Assert.Contains("The mail server said 550.", text);
        Assert.Contains("Adam Nisbet", text);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        using var one = await page.PostFormAsync(
            "/admin/jobs/outbox?state=GivenUp",
            [],
            $"/admin/jobs/outbox/{ids[0]}/retry"
        );
        Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        var message = await app.Look(db => db.Outbox.SingleAsync(m => m.Id == ids[0]));
        Assert.Equal(
            (MessageState.Waiting, 0, app.Clock.UtcNow),
            (message.State, message.Attempts, message.NextAttemptAt)
        );
        using var again = await page.PostFormAsync(
            "/admin/jobs/outbox?state=GivenUp",
            [],
            $"/admin/jobs/outbox/{ids[0]}/retry"
        );
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var unknown = await page.PostFormAsync(
            "/admin/jobs/outbox?state=GivenUp",
            [],
            "/admin/jobs/outbox/999999/retry"
        );
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        Assert.Contains("is tried again", await page.ReadAsync("/admin/jobs/outbox/retry-all"));
        using var all = await page.PostFormAsync("/admin/jobs/outbox/retry-all", []);
        Assert.Contains(
            "2 e-mails are tried again.",
            await page.ReadAsync(all.Headers.Location!.OriginalString)
        );
        Assert.False(
            await app.Look(db => db.Outbox.AnyAsync(m => m.State == MessageState.GivenUp))
        );
        Assert.Contains(
            "Nothing was given up.",
            await page.ReadAsync("/admin/jobs/outbox?state=GivenUp")
        );
    }

    private Task<long> AdminAsync() =>
        app.Look(db => db.People.Where(p => p.Email == Cast.Admin).Select(p => p.Id).SingleAsync());

    private async Task<IReadOnlyList<long>> AddAsync(int count, MessageState state, string? fault)
    {
        var admin = await AdminAsync();
        return await app.Look(async db =>
        {
            var messages = Enumerable
                .Range(0, count)
                .Select(_ => OutboxMessage.Test(admin, app.Clock.UtcNow))
                .ToList();
            db.Outbox.AddRange(messages);
            await db.SaveChangesAsync();
            var ids = messages.Select(m => m.Id).ToList();
            await db
                .Outbox.Where(m => ids.Contains(m.Id))
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.State, state)
                        .SetProperty(m => m.Fault, fault)
                        .SetProperty(m => m.Attempts, 8)
                );
            return ids;
        });
    }
}

public sealed class JobPagesTests_OnSqlite(App<SqliteDatabase> app)
    : JobPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class JobPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : JobPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
