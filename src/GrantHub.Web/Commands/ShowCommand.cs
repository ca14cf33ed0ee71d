using System.CommandLine;
using System.Text;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Infrastructure.Publication;

namespace GrantHub.Web.Commands;

/// <summary>Prints one thing as a JSON document.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var command = new Command("show", "Print one thing as JSON.");
        command.Subcommands.Add(Grant());
        return command;
    }

    private static Command Grant()
    {
        var reference = new Argument<string>("REF")
        {
            Description = "The grant's reference, such as G-2017-0001.",
        };
        var command = new Command("grant", "Print a grant with its schedule.") { reference };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var page = await scope.Ask(
                    new ReadGrant(parsed.GetRequiredValue(reference)),
                    cancellationToken
                );
                var today = scope.Services.GetRequiredService<TimeProvider>().LondonToday();
                Console.WriteLine(Encoding.UTF8.GetString(GrantDocument.Write(page.Grant, today)));
                return CommandLine.Done;
            }
        );
        return command;
    }
}
