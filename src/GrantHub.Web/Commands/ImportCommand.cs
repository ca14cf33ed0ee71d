using System.CommandLine;
using System.Text.Json;
using GrantHub.Application.Decisions;
using GrantHub.Application.Imports;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Imports;
using MediatR;

namespace GrantHub.Web.Commands;

/// <summary>Takes files from before GrantHub, all or nothing.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var command = new Command("import", "Take over a file, all of it or nothing.");
        command.Subcommands.Add(
            Of(
                "decisions",
                "Take over a decision log.",
                (content, dryRun) => new ImportDecisions(DecisionLogFile.Read(content), dryRun)
            )
        );
        command.Subcommands.Add(
            Of(
                "budget",
                "Take over budgets of partnerships.",
                (content, dryRun) => new ImportBudget(BudgetFile.Read(content), dryRun)
            )
        );
        command.Subcommands.Add(
            Of(
                "spending",
                "Take over what the finance system paid.",
                (content, dryRun) => new ImportSpending(SpendingFile.Read(content), dryRun)
            )
        );
        return command;
    }

    private static Command Of(
        string name,
        string description,
        Func<byte[], bool, IRequest<Imported>> request
    )
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file in UTF-8." };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Look for faults and write nothing.",
        };
        var command = new Command(name, description) { file, dryRun };
        command.SetAction(
            (parsed, cancellationToken) =>
                ImportAsync(
                    parsed,
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(dryRun),
                    request,
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> ImportAsync(
        ParseResult parsed,
        FileInfo file,
        bool dryRun,
        Func<byte[], bool, IRequest<Imported>> request,
        CancellationToken cancellationToken
    )
    {
        if (!file.Exists)
        {
            await Console.Error.WriteLineAsync(
                $"There is no file {file.FullName}. Check its name and folder."
            );
            return CommandLine.Refused;
        }
        var content = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
        var result = await scope.Ask(request(content, dryRun), cancellationToken);
        foreach (var fault in result.Faults)
            await Console.Error.WriteLineAsync(fault.ToString());
        if (result.Faults.Count > 0)
            return CommandLine.Refused;
        if (dryRun)
            await Console.Error.WriteLineAsync("Nothing has been written, because of --dry-run.");
        Console.WriteLine(
            JsonSerializer.Serialize(new { imported = result.New, skipped = result.Skipped })
        );
        return CommandLine.Done;
    }
}
