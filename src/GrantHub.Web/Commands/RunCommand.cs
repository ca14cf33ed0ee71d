using System.CommandLine;
using System.Globalization;
using GrantHub.Domain;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Reminders;
using GrantHub.Web.Demo;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Connections;

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
        port.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && !IsPort(token.Value))
                given.AddError($"--port is a number from 1 to 65535, not \"{token.Value}\".");
        });
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

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port > 0;

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
        builder.Services.AddSchedule(builder.Configuration);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        builder.WebHost.UseUrls(address);
        // What stops the start is said below, in a sentence and not as a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        await using var app = builder.BuildApp();
        IReadOnlyList<string> signIns;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(cancellationToken);
            signIns = demo
                ? await DemonstrateAsync(scope.ServiceProvider, settings, cancellationToken)
                : [];
        }
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new DomainException(
                "run.port-taken",
                $"Port {port} is taken by another program, perhaps by GrantHub itself. Choose another with --port."
            );
        }
        Console.WriteLine(address);
        foreach (var line in signIns)
            Console.WriteLine(line);
        await app.WaitForShutdownAsync(cancellationToken);
        return CommandLine.Done;
    }

    /// <returns>Who can sign in, a line each; empty when the database has data of its own.</returns>
    private static async Task<IReadOnlyList<string>> DemonstrateAsync(
        IServiceProvider services,
        Dictionary<string, string?> settings,
        CancellationToken cancellationToken
    )
    {
        if (!await DemonstrationData.IsEmptyAsync(services, cancellationToken))
        {
            await Console.Error.WriteLineAsync(
                "The database has data already, so no demonstration data has been added. Sign in as before, or choose an empty folder with --data."
            );
            return [];
        }
        var password = services.GetRequiredService<IConfiguration>()[
            DemonstrationData.PasswordVariable
        ]
            is { Length: > 0 } chosen
            ? chosen
            : DemonstrationData.NewPassword();
        var today = services.GetRequiredService<TimeProvider>().LondonToday();
        await DemonstrationData.SeedAsync(settings, today, password, cancellationToken);
        return
        [
            .. DemonstrationPeople.All.Select(person =>
                $"{person.Email, -28}{person.Standing, -48}{password}"
            ),
        ];
    }
}
