using System.CommandLine;
using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Bench.Lists;
using GrantHub.Domain.Decisions;
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
    Description = "How often each list is read.",
    DefaultValueFactory = _ => 60,
};
var plans = new Option<bool>("--plans")
{
    Description = "Print the database's plan for each list.",
};
var command = new RootCommand(
    "Times the list of decisions under every filter, on a database that GrantHub.Bench.Generator filled. "
        + "One line a list: its name, the least and the median time in microseconds, the rows."
)
{
    data,
    times,
    plans,
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
        var watch = new PlanWatch();
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddGrantHub(configuration)
            .ConfigureDbContext<GrantHubDb>(options => options.AddInterceptors(watch));
        await using var services = collection.BuildServiceProvider();
        var cases = await Cases(services);
        // Everything is compiled before anything is timed.
        foreach (var (_, email, list) in cases)
            await Read(services, email, list, cancellationToken);
        foreach (var (name, email, list) in cases)
        {
            var page = await Read(services, email, list, cancellationToken);
            var spans = new List<double>();
            for (var i = 0; i < parsed.GetValue(times); i++)
            {
                var began = TimeProvider.System.GetTimestamp();
                await Read(services, email, list, cancellationToken);
                spans.Add(TimeProvider.System.GetElapsedTime(began).TotalMicroseconds);
            }
            spans.Sort();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}\t{spans[0]:0}\t{spans[spans.Count / 2]:0}\t{page.Items.Count}"
                )
            );
            if (!parsed.GetValue(plans))
                continue;
            watch.Seen.Clear();
            watch.On = true;
            await Read(services, email, list, cancellationToken);
            watch.On = false;
            foreach (var seen in watch.Seen)
                Console.WriteLine(await seen.ExplainAsync(services, cancellationToken));
        }
        return 0;
    }
);
return await command.Parse(args).InvokeAsync();

static async Task<Page<DecisionRow>> Read(
    IServiceProvider services,
    string email,
    ListDecisions list,
    CancellationToken cancellationToken
)
{
    await using var scope = services.CreateAsyncScope();
    var current = scope.ServiceProvider.GetRequiredService<CurrentUser>();
    current.Is(People.Of(email));
    return await scope
        .ServiceProvider.GetRequiredService<IMediator>()
        .Send(list, cancellationToken);
}

static async Task<List<(string Name, string Email, ListDecisions List)>> Cases(
    IServiceProvider services
)
{
    const string lead = "lead@example.org";
    const string cfo = "cfo@example.org";
    const string pcc = "pcc@example.org";
    await using var scope = services.CreateAsyncScope();
    var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
    foreach (var person in await db.People.AsNoTracking().ToListAsync())
        People.Add(person);
    var middle = await db
        .Decisions.AsNoTracking()
        .OrderBy(d => d.Id)
        .Skip(await db.Decisions.CountAsync() / 2)
        .Select(d => new
        {
            d.Id,
            d.UpdatedAt,
            d.Title,
            d.Reference,
        })
        .FirstAsync();
    var deep = new Cursor(
        middle.UpdatedAt.Ticks.ToString(CultureInfo.InvariantCulture),
        middle.Id,
        false
    );
    var back = deep with { Backwards = true };
    var title = new Cursor(middle.Title, middle.Id, false);
    var all = new ListDecisions(DecisionScope.All);
    var cases = new List<(string, string, ListDecisions)>
    {
        ("lead: mine or waiting", lead, new ListDecisions()),
        ("cfo: mine or waiting", cfo, new ListDecisions()),
        ("pcc: mine or waiting", pcc, new ListDecisions()),
        ("auditor: mine or waiting (none)", "auditor@example.org", new ListDecisions()),
        ("lead: mine", lead, new ListDecisions(DecisionScope.Mine)),
        ("lead: waiting for me", lead, new ListDecisions(DecisionScope.WaitingForMe)),
        ("cfo: waiting for me", cfo, new ListDecisions(DecisionScope.WaitingForMe)),
        ("mo: waiting for me", "mo@example.org", new ListDecisions(DecisionScope.WaitingForMe)),
        ("pcc: waiting for me", pcc, new ListDecisions(DecisionScope.WaitingForMe)),
        ("lead: all", lead, all),
        ("cfo: all", cfo, all),
        ("lead: all, oldest", lead, all with { Sort = DecisionSort.Oldest }),
        ("lead: all, by title", lead, all with { Sort = DecisionSort.Title }),
        ("lead: all, deep", lead, all with { From = deep.ToString() }),
        ("lead: all, deep, backwards", lead, all with { From = back.ToString() }),
        (
            "lead: all, by title, deep",
            lead,
            all with
            {
                Sort = DecisionSort.Title,
                From = title.ToString(),
            }
        ),
        ("lead: all, year 2020", lead, all with { Year = 2020 }),
        (
            "lead: all, year 2020, by title",
            lead,
            all with
            {
                Year = 2020,
                Sort = DecisionSort.Title,
            }
        ),
        (
            "lead: all, year 2020, approved",
            lead,
            all with
            {
                Year = 2020,
                Status = DecisionStatus.Approved,
            }
        ),
        (
            "lead: all, year 2020, returned",
            lead,
            all with
            {
                Year = 2020,
                Status = DecisionStatus.Returned,
            }
        ),
        ("lead: all, of lead officer 7", lead, all with { LeadOfficerId = 7 }),
        (
            "lead: all, of lead officer 7, year 2020, not approved",
            lead,
            all with
            {
                LeadOfficerId = 7,
                Year = 2020,
                Status = DecisionStatus.NotApproved,
            }
        ),
        ("lead: mine, year 2020", lead, new ListDecisions(DecisionScope.Mine, Year: 2020)),
        ("lead: mine or waiting, year 2020", lead, new ListDecisions(Year: 2020)),
        ("lead: mine or waiting, drafts", lead, new ListDecisions(Status: DecisionStatus.Draft)),
        (
            "lead: mine or waiting, approved",
            lead,
            new ListDecisions(Status: DecisionStatus.Approved)
        ),
    };
    foreach (var status in Enum.GetValues<DecisionStatus>())
        cases.Add(($"cfo: all, {status}", cfo, all with { Status = status }));
    foreach (var status in new[] { DecisionStatus.Draft, DecisionStatus.Returned })
        cases.Add(($"pcc: all, {status}", pcc, all with { Status = status }));
    foreach (
        var (name, search) in new[]
        {
            ("common word", "for"),
            ("rare word", middle.Reference ?? "D-2020-0001"),
            ("no such word", "zzzz"),
            ("two common words", "funding stockton"),
            ("two words, never together", "imprest funding"),
            ("common word and a reference", $"funding {middle.Reference}"),
        }
    )
    {
        cases.Add(($"lead: all, search {name}", lead, all with { Search = search }));
        cases.Add(
            ($"lead: mine or waiting, search {name}", lead, new ListDecisions(Search: search))
        );
    }
    cases.Add(
        (
            "lead: all, returned, search common word",
            lead,
            all with
            {
                Search = "for",
                Status = DecisionStatus.Returned,
            }
        )
    );
    return cases;
}

internal static class People
{
    private static readonly Dictionary<string, Actor> Known = [];

    public static void Add(Person person) =>
        Known[person.Email] = new Actor(person.Id, person.Name, person.Roles, []);

    public static Actor Of(string email) => Known[email];
}
