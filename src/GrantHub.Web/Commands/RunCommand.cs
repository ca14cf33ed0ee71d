using System.CommandLine;
using System.Globalization;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;

namespace GrantHub.Web.Commands;

/// <summary>Migrates, then serves the pages on this machine until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1.",
            DefaultValueFactory = _ => 5080,
        };
        var demo = new Option<bool>("--demo")
        {
            Description = "Fill an empty database with demonstration data.",
        };
        var command = new Command("run", "Serve the pages on 127.0.0.1.") { port, demo };
        command.SetAction(
            (parsed, cancellationToken) =>
                ServeAsync(parsed, parsed.GetValue(port), parsed.GetValue(demo), cancellationToken)
        );
        return command;
    }

    private static async Task<int> ServeAsync(
        ParseResult parsed,
        int port,
        bool demo,
        CancellationToken cancellationToken
    )
    {
        var settings = parsed.Settings();
        settings["GrantHub:Demo:Enabled"] = demo ? "true" : "false";
        var builder = GrantHubHost.CreateBuilder(settings);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        builder.WebHost.UseUrls(address);
        await using var app = builder.BuildApp();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        Console.WriteLine(address);
        await app.WaitForShutdownAsync(cancellationToken);
        return CommandLine.Done;
    }
}
