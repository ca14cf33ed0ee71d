using GrantHub.Application.People;
using GrantHub.Infrastructure.People;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.People;

/// <summary>Somebody makes new recovery codes while an old one is being used.</summary>
public abstract class RecoveryCodeRaceTests(AppFixture app)
{
    private const string Email = "codes-race@example.org";

    [DatabaseFact]
    public async Task NewCodes_MadeWhileAnOldOneIsUsed_Stay()
    {
        var id = await app.AddAsync(Email);
        await app.Look(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == id)).TwoFactorEnabled = true;
            return await db.SaveChangesAsync();
        });
        var old = await app.SendAs(Email, new MakeRecoveryCodes());
        await using var scope = app.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<SecondFactorTokens>();
        var made = Task.FromResult(old);

        var used = await scope
            .ServiceProvider.GetRequiredService<Admission>()
            .DecideAsync(
                id,
                async _ =>
                {
                    // The old codes are read and not yet written again.
                    var isRight = await tokens.UseRecoveryCodeAsync(id, old[0], default);
                    made = Task.Run(() => app.SendAs(Email, new MakeRecoveryCodes()));
                    await DoneOrQueuedAsync(made);
                    return isRight;
                },
                default
            );

        Assert.True(used);
        var codes = await made;
        Assert.Equal(10, (await app.SendAs(Email, new ReadOwnSignIn())).RecoveryCodes);
        Assert.True(await UseAsync(id, codes[9]));
        Assert.False(await UseAsync(id, old[9]));
    }

    /// <summary>Until the command is done, or waits for the other transaction.</summary>
    protected abstract Task DoneOrQueuedAsync(Task command);

    private async Task<bool> UseAsync(long id, string code)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<SecondFactorTokens>();
        return await scope
            .ServiceProvider.GetRequiredService<Admission>()
            .DecideAsync(id, _ => tokens.UseRecoveryCodeAsync(id, code, default), default);
    }
}

/// <summary>On SQLite whoever writes has the whole database: the command cannot even begin.</summary>
public sealed class RecoveryCodeRaceTests_OnSqlite(App<SqliteDatabase> app)
    : RecoveryCodeRaceTests(app),
        IClassFixture<App<SqliteDatabase>>
{
    protected override Task DoneOrQueuedAsync(Task command) => Task.CompletedTask;
}

public sealed class RecoveryCodeRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : RecoveryCodeRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>
{
    private readonly App<PostgreSqlDatabase> app = app;

    protected override async Task DoneOrQueuedAsync(Task command)
    {
        while (!command.IsCompleted && await WaitingAsync() == 0) { }
    }

    private Task<int> WaitingAsync() =>
        app.Look(db =>
            db.Database.SqlQueryRaw<int>(
                    """
                    SELECT count(*)::int AS "Value" FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """
                )
                .SingleAsync()
        );
}
