using System.CommandLine;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Bench.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var data = new Option<string?>("--data") { Description = "The data folder (default: data)." };
var times = new Option<int>("--times")
{
    Description = "How often each thing is done.",
    DefaultValueFactory = _ => 300,
};
var command = new RootCommand(
    "Times the use cases behind the grant page, the streams pages and authorising a payment, on a database that "
        + "GrantHub.Bench.Generator filled and whose grants then live for five years with a payment each month. "
        + "One line a measure: its name, the median and the 99th percentile in microseconds."
)
{
    data,
    times,
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
        var count = parsed.GetValue(times);
        IReadOnlyList<string> requested;
        List<string> references;
        string stream;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
            if (!await db.Set<Instalment>().AnyAsync(cancellationToken))
                await LivedGrants.MakeAsync(db, cancellationToken);
            requested = await LivedGrants.RequestAsync(
                db,
                count * 2,
                TimeProvider.System.GetUtcNow().UtcDateTime,
                cancellationToken
            );
            references = await db
                .Grants.OrderByDescending(g => g.Id)
                .Select(g => g.Reference)
                .Take(2_000)
                .ToListAsync(cancellationToken);
            stream = await db.Streams.Select(s => s.Slug).FirstAsync(cancellationToken);
            var grants = await db.Grants.CountAsync(cancellationToken);
            var payments = await db.Set<Instalment>().CountAsync(cancellationToken);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"grants {grants}, payments {payments}")
            );
        }
        var year = new FinancialYear(LivedGrants.FirstYear);
        (string Name, Func<int, IMediator, Task> Do)[] measures =
        [
            (
                "grant page",
                async (i, mediator) =>
                {
                    var page = await mediator.Send(
                        new ReadGrant(references[i % references.Count]),
                        cancellationToken
                    );
                    await mediator.Send(new ReadGrantHistory(page.Grant.Id), cancellationToken);
                }
            ),
            (
                "streams page",
                (_, mediator) => mediator.Send(new ReadStreams(year), cancellationToken)
            ),
            (
                "one stream",
                (_, mediator) => mediator.Send(new ReadStreamFigures(stream), cancellationToken)
            ),
            (
                "authorise",
                (i, mediator) =>
                    mediator.Send(
                        new AuthorisePayment(requested[i], LivedGrants.Next),
                        cancellationToken
                    )
            ),
        ];
        foreach (var (name, act) in measures)
        {
            // The first half warms up and is not counted.
            var spans = new List<double>();
            for (var i = 0; i < count * 2 && (name != "authorise" || i < requested.Count); i++)
            {
                await using var scope = services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<CurrentUser>().Is(Reader(name));
                var began = TimeProvider.System.GetTimestamp();
                await act(i, scope.ServiceProvider.GetRequiredService<IMediator>());
                if (i >= count)
                    spans.Add(TimeProvider.System.GetElapsedTime(began).TotalMicroseconds);
            }
            spans.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}\t{spans[spans.Count / 2]:0}\t{spans[spans.Count * 99 / 100]:0}"
                )
            );
        }
        return 0;
    }
);
return await command.Parse(args).InvokeAsync();

static Actor Reader(string measure) =>
    measure == "authorise" ? LivedGrants.Authoriser : new Actor(3, "Audrey Tor", Role.Auditor, []);
