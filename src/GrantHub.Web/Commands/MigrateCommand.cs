using System.CommandLine;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Reminders;
using GrantHub.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Commands;

/// <summary>Brings the database to this version, or prints the SQL that would.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var script = new Option<bool>("--script")
        {
            Description = "Print the SQL for the chosen database instead.",
        };
        var command = new Command("migrate", "Bring the database up to date.") { script };
        command.SetAction(
            (parsed, cancellationToken) =>
                MigrateAsync(parsed, parsed.GetValue(script), cancellationToken)
        );
        return command;
    }

    private static async Task<int> MigrateAsync(
        ParseResult parsed,
        bool script,
        CancellationToken cancellationToken
    )
    {
        await using var app = GrantHubHost.CreateBuilder(parsed.Settings()).Build();
        await using var scope = app.Services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        if (script)
            Console.WriteLine(migrator.Script());
        else
        {
            await migrator.MigrateAsync(cancellationToken);
            await Scheduling.ProvisionAsync(
                scope
                    .ServiceProvider.GetRequiredService<IOptions<DatabaseOptions>>()
                    .Value.Provider,
                scope.ServiceProvider.GetRequiredService<ConnectionString>(),
                cancellationToken
            );
        }
        return CommandLine.Done;
    }
}
