using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Pipeline;

/// <summary>Which failures of a command make it run again.</summary>
public abstract class LostRaceTests(AppFixture app)
{
    [Requires(Permission.SignedIn)]
    [LeavesNoEntry("What it does is of no account.")]
    protected sealed record Work : ICommand<int>;

    [DatabaseFact]
    public async Task Command_ThatMeetsAUniqueIndex_RunsAgain()
    {
        var attempts = await RunAsync(
            (db, attempt) =>
            {
                var email = attempt == 1 ? Cast.Mo : "twin@example.org";
                db.People.Add(Person.Add("Tess Twin", email, null, null, Role.None));
                return Task.CompletedTask;
            }
        );

        Assert.Equal(2, attempts);
    }

    [DatabaseFact]
    public async Task Command_ThatBreaksAForeignKey_FailsAtOnce()
    {
        var attempts = 0;

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            RunAsync(
                (db, attempt) =>
                {
                    attempts = attempt;
                    db.DecisionTokens.Add(new DecisionToken { Token = "x", DecisionId = -1 });
                    return Task.CompletedTask;
                }
            )
        );

        Assert.Equal(1, attempts);
    }

    /// <summary>Runs the work as the handler of a command.</summary>
    /// <returns>How often it ran.</returns>
    protected async Task<int> RunAsync(Func<GrantHubDb, int, Task> work)
    {
        await using var scope = await app.ScopeOf(Cast.Admin);
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var transaction = scope.ServiceProvider.GetServices<IPipelineBehavior<Work, int>>().Last();
        var attempt = 0;
        return await transaction.Handle(
            new Work(),
            default,
            async () =>
            {
                await work(db, ++attempt);
                return attempt;
            }
        );
    }
}

public sealed class LostRaceTests_OnSqlite(App<SqliteDatabase> app)
    : LostRaceTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class LostRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : LostRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>
{
    [DatabaseFact]
    public async Task Command_ChosenToEndADeadlock_RunsAgain()
    {
        var (mo, cfo) = (new Side(Cast.Mo), new Side(Cast.Cfo));

        var attempts = await Task.WhenAll(LockAsync(mo, cfo), LockAsync(cfo, mo));

        Assert.Equal(3, attempts.Sum());
    }

    /// <summary>Changes one row, and another once the other command has changed that. Runs again when the other has ended.</summary>
    private async Task<int> LockAsync(Side mine, Side other)
    {
        var attempts = await RunAsync(
            async (db, attempt) =>
            {
                if (attempt > 1)
                    await other.Ended.Task;
                await ChangeAsync(db, mine.Email);
                mine.Changed.TrySetResult();
                await other.Changed.Task;
                await ChangeAsync(db, other.Email);
            }
        );
        mine.Ended.SetResult();
        return attempts;
    }

    private sealed record Side(string Email)
    {
        public TaskCompletionSource Changed { get; } = new();
        public TaskCompletionSource Ended { get; } = new();
    }

    private static Task<int> ChangeAsync(GrantHubDb db, string email) =>
        db
            .People.Where(p => p.Email == email)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Telephone, "01642 111111"));
}
