using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using GrantHub.Application.Reminders;
using GrantHub.Bench.Reminders;
using GrantHub.Domain;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var data = new Option<string?>("--data") { Description = "The data folder (default: data)." };
var subjects = new Option<int>("--subjects")
{
    Description = "How many returns and payments are live.",
    DefaultValueFactory = _ => 100_000,
};
var days = new Option<int>("--days")
{
    Description = "How many days are planned and timed.",
    DefaultValueFactory = _ => 7,
};
var command = new Command(
    "plan",
    "Plans one day after another on a database that GrantHub.Bench.Generator filled, beside the bare query that finds "
        + "what each day's planning has to find. A line a day, then the ratio of the medians and the memory."
)
{
    data,
    subjects,
    days,
};
command.SetAction(
    async (parsed, cancellationToken) =>
    {
        var configuration = new ConfigurationBuilder()
            .AddEnvironmentVariables()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["GrantHub:Data:Path"] = Path.GetFullPath(parsed.GetValue(data) ?? "data"),
                }
            )
            .Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddGrantHub(configuration)
            .BuildServiceProvider();
        var today = TimeProvider.System.LondonToday();
        await using (var scope = services.CreateAsyncScope())
        {
            var live = await LiveSubjects.MakeAsync(
                scope.ServiceProvider.GetRequiredService<GrantHubDb>(),
                parsed.GetValue(subjects),
                today,
                cancellationToken
            );
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live subjects {live}"));
        }
        // What fell due before is planned once, as when an office begins; the days after it are what is timed.
        await PlanAsync(today);
        await SendAllAsync();
        List<double> plans = [];
        List<double> bares = [];
        for (var day = 1; day <= parsed.GetValue(days); day++)
        {
            var (found, bare) = await BareAsync(today.AddDays(day));
            var (planned, plan) = await PlanAsync(today.AddDays(day));
            await SendAllAsync();
            plans.Add(plan);
            bares.Add(bare);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"day {day}: found {found}, planned {planned}; bare {bare:0} ms, plan {plan:0} ms"
                )
            );
        }
        plans.Sort();
        bares.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"ratio {plans[plans.Count / 2] / bares[bares.Count / 2]:0.00}, memory {Environment.WorkingSet >> 20} MB"
            )
        );
        return 0;

        async Task<(int Count, double Milliseconds)> PlanAsync(DateOnly day)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
            var began = TimeProvider.System.GetTimestamp();
            var count = await scope
                .ServiceProvider.GetRequiredService<IMediator>()
                .Send(new PlanReminders(day), cancellationToken);
            return (count, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        // As a mail server that works would have it by the next day.
        async Task SendAllAsync()
        {
            await using var scope = services.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<GrantHubDb>()
                .Database.ExecuteSqlAsync(
                    $"""UPDATE "Outbox" SET "State" = 'Sent', "Attempts" = 1, "SentAt" = "CreatedAt" """,
                    cancellationToken
                );
        }

        async Task<(int Count, double Milliseconds)> BareAsync(DateOnly day)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var query = db.Database.GetDbConnection().CreateCommand();
            query.CommandText = BareQuery.Text;
            BareQuery.Bind(query, day);
            var began = TimeProvider.System.GetTimestamp();
            var count = 0;
            await using (DbDataReader rows = await query.ExecuteReaderAsync(cancellationToken))
                while (await rows.ReadAsync(cancellationToken))
                    count++;
            return (count, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }
    }
);
return await new RootCommand("The speed of reminders.") { command, Draining.Command(data) }
    .Parse(args)
    .InvokeAsync();
