using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using GrantHub.Application;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Publication;

namespace GrantHub.Web.Commands;

/// <summary>Prints one thing as a JSON document.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var command = new Command("show", "Print one thing as JSON.");
        command.Subcommands.Add(Grant());
        command.Subcommands.Add(Stream());
        command.Subcommands.Add(Budget());
        command.Subcommands.Add(Contributions());
        command.Subcommands.Add(Runway());
        return command;
    }

    private static Command Stream()
    {
        var name = new Argument<string>("SLUG")
        {
            Description = "The stream's slug, such as community-safety-fund, or its exact name.",
        };
        var year = new Argument<FinancialYear>("YEAR")
        {
            Description = "A financial year, such as 2019-20.",
            CustomParser = CommandLine.ReadYear,
        };
        var command = new Command("stream", "Print a funding stream in a year.") { name, year };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var page = await scope.Ask(
                    new ReadStreamFigures(parsed.GetRequiredValue(name)),
                    cancellationToken
                );
                var asked = parsed.GetRequiredValue(year);
                await PrintAsync(
                    scope,
                    $"stream {page.Stream.Slug} {asked}",
                    StreamDocument.Write(page.Stream, page.Of(asked))
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Budget()
    {
        var partnership = new Argument<string>("SLUG")
        {
            Description = "The partnership's slug, such as hsscp, or its exact name.",
        };
        var year = new Argument<FinancialYear>("YEAR")
        {
            Description = "A financial year, such as 2019-20.",
            CustomParser = CommandLine.ReadYear,
        };
        var command = new Command("budget", "Print a partnership's budget for a year.")
        {
            partnership,
            year,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var page = await scope.Ask(
                    new ReadBudget(
                        parsed.GetRequiredValue(partnership),
                        parsed.GetRequiredValue(year)
                    ),
                    cancellationToken
                );
                await PrintAsync(
                    scope,
                    $"budget {page.Slug} {parsed.GetRequiredValue(year)}",
                    BudgetDocument.Write(page)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Runway()
    {
        var partnership = new Argument<string>("SLUG")
        {
            Description = "The partnership's slug, such as hsscp, or its exact name.",
        };
        var years = new Option<int>("--years")
        {
            Description =
                $"How many years to look ahead, 1 to {ReserveRunway.MostYears}, the first included.",
            DefaultValueFactory = _ => ReserveRunway.DefaultYears,
        };
        years.Validators.Add(given =>
        {
            if (
                given.Tokens is [var typed, ..]
                && !(
                    int.TryParse(typed.Value, out var count)
                    && count is >= 1 and <= ReserveRunway.MostYears
                )
            )
                given.AddError(
                    $"--years takes a whole number from 1 to {ReserveRunway.MostYears}."
                );
        });
        var from = new Option<FinancialYear?>("--from")
        {
            Description =
                "The financial year whose budget it starts from; else the latest, drafts count.",
            CustomParser = given => CommandLine.ReadYear(given),
        };
        var command = new Command("runway", "Print how long a partnership's reserve lasts.")
        {
            partnership,
            years,
            from,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var page = await scope.Ask(
                    new ReadRunway(
                        parsed.GetRequiredValue(partnership),
                        parsed.GetValue(from),
                        parsed.GetValue(years)
                    ),
                    cancellationToken
                );
                var standstill =
                    page.Runways.Count > 0
                        ? page.Runways[0]
                        : throw new NotFoundException(
                            $"{page.Partnership.Name} has no budget to start from."
                        );
                await PrintAsync(
                    scope,
                    $"runway {page.Partnership.Slug}",
                    RunwayDocument.Write(page.Partnership.Slug, standstill)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Contributions()
    {
        var organisation = new Argument<string>("ORGANISATION")
        {
            Description = "The organisation's slug, such as cleveland-police, or its exact name.",
        };
        var command = new Command(
            "contributions",
            "Print what an organisation contributes to every partnership in every year."
        )
        {
            organisation,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var page = await scope.Ask(
                    new ReadOrganisationContributions(parsed.GetRequiredValue(organisation)),
                    cancellationToken
                );
                await PrintAsync(
                    scope,
                    $"contributions {parsed.GetRequiredValue(organisation)}",
                    ContributionsDocument.Write(page)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    /// <param name="what">The command with its arguments, for the audit trail: what it prints is an export.</param>
    private static async Task PrintAsync(OperatorScope scope, string what, byte[] document)
    {
        await scope.NoteExportAsync($"show {what}", file: null);
        Console.WriteLine(Encoding.UTF8.GetString(document));
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
                await PrintAsync(
                    scope,
                    $"grant {page.Grant.Reference}",
                    GrantDocument.Write(page.Grant, today)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }
}
