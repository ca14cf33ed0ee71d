using GrantHub.Domain.Reminders;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What a monitor hears of e-mail.</summary>
public abstract class MailHealthTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Ready_WhileMailGoesOut_IsHealthy()
    {
        await EmptyAsync();
        await AddAsync(MessageState.Waiting, 0, TimeSpan.FromHours(3), TimeSpan.FromMinutes(14));
        await AddAsync(MessageState.Waiting, 1, TimeSpan.FromMinutes(14), TimeSpan.Zero);
        await AddAsync(MessageState.GivenUp, 8, TimeSpan.FromDays(9), TimeSpan.FromHours(25));

        Assert.Equal("Healthy", await ReadyAsync());
    }

    [DatabaseFact]
    public async Task Ready_WhenMailHasWaitedAfterFailures_SaysSoAndStays200()
    {
        await EmptyAsync();
        await AddAsync(MessageState.Waiting, 3, TimeSpan.FromMinutes(15), -TimeSpan.FromHours(2));

        var text = await ReadyAsync();

        Assert.StartsWith("Degraded\nmail: ", text, StringComparison.Ordinal);
        Assert.Contains("waited for more than 15 minutes", text);
        Assert.DoesNotContain("given up", text);
    }

    [DatabaseFact]
    public async Task Ready_WhenNothingSends_SaysSo()
    {
        await EmptyAsync();
        await AddAsync(MessageState.Waiting, 0, TimeSpan.FromHours(3), TimeSpan.FromMinutes(15));

        Assert.Contains("waited for more than 15 minutes", await ReadyAsync());
    }

    [DatabaseFact]
    public async Task Ready_WhenPlanningFailed_OrIsADayLate_SaysSo()
    {
        await EmptyAsync();
        await app.Look(async db =>
        {
            db.Jobs.Add(new Job(JobKind.PlanReminders));
            return await db.SaveChangesAsync();
        });
        try
        {
            await PlannedAsync(TimeSpan.FromHours(24), null);
            Assert.Equal("Healthy", await ReadyAsync());

            await PlannedAsync(TimeSpan.FromHours(26), null);
            Assert.Contains("Reminders have not been planned", await ReadyAsync());

            await PlannedAsync(TimeSpan.FromHours(1), "The run stopped with a fault.");
            Assert.Contains("Reminders have not been planned", await ReadyAsync());
        }
        finally
        {
            await app.Look(db => db.Jobs.ExecuteDeleteAsync());
        }
    }

    private Task<int> PlannedAsync(TimeSpan ago, string? fault)
    {
        var ended = app.Clock.UtcNow - ago;
        return app.Look(db =>
            db.Jobs.ExecuteUpdateAsync(set =>
                set.SetProperty(j => j.LastEndedAt, ended).SetProperty(j => j.LastFault, fault)
            )
        );
    }

    [DatabaseFact]
    public async Task Ready_WhenMailWasGivenUpToday_SaysSo()
    {
        await EmptyAsync();
        await AddAsync(MessageState.GivenUp, 8, TimeSpan.FromDays(2), TimeSpan.FromHours(23));

        var text = await ReadyAsync();

        Assert.StartsWith("Degraded\nmail: ", text, StringComparison.Ordinal);
        Assert.Contains("given up within the last day", text);
    }

    [DatabaseFact]
    public async Task Live_WhateverMailDoes_IsHealthy()
    {
        await EmptyAsync();
        await AddAsync(MessageState.GivenUp, 8, TimeSpan.FromDays(2), TimeSpan.FromHours(1));
        using var page = app.Anonymous();

        Assert.Equal("Healthy", await page.ReadAsync("/health/live"));
    }

    private async Task<string> ReadyAsync()
    {
        using var page = app.Anonymous();
        return await page.ReadAsync("/health/ready");
    }

    private Task<int> EmptyAsync() => app.Look(db => db.Outbox.ExecuteDeleteAsync());

    private Task<int> AddAsync(MessageState state, int attempts, TimeSpan age, TimeSpan triedAgo) =>
        app.Look(async db =>
        {
            var now = app.Clock.UtcNow;
            var person = await db.People.Select(p => p.Id).FirstAsync();
            var message = OutboxMessage.Test(person, now - age);
            db.Outbox.Add(message);
            await db.SaveChangesAsync();
            return await db
                .Outbox.Where(m => m.Id == message.Id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.State, state)
                        .SetProperty(m => m.Attempts, attempts)
                        .SetProperty(m => m.NextAttemptAt, now - triedAgo)
                );
        });
}

public sealed class MailHealthTests_OnSqlite(App<SqliteDatabase> app)
    : MailHealthTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class MailHealthTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : MailHealthTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
