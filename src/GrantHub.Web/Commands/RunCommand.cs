using System.CommandLine;
using System.Globalization;
using GrantHub.Domain;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Reminders;
using GrantHub.Web.Demo;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

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
        var urls = new Option<string?>("--urls")
        {
            Description =
                "Where to listen instead, such as http://10.0.0.5:5080; several with semicolons between.",
        };
        urls.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && !token.Value.Split(';').All(IsUrl))
                given.AddError(
                    $"--urls takes addresses such as http://10.0.0.5:5080, not \"{token.Value}\"."
                );
        });
        var command = new Command("run", "Serve the pages on 127.0.0.1.") { port, urls, demo };
        command.SetAction(
            (parsed, cancellationToken) =>
                ServeAsync(
                    parsed,
                    parsed.GetValue(urls)
                        ?? string.Create(
                            CultureInfo.InvariantCulture,
                            $"http://127.0.0.1:{parsed.GetValue(port)}"
                        ),
                    parsed.GetValue(demo),
                    cancellationToken
                )
        );
        return command;
    }

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port > 0;

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.PathAndQuery == "/";

    private static async Task<int> ServeAsync(
        ParseResult parsed,
        string address,
        bool demo,
        CancellationToken cancellationToken
    )
    {
        var settings = parsed.Settings();
        settings["GrantHub:Demo:Enabled"] = demo ? "true" : "false";
        var builder = GrantHubHost.CreateBuilder(settings);
        builder.Services.AddSchedule(builder.Configuration);
        builder.WebHost.UseUrls(address);
        // What stops the start is said below, in a sentence and not as a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        await using var app = builder.BuildApp();
        using var alone = Alone(app.Services);
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
                $"{PortOf(address)} is taken by another program, perhaps by GrantHub itself. Choose another with --port."
            );
        }
        Console.WriteLine(address);
        foreach (var line in signIns)
            Console.WriteLine(line);
        await app.WaitForShutdownAsync(cancellationToken);
        return CommandLine.Done;
    }

    private static string PortOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
            ? string.Create(CultureInfo.InvariantCulture, $"Port {url.Port}")
            : "A port";

    /// <summary>On SQLite one server has the data folder to itself: a second one's mail and jobs would be done twice.</summary>
    private static FileStream? Alone(IServiceProvider services)
    {
        if (
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider
            != DatabaseProvider.Sqlite
        )
            return null;
        var data = services.GetRequiredService<IOptions<DataDirectory>>().Value;
        return ServerLock.TryTake(data)
            ?? throw new DomainException(
                "run.twice",
                $"Another server, or a restore, has the data folder {data.Path}. SQLite serves one at a time; several servers need PostgreSQL."
            );
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
