using System.Globalization;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Bench.Partnerships;

/// <summary>Times balances and statements, the ones that are compared by turns.</summary>
internal sealed class Timing(IServiceProvider services)
{
    private const string Plain =
        """SELECT "BudgetId", "LineNumber", SUM("Amount") FROM "Postings" GROUP BY "BudgetId", "LineNumber" """;

    public async Task RunAsync(int times, CancellationToken cancellationToken)
    {
        List<long> budgets = [];
        var rounds = 0;
        var (plain, own) = (0L, 0L);
        await WithDb(async db =>
        {
            budgets = await db
                .Budgets.Where(b => b.LastEntry > 0)
                .Select(b => b.Id)
                .ToListAsync(cancellationToken);
            var postings = await db.Postings.CountAsync(cancellationToken);
            // Few groups of many postings take long enough to be timed by five; of few, the compiler is still at work then.
            rounds = Math.Clamp(3_000_000 / postings, 5, 25);
            Console.WriteLine($"postings\t{postings}");
            Console.WriteLine($"budgets\t{budgets.Count}");
        });
        await MeasureAsync(
            rounds,
            rounds,
            [
                (
                    "balances, plain GROUP BY",
                    () =>
                        WithDb(async db => plain = (await PlainAsync(db, cancellationToken)).Sum())
                ),
                (
                    "balances, GrantHub",
                    () =>
                        WithDb(async db =>
                            own = (await db.Postings.TotalsAsync(cancellationToken))
                                .Values.SelectMany(totals =>
                                    Enumerable.Range(1, 40).Select(totals.Of)
                                )
                                .Sum(line => (line.Actual + line.YearEnd).Pence)
                        )
                ),
                (
                    "balances, budget by budget",
                    () =>
                        WithDb(async db =>
                        {
                            foreach (var budget in budgets)
                                await db.LedgerTotalsAsync(budget, cancellationToken);
                        })
                ),
            ]
        );
        if (plain != own)
            throw new InvalidOperationException($"{plain} is not {own}.");
        await MeasureAsync(
            times,
            times / 2,
            [
                (
                    "floor",
                    () =>
                        WithDb(db => db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken))
                ),
                .. Shape.Measured.Select(measured =>
                    ($"statement, {measured.Slug}", (Func<Task>)(() => ReadAsync(measured.Slug)))
                ),
            ]
        );

        Task ReadAsync(string slug) =>
            WithScope(scope =>
                scope
                    .GetRequiredService<IMediator>()
                    .Send(
                        new ReadBudget(slug, new FinancialYear(Shape.MeasuredYear)),
                        cancellationToken
                    )
            );
    }

    private static async Task<List<long>> PlainAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Plain;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var sums = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
            sums.Add(Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        return sums;
    }

    private static async Task MeasureAsync(
        int times,
        int unmeasured,
        (string Name, Func<Task> Do)[] measures
    )
    {
        var spans = measures.ToDictionary(measure => measure.Name, _ => new List<double>());
        for (var round = -unmeasured; round < times; round++)
            foreach (var (name, act) in round % 2 == 0 ? measures : [.. measures.Reverse()])
            {
                var began = TimeProvider.System.GetTimestamp();
                await act();
                if (round >= 0)
                    spans[name].Add(TimeProvider.System.GetElapsedTime(began).TotalMicroseconds);
            }
        foreach (var (name, found) in spans)
        {
            found.Sort();
            Tell(name, found[found.Count / 2]);
            // On a machine that others use as well, the quickest is what the work itself takes.
            Tell($"{name}, quickest", found[0]);
        }
    }

    private static void Tell(string name, double microseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{microseconds:0}"));

    private Task WithDb(Func<GrantHubDb, Task> work) =>
        WithScope(scope => work(scope.GetRequiredService<GrantHubDb>()));

    private async Task WithScope(Func<IServiceProvider, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        await work(scope.ServiceProvider);
    }
}
