using System.Globalization;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>
/// Pairs of payments that each fit and together do not, authorised at the same instant by two people.
/// GRANTHUB_RACE_PAIRS sets how many pairs; the full run is 500.
/// </summary>
public abstract class AuthoriseRaceTests(AppFixture app)
{
    private static readonly int Pairs = int.TryParse(
        Environment.GetEnvironmentVariable("GRANTHUB_RACE_PAIRS"),
        CultureInfo.InvariantCulture,
        out var pairs
    )
        ? pairs
        : 50;

    /// <summary>Few enough that the payments of earlier pairs do not slow the later ones down.</summary>
    private const int PairsOfAGrant = 25;

    [DatabaseFact]
    public async Task Authorise_PairsThatTogetherGoOver_NeverGoOver()
    {
        var other = await app.BothAsync(null);
        var address = "";
        // £10,000.00 of £16,683.00: one fits, two do not.
        var amount = Money.Pounds(10_000);
        for (var pair = 0; pair < Pairs; pair++)
        {
            if (pair % PairsOfAGrant == 0)
                address = await app.AgreedAsync($"Race {pair}");
            int[] numbers =
            [
                await app.RequestedAsync(address, amount),
                await app.RequestedAsync(address, amount),
            ];
            var refusals = await AtOnceAsync(address, numbers, [Cast.Payments, other]);

            var refusal = Assert.IsType<DomainException>(
                Assert.Single(refusals, refusal => refusal is not null)
            );
            Assert.Equal("payment.over-confirmed", refusal.Code);
            var figures = (await app.GrantAsync(address)).FiguresOf(Running.First);
            Assert.Equal(amount, figures.Authorised + figures.Paid);
            foreach (var number in numbers)
                await app.SendAs(Cast.Lead, new CancelPayment(address, number, "The next pair."));
        }
    }

    private async Task<Exception?[]> AtOnceAsync(string address, int[] numbers, string[] people)
    {
        using var gate = new Barrier(numbers.Length);
        return await Task.WhenAll(
            numbers.Select(
                (number, i) =>
                    Task
                        .Factory.StartNew(
                            () =>
                            {
                                gate.SignalAndWait();
                                return Record.ExceptionAsync(() =>
                                    app.SendAs(people[i], new AuthorisePayment(address, number))
                                );
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

public sealed class AuthoriseRaceTests_OnSqlite(App<SqliteDatabase> app)
    : AuthoriseRaceTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class AuthoriseRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : AuthoriseRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
