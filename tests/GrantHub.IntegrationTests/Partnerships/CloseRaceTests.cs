using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Two people at the close of one year at the same instant. GRANTHUB_RACE_PAIRS sets how many pairs.</summary>
public abstract class CloseRaceTests(AppFixture app)
{
    /// <summary>Each pair closes a year of its own, which takes longer than a payment; a tenth of the pairs is enough.</summary>
    private static readonly int Pairs = Math.Max(
        5,
        int.TryParse(
            Environment.GetEnvironmentVariable("GRANTHUB_RACE_PAIRS"),
            CultureInfo.InvariantCulture,
            out var pairs
        )
            ? pairs / 10
            : 5
    );

    [DatabaseFact]
    public async Task Sign_Twice_SignsOnce()
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var year = await EndedYear.OfAsync(app);
            var refusals = await AtOnceAsync(() => year.SignAsync(app), () => year.SignAsync(app));
            var refusal = Assert.IsType<DomainException>(
                Assert.Single(refusals, r => r is not null)
            );
            Assert.Equal("close.signed", refusal.Code);
            Assert.Single((await year.ReadAsync(app)).Budget.Closes);
        }
    }

    [DatabaseFact]
    public async Task Countersign_Twice_ClosesOnce()
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var year = await EndedYear.OfAsync(app, EndedYear.ProRata);
            await year.SignAsync(app, Money.Pounds(9_000));
            var refusals = await AtOnceAsync(
                () => year.CountersignAsync(app),
                () => year.CountersignAsync(app, Cast.BothOfficers)
            );
            var refusal = Assert.IsType<DomainException>(
                Assert.Single(refusals, r => r is not null)
            );
            Assert.Equal("close.twice", refusal.Code);
            var page = await year.ReadAsync(app);
            Assert.Equal(Money.Pounds(9_000), page.Budget.Actual(page.Totals).Closing);
            Assert.Equal(Money.Pounds(9_000), page.Next?.Opening);
        }
    }

    /// <summary>The posting is in the figures that were signed, or it is not in the ledger.</summary>
    [DatabaseFact]
    public async Task Sign_WhileSomebodyPosts_SignsWhatTheLedgerSays()
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var year = await EndedYear.OfAsync(app);
            await AtOnceAsync(() => year.SignAsync(app), () => year.PostAsync(app));
            var page = await year.ReadAsync(app);
            if (page.Budget.Close is { } close)
                Assert.Equal(close.Figures.Actual, page.Budget.Actual(page.Totals));
            else
                Assert.Equal(4, page.Totals.Postings);
        }
    }

    /// <summary>From the signature on nothing is posted but what is returned.</summary>
    [DatabaseFact]
    public async Task Countersign_WhileSomebodyPosts_PostsOnlyWhatIsReturned()
    {
        for (var pair = 0; pair < Pairs; pair++)
        {
            var year = await EndedYear.OfAsync(app, EndedYear.ProRata);
            await year.SignAsync(app, Money.Pounds(9_000));
            var refusals = await AtOnceAsync(
                () => year.CountersignAsync(app),
                () => year.PostAsync(app)
            );
            Assert.Null(refusals[0]);
            Assert.True(refusals[1] is DomainException or DbUpdateException);
            var page = await year.ReadAsync(app);
            Assert.Equal(BudgetStatus.Closed, page.Budget.Status);
            Assert.Equal(5, page.Totals.Postings);
        }
    }

    private static async Task<Exception?[]> AtOnceAsync(params Func<Task>[] acts)
    {
        using var gate = new Barrier(acts.Length);
        return await Task.WhenAll(
            acts.Select(act =>
                Task.Factory.StartNew(
                        () =>
                        {
                            gate.SignalAndWait();
                            return Record.ExceptionAsync(act);
                        },
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
                    .Unwrap()
            )
        );
    }
}

public sealed class CloseRaceTests_OnSqlite(App<SqliteDatabase> app)
    : CloseRaceTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class CloseRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : CloseRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
