using System.CommandLine;
using System.Globalization;
using GrantHub.Bench.Generator;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var records = new Option<int>("--records")
{
    Description = "How many decision records.",
    DefaultValueFactory = _ => 10_000,
};
var seed = new Option<int>("--seed")
{
    Description = "The same seed and day give the same records.",
    DefaultValueFactory = _ => 20170519,
};
var until = new Option<string?>("--until")
{
    Description =
        "The day, as yyyy-MM-dd, at whose start the office's history ends (default: today).",
};
var waiting = new Option<int>("--waiting")
{
    Description =
        "How many records wait for the chief finance officer, and as many more for the commissioner.",
    DefaultValueFactory = _ => 1_000,
};
var password = new Option<string>("--password")
{
    Description = "Everybody's password.",
    Required = true,
};
var data = new Option<string?>("--data") { Description = "The data folder (default: data)." };
var manifest = new Option<FileInfo>("--manifest")
{
    Description = "Where to write, as JSON, what a load script asks for.",
    Required = true,
};

var command = new RootCommand(
    "Fills an empty GrantHub database with the history of an office. The database is chosen by GrantHub's own settings."
)
{
    records,
    seed,
    until,
    waiting,
    password,
    data,
    manifest,
};
command.SetAction(
    async (parsed, cancellationToken) =>
    {
        var order = new Order(
            parsed.GetValue(records),
            parsed.GetValue(seed),
            parsed.GetValue(until) is { } day
                ? DateTime.SpecifyKind(
                    DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    DateTimeKind.Utc
                )
                : DateTime.UtcNow.Date,
            parsed.GetValue(waiting),
            parsed.GetValue(password)!
        );
        if (order.Records < order.Waiting * 3)
        {
            await Console.Error.WriteLineAsync(
                $"{order.Records} records are too few for two times {order.Waiting} that wait. Ask for {order.Waiting * 3} or more."
            );
            return 2;
        }
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
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<DatabaseMigrator>()
            .MigrateAsync(cancellationToken);
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        if (await db.People.AnyAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync(
                "The database is not empty, so nothing has been written. Name an empty one."
            );
            return 1;
        }
        await Filling.RunAsync(db, order, parsed.GetValue(manifest)!, cancellationToken);
        return 0;
    }
);
return await command.Parse(args).InvokeAsync();
