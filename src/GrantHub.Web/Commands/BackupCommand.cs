using System.CommandLine;
using GrantHub.Infrastructure.Backups;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;

namespace GrantHub.Web.Commands;

/// <summary>Writes everything that a SQLite installation holds into one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The file to write." };
        var command = new Command(
            "backup",
            "Write database and files to one file, while the server runs (SQLite)."
        )
        {
            file,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                BackUpAsync(parsed, parsed.GetRequiredValue(file), cancellationToken)
        );
        return command;
    }

    private static async Task<int> BackUpAsync(
        ParseResult parsed,
        FileInfo file,
        CancellationToken cancellationToken
    )
    {
        // Not OperatorScope: a backup of an older database must not bring it up to date.
        await using var app = GrantHubHost.CreateBuilder(parsed.Settings()).Build();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var notes = await scope
            .ServiceProvider.GetRequiredService<Backup>()
            .WriteAsync(file.FullName, cancellationToken);
        foreach (var note in notes)
            await Console.Error.WriteLineAsync(note);
        return CommandLine.Done;
    }
}
