using System.CommandLine;
using System.Globalization;
using GrantHub.Bench.Partnerships;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var data = new Option<string?>("--data") { Description = "The data folder (default: data)." };
var postings = new Option<int>("--postings")
{
    Description = "How many postings sixty partnerships have in five years.",
    DefaultValueFactory = _ => 100_000,
};
var seed = new Option<int>("--seed")
{
    Description = "The same seed gives the same postings.",
    DefaultValueFactory = _ => 20170519,
};
var times = new Option<int>("--times")
{
    Description = "How often each statement is read.",
    DefaultValueFactory = _ => 100,
};
var rows = new Option<int>("--rows")
{
    Description = "How many rows the file has.",
    DefaultValueFactory = _ => 100_000,
};
var year = new Option<int>("--year")
{
    Description = "The year in which the financial year begins.",
};
var file = new Option<FileInfo>("--file") { Description = "The file.", Required = true };
var small = new Option<FileInfo>("--small")
{
    Description =
        "A file that is imported first and not counted, into the year three years earlier.",
    Required = true,
};

async Task WithAsync(ParseResult parsed, Func<ServiceProvider, Task> work)
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
    await work(services);
}

var fill = new Command("fill", "Adds partnerships and their ledgers to a generated database.")
{
    data,
    postings,
    seed,
    file,
};
fill.SetAction(
    async (parsed, cancellationToken) =>
    {
        var perYear = parsed.GetValue(postings) / (Shape.Partnerships * Shape.Years.Count);
        await WithAsync(
            parsed,
            async services =>
            {
                await using var scope = services.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
                db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
                await new Filling(db, parsed.GetValue(seed)).RunAsync(
                    perYear,
                    parsed.GetRequiredValue(file),
                    cancellationToken
                );
            }
        );
        return 0;
    }
);

var journal = new Command(
    "journal",
    "Writes every ledger for the program ledger, by GrantHub's own export."
)
{
    data,
    file,
};
journal.SetAction(
    async (parsed, cancellationToken) =>
    {
        await WithAsync(
            parsed,
            services =>
                Journal.WriteAsync(services, parsed.GetRequiredValue(file), cancellationToken)
        );
        return 0;
    }
);

var csv = new Command("csv", "Writes a file of a finance system.") { rows, year, seed, file };
csv.SetAction(
    (parsed) =>
        FinanceCsv.Write(
            parsed.GetRequiredValue(file),
            parsed.GetValue(rows),
            parsed.GetValue(year),
            parsed.GetValue(seed)
        )
);

var time = new Command(
    "time",
    "Times balances and statements; one line a measure: its name and the median in microseconds."
)
{
    data,
    times,
};
time.SetAction(
    async (parsed, cancellationToken) =>
    {
        await WithAsync(
            parsed,
            services => new Timing(services).RunAsync(parsed.GetValue(times), cancellationToken)
        );
        return 0;
    }
);

var import = new Command(
    "import",
    "Imports a file and samples the memory; one line a measure: its name and its value."
)
{
    data,
    year,
    small,
    file,
};
import.SetAction(
    async (parsed, cancellationToken) =>
    {
        await WithAsync(
            parsed,
            async services =>
            {
                var importing = new Importing(services);
                await importing.RunAsync(
                    parsed.GetRequiredValue(small),
                    new(parsed.GetValue(year) - 3),
                    cancellationToken
                );
                foreach (
                    var (name, value) in await importing.RunAsync(
                        parsed.GetRequiredValue(file),
                        new(parsed.GetValue(year)),
                        cancellationToken
                    )
                )
                    Console.WriteLine(
                        string.Create(CultureInfo.InvariantCulture, $"{name}\t{value:0.0}")
                    );
            }
        );
        return 0;
    }
);

return await new RootCommand(
    "Fills a database of GrantHub.Bench.Generator with the money of partnerships, and measures what is done with it."
)
{
    fill,
    journal,
    csv,
    time,
    import,
}
    .Parse(args)
    .InvokeAsync();
