using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>Two who act on one ledger at the same instant.</summary>
public abstract class LedgerRaceTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Reverse_ByTwoAtOnce_OneWinsAndTheOtherIsToldWhichEntry()
    {
        var slug = await app.BooksAsync("Reversal race");
        for (var round = 0; round < 10; round++)
        {
            var entry = await app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(5));

            var ends = await AtOnceAsync(
                2,
                _ =>
                    app.SendAs(
                        Cast.Finance,
                        new ReverseEntry(
                            slug,
                            Books.Open,
                            entry,
                            Books.Today,
                            "Wrong",
                            Guid.NewGuid()
                        )
                    )
            );

            var refusal = Assert.IsType<DomainException>(
                Assert.Single(ends, end => end is not null)
            );
            Assert.Equal("ledger.reversed", refusal.Code);
            Assert.Contains($"by entry {entry + 1}", refusal.Message, StringComparison.Ordinal);
        }
    }

    [DatabaseFact]
    public async Task Post_ByManyAtOnce_GivesNumbersWithoutGaps()
    {
        var slug = await app.BooksAsync("Posting race");

        var ends = await AtOnceAsync(
            4,
            i => app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(i + 1))
        );

        Assert.All(ends, Assert.Null);
        Assert.Equal([1, 2, 3, 4], (await app.PostingsAsync(slug)).Select(p => p.Entry));
    }

    [DatabaseFact]
    public async Task Post_OfOneFormByTwoAtOnce_PostsOnce()
    {
        var slug = await app.BooksAsync("Form race");
        var key = Guid.NewGuid();

        var ends = await AtOnceAsync(
            2,
            _ =>
                app.SendAs(
                    Cast.Finance,
                    new PostEntry(
                        slug,
                        Books.Open,
                        EntryKind.Payment,
                        Books.Travel,
                        Money.Pounds(1),
                        Books.Today,
                        "",
                        "Once",
                        key
                    )
                )
        );

        Assert.All(ends, Assert.Null);
        Assert.Single(await app.PostingsAsync(slug));
    }

    [DatabaseFact]
    public async Task Post_WhileTheYearIsClosed_IsBeforeTheCloseOrRefused()
    {
        for (var round = 0; round < 5; round++)
        {
            var slug = await app.BooksAsync($"Closing race {round}");

            var ends = await AtOnceAsync(
                2,
                i =>
                    i == 0
                        ? app.PostAsync(slug, EntryKind.Payment, Books.Travel, Money.Pounds(1))
                        : app.CloseAsync(slug)
            );

            var posted = (await app.PostingsAsync(slug)).Count;
            if (ends[0] is null)
                Assert.Equal(1, posted);
            else
            {
                Assert.Equal("budget.closed", Assert.IsType<DomainException>(ends[0]).Code);
                Assert.Equal(0, posted);
            }
            Assert.Equal(posted, (await app.BudgetAsync(slug)).LastEntry);
        }
    }

    private static async Task<Exception?[]> AtOnceAsync(int count, Func<int, Task> act)
    {
        using var gate = new Barrier(count);
        return await Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(i =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                gate.SignalAndWait();
                                return Record.ExceptionAsync(() => act(i));
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

public sealed class LedgerRaceTests_OnSqlite(App<SqliteDatabase> app)
    : LedgerRaceTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class LedgerRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : LedgerRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
