using GrantHub.Application.Decisions;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Mail;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What becomes of an e-mail in the outbox.</summary>
public abstract class OutboxSenderTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Send_WhatIsDue_IsSentOnce()
    {
        var ids = await app.WaitingAsync("jo@example.org", "sam@example.org");
        var carrier = new Carrier();
        var sender = app.Sender(carrier);

        var sent = await app.SendDueAsync(sender);
        var again = await app.SendDueAsync(sender);

        Assert.Equal((2, 0), (sent, again));
        Assert.Equal(
            ["jo@example.org", "sam@example.org"],
            carrier.Taken.Select(mail => mail.To).Order()
        );
        var message = await app.MessageAsync(ids[0]);
        Assert.Equal(
            (MessageState.Sent, 1, app.Clock.UtcNow),
            (message.State, message.Attempts, message.SentAt)
        );
        Assert.Null(message.LeaseToken);
        Assert.Null(message.LeaseUntil);
    }

    [DatabaseFact]
    public async Task Send_BeforeItsDay_Waits()
    {
        await app.WaitingAsync("jo@example.org");
        var sender = app.Sender(new Carrier());
        var today = app.Clock.LondonToday();

        Assert.Equal(0, await sender.SendDueAsync(today.AddDays(-1), CancellationToken.None));
        Assert.Equal(1, await sender.SendDueAsync(today, CancellationToken.None));
    }

    [DatabaseFact]
    public async Task Send_Thousands_TakesANumberOfCommandsForEachBatchAndOneForEachEMail()
    {
        await app.WaitingAsync([.. Enumerable.Repeat("jo@example.org", 200)]);
        var sender = app.Sender(new Carrier());

        var commands = await app.Commands.Of(() => app.SendDueAsync(sender));

        // Seven batches of 32 and the look that finds no more, at most seven commands each.
        Assert.InRange(commands, 200, 200 + 8 * 7);
        Assert.Equal(
            0,
            await app.Look(db => db.Outbox.CountAsync(m => m.State != MessageState.Sent))
        );
    }

    [DatabaseFact]
    public async Task Send_WithABadAddress_DoesNotKeepTheOthersBack()
    {
        using var server = await SmtpServer.StartAsync();
        using var smtp = Outboxes.Smtp(server.Over());
        var ids = await app.WaitingAsync(
            "bad-jo@example.org",
            "jo@example.org",
            "busy-jo@example.org",
            "sam@example.org"
        );
        var sender = app.Sender(smtp);

        Assert.Equal(2, await app.SendDueAsync(sender));

        var bad = await app.MessageAsync(ids[0]);
        Assert.Equal((MessageState.Waiting, 1), (bad.State, bad.Attempts));
        Assert.Contains("did not take the address", bad.Fault, StringComparison.Ordinal);
        Assert.Null(bad.LeaseUntil);
        Assert.Equal(MessageState.Sent, (await app.MessageAsync(ids[3])).State);
        Assert.Equal(0, await app.SendDueAsync(sender));
    }

    [DatabaseTheory]
    [InlineData("bad")]
    [InlineData("busy")]
    [InlineData("refused")]
    [InlineData("drop")]
    [InlineData("lost")]
    [InlineData("hang")]
    public async Task Send_ThatAlwaysFails_IsTriedAgainLaterAndLater_ThenGivenUpWithTheReason(
        string fate
    )
    {
        using var server = await SmtpServer.StartAsync();
        var settings = server.Over();
        (settings.Attempts, settings.TimeoutSeconds) = (3, 1);
        using var smtp = Outboxes.Smtp(settings);
        var id = (await app.WaitingAsync($"{fate}-jo@example.org"))[0];
        var sender = app.Sender(smtp, settings);

        for (var attempt = 1; attempt < 3; attempt++)
        {
            Assert.Equal(0, await app.SendDueAsync(sender));
            var waiting = await app.MessageAsync(id);
            Assert.Equal((MessageState.Waiting, attempt), (waiting.State, waiting.Attempts));
            Assert.NotNull(waiting.Fault);
            var wait = (waiting.NextAttemptAt - app.Clock.UtcNow).TotalSeconds;
            Assert.InRange(wait, 30 * attempt, 90 * attempt);
            app.Clock.UtcNow = waiting.NextAttemptAt.AddSeconds(-1);
            await app.SendDueAsync(sender);
            Assert.Equal(attempt, (await app.MessageAsync(id)).Attempts);
            app.Clock.UtcNow = waiting.NextAttemptAt;
        }
        await app.SendDueAsync(sender);

        var message = await app.MessageAsync(id);
        Assert.Equal((MessageState.GivenUp, 3), (message.State, message.Attempts));
        Assert.StartsWith("The mail server", message.Fault);
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.SendDueAsync(sender);
        Assert.Equal(3, (await app.MessageAsync(id)).Attempts);
    }

    [DatabaseFact]
    public async Task Send_WithoutAServerForADay_LosesNothing()
    {
        using var first = await SmtpServer.StartAsync();
        var settings = first.Over();
        await first.EndAsync();
        string[] people = [.. Enumerable.Range(0, 40).Select(n => $"person-{n}@example.org")];
        await app.WaitingAsync(people);
        using var smtp = Outboxes.Smtp(settings);
        var sender = app.Sender(smtp, settings);

        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            Assert.Equal(0, await app.SendDueAsync(sender));
            app.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        Assert.Equal(
            40,
            await app.Look(db => db.Outbox.CountAsync(m => m.State == MessageState.Waiting))
        );
        using var second = await SmtpServer.StartAsync(new { port = first.Port });
        app.Clock.Advance(TimeSpan.FromSeconds(1.5 * settings.LongestRetrySeconds));

        Assert.Equal(40, await app.SendDueAsync(sender));
        var taken = (await second.EndAsync()).Where(e => e.Event == "taken").Select(e => e.To!);
        Assert.Equal(people.Order(), taken.Order());
    }

    [DatabaseFact]
    public async Task Send_WithoutAServer_EndsThePassAfterFiveAndLeavesTheOthersAlone()
    {
        await app.WaitingAsync([.. Enumerable.Repeat("jo@example.org", 50)]);
        var carrier = new Carrier(_ =>
            throw new MailException("The server cannot be reached.", isUnreachable: true)
        );
        var settings = new MailSettings { Concurrency = 1 };

        await app.SendDueAsync(app.Sender(carrier, settings));

        Assert.Equal(5, await app.Look(db => db.Outbox.SumAsync(m => m.Attempts)));
        Assert.Equal(
            0,
            await app.Look(db =>
                db.Outbox.CountAsync(m => m.LeaseToken != null || m.LeaseUntil != null)
            )
        );
    }

    [DatabaseFact]
    public async Task Send_WhenTheCarrierNamesATime_WaitsForIt_ButNotForever()
    {
        var wait = TimeSpan.FromMinutes(7);
        var carrier = new Carrier(_ =>
            throw new MailException("Later.", isUnreachable: true, retryAfter: wait)
        );
        var id = (await app.WaitingAsync("jo@example.org"))[0];
        var sender = app.Sender(carrier);

        await app.SendDueAsync(sender);
        var first = await app.MessageAsync(id);
        Assert.Equal(app.Clock.UtcNow + wait, first.NextAttemptAt);

        (app.Clock.UtcNow, wait) = (first.NextAttemptAt, TimeSpan.FromDays(3));
        await app.SendDueAsync(sender);
        var second = await app.MessageAsync(id);
        Assert.Equal(app.Clock.UtcNow.AddHours(18), second.NextAttemptAt);
    }

    [DatabaseFact]
    public async Task Send_WhenTheCarrierNamesATimeThatIsTooShort_StillOutlastsADay()
    {
        var id = (await app.WaitingAsync("jo@example.org"))[0];
        var sender = app.Sender(
            new Carrier(_ =>
                throw new MailException("Busy.", isUnreachable: true, TimeSpan.FromSeconds(1))
            )
        );

        for (var attempt = 1; attempt < 5; attempt++)
        {
            await app.SendDueAsync(sender);
            app.Clock.UtcNow = (await app.MessageAsync(id)).NextAttemptAt;
        }
        await app.SendDueAsync(sender);

        // The fifth wait is 16 minutes, at least half of it.
        var message = await app.MessageAsync(id);
        Assert.Equal(5, message.Attempts);
        Assert.True(message.NextAttemptAt - app.Clock.UtcNow >= TimeSpan.FromMinutes(8));
    }

    [DatabaseFact]
    public async Task Send_WhatNoCarrierCanWrite_DoesNotKeepTheOthersBack()
    {
        var ids = await app.WaitingAsync("zoë@example.org", "jo@example.org");
        var data = app.Services.GetRequiredService<IOptions<DataDirectory>>();
        var carrier = new FolderMailSender(Options.Create(new MailSettings()), data);

        Assert.Equal(1, await app.SendDueAsync(app.Sender(carrier)));

        var bad = await app.MessageAsync(ids[0]);
        Assert.Equal((MessageState.Waiting, 1), (bad.State, bad.Attempts));
        Assert.Contains("address is not one", bad.Fault, StringComparison.Ordinal);
        Assert.Equal(MessageState.Sent, (await app.MessageAsync(ids[1])).State);
    }

    [DatabaseFact]
    public async Task Send_WhenTheCarrierFailsInAWayOfItsOwn_DoesNotKeepTheOthersBack()
    {
        var ids = await app.WaitingAsync("bad-jo@example.org", "jo@example.org");
        var sender = app.Sender(
            new Carrier(mail =>
                mail.To == "bad-jo@example.org"
                    ? throw new InvalidOperationException("Nobody thought of this.")
                    : Task.CompletedTask
            )
        );

        Assert.Equal(1, await app.SendDueAsync(sender));

        var bad = await app.MessageAsync(ids[0]);
        Assert.Equal((MessageState.Waiting, 1), (bad.State, bad.Attempts));
        Assert.DoesNotContain("Nobody thought", bad.Fault, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Send_WhatAnotherHolds_WaitsUntilItsLeaseIsOver()
    {
        var id = (await app.WaitingAsync("jo@example.org"))[0];
        await app.Look(db =>
            db.Outbox.ExecuteUpdateAsync(set =>
                set.SetProperty(m => m.LeaseToken, Guid.NewGuid())
                    .SetProperty(m => m.LeaseUntil, app.Clock.UtcNow.AddSeconds(100))
            )
        );
        var sender = app.Sender(new Carrier());

        Assert.Equal(0, await app.SendDueAsync(sender));
        app.Clock.Advance(TimeSpan.FromSeconds(101));
        Assert.Equal(1, await app.SendDueAsync(sender));
        Assert.Equal(MessageState.Sent, (await app.MessageAsync(id)).State);
    }

    [DatabaseFact]
    public async Task Send_WhenTheLeaseNoLongerCoversTheTimeLimit_LetsGoAndTakesItOnAnew()
    {
        await app.WaitingAsync([.. Enumerable.Repeat("jo@example.org", 3)]);
        List<DateTime> leases = [];
        var carrier = new Carrier(async _ =>
        {
            leases.Add((await app.Look(db => db.Outbox.MaxAsync(m => m.LeaseUntil)))!.Value);
            app.Clock.Advance(TimeSpan.FromSeconds(100));
        });
        var settings = new MailSettings { Concurrency = 1 };

        Assert.Equal(3, await app.SendDueAsync(app.Sender(carrier, settings)));

        Assert.Equal(3, leases.Distinct().Count());
    }

    [DatabaseFact]
    public async Task Send_WhilePaused_SendsNothing()
    {
        await app.WaitingAsync("jo@example.org");
        await app.Look(async db =>
        {
            var job = new Job(JobKind.SendMail);
            job.Pause(Actor.Operator, app.Clock.UtcNow);
            db.Jobs.Add(job);
            return await db.SaveChangesAsync();
        });
        var sender = app.Sender(new Carrier());

        Assert.Equal(0, await app.SendDueAsync(sender));
        Assert.True(await sender.IsPausedAsync(CancellationToken.None));
        await app.Look(db => db.Jobs.ExecuteDeleteAsync());
        Assert.Equal(1, await app.SendDueAsync(sender));
    }

    [DatabaseFact]
    public async Task Send_ToSomebodySwitchedOff_IsStopped()
    {
        var ids = await app.WaitingAsync("gone@example.org", "jo@example.org");
        await app.Look(db =>
            db.People.Where(p => p.Email == "gone@example.org")
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, app.Clock.UtcNow))
        );
        var carrier = new Carrier();

        Assert.Equal(1, await app.SendDueAsync(app.Sender(carrier)));

        Assert.Equal("jo@example.org", Assert.Single(carrier.Taken).To);
        Assert.Equal(MessageState.Stopped, (await app.MessageAsync(ids[0])).State);
    }

    [DatabaseFact]
    public async Task Send_OfWorkThatWasDoneDuringAnOutage_IsStopped()
    {
        await app.Look(db => db.Outbox.ExecuteDeleteAsync());
        var address = await app.SubmittedAsync("Signed while the mail server was down");
        var today = app.Clock.LondonToday().AddDays(7);
        await app.SendAsOperator(new PlanReminders(today));
        var planned = await app.Look(db =>
            db.Outbox.Where(m => db.Reminders.Any(r => r.Id == m.ReminderId && r.Slug == address))
                .Select(m => m.Id)
                .ToListAsync()
        );
        Assert.NotEmpty(planned);
        await app.SendAs(
            Cast.BothOfficers,
            new SignDecision(address, Records.Agreed(("financial", "In the budget.")))
        );
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await app.Sender(new Carrier()).SendDueAsync(today, CancellationToken.None);

        foreach (var id in planned)
            Assert.Equal(MessageState.Stopped, (await app.MessageAsync(id)).State);
    }

    [DatabaseFact]
    public async Task Send_WhenAskedToStop_FinishesWhatIsUnderWayAndBeginsNoMore()
    {
        await app.WaitingAsync([.. Enumerable.Repeat("jo@example.org", 5)]);
        using var stop = new CancellationTokenSource();
        var carrier = new Carrier(_ => stop.CancelAsync());
        var sender = app.Sender(carrier, new MailSettings { Concurrency = 1 });

        var sent = await sender.SendDueAsync(app.Clock.LondonToday(), stop.Token);

        Assert.Equal(1, sent);
        Assert.Equal(
            (1, 4),
            await app.Look(async db =>
                (
                    await db.Outbox.CountAsync(m => m.State == MessageState.Sent),
                    await db.Outbox.CountAsync(m =>
                        m.State == MessageState.Waiting && m.LeaseToken == null
                    )
                )
            )
        );
    }
}

public sealed class OutboxSenderTests_OnSqlite(MailApp<SqliteDatabase> app)
    : OutboxSenderTests(app),
        IClassFixture<MailApp<SqliteDatabase>>;

public sealed class OutboxSenderTests_OnPostgreSql(MailApp<PostgreSqlDatabase> app)
    : OutboxSenderTests(app),
        IClassFixture<MailApp<PostgreSqlDatabase>>;
