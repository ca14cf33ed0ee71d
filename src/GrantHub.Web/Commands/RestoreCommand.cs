using System.CommandLine;
using GrantHub.Infrastructure.Backups;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Hosting;

namespace GrantHub.Web.Commands;

/// <summary>Puts what <c>backup</c> wrote into the data folder.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What backup wrote." };
        var force = new Option<bool>("--force")
        {
            Description = "Move aside what is in the data folder; without it, it must be empty.",
        };
        var command = new Command(
            "restore",
            "Put a backup into the data folder: all of it or nothing (SQLite)."
        )
        {
            file,
            force,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RestoreAsync(
                    parsed,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(force),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RestoreAsync(
        ParseResult parsed,
        FileInfo file,
        bool force,
        CancellationToken cancellationToken
    )
    {
        await using var app = GrantHubHost.CreateBuilder(parsed.Settings()).Build();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var aside = await scope
            .ServiceProvider.GetRequiredService<Restore>()
            .ReadAsync(file.FullName, force, cancellationToken);
        if (aside.Count > 0)
            await Console.Error.WriteLineAsync(
                $"What was there is kept in {string.Join(" and ", aside)}."
            );
        return CommandLine.Done;
    }
}
