using System.CommandLine;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Publication;

namespace GrantHub.Web.Commands;

/// <summary>Writes what GrantHub holds for others to read.</summary>
internal static class ExportCommand
{
    private const string Json = "json";
    private const string Csv = "csv";

    public static Command Create()
    {
        var command = new Command("export", "Write a file for others to read.");
        command.Subcommands.Add(Register());
        command.Subcommands.Add(Ledger());
        command.Subcommands.Add(DossierOf());
        command.Subcommands.Add(OpenData());
        command.Subcommands.Add(Spending());
        return command;
    }

    private static Option<FileInfo?> To() =>
        new("--out") { Description = "The file to write; standard output when left out." };

    private static Command DossierOf()
    {
        var reference = new Argument<string>("REF")
        {
            Description = "The reference of a decision or a grant, as printed.",
        };
        var to = To();
        var command = new Command(
            "dossier",
            "Write everything about a decision and its grant as one zip."
        )
        {
            reference,
            to,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var file = parsed.GetValue(to);
                if (await RefusedAsync(file))
                    return CommandLine.Refused;
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var content = await scope.Ask(
                    new ReadDossier(parsed.GetRequiredValue(reference)),
                    cancellationToken
                );
                await WriteAsync(
                    scope,
                    $"export dossier {parsed.GetRequiredValue(reference)}",
                    file,
                    stream =>
                        scope
                            .Services.GetRequiredService<Dossier>()
                            .WriteAsync(stream, content, cancellationToken)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Ledger()
    {
        var partnership = new Argument<string>("SLUG")
        {
            Description = "The partnership's slug or its exact name.",
        };
        var year = new Argument<FinancialYear?>("YEAR")
        {
            Description = "A financial year, such as 2019-20; every year when left out.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = given => CommandLine.ReadYear(given),
        };
        var to = To();
        var command = new Command(
            "ledger",
            "Write a partnership's ledger in plain-text accounting form, for ledger and hledger."
        )
        {
            partnership,
            year,
            to,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var file = parsed.GetValue(to);
                if (await RefusedAsync(file))
                    return CommandLine.Refused;
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                await WriteAsync(
                    scope,
                    $"export ledger {parsed.GetRequiredValue(partnership)} {parsed.GetValue(year)}",
                    file,
                    stream =>
                        WriteLedgerAsync(
                            scope,
                            stream,
                            parsed.GetRequiredValue(partnership),
                            parsed.GetValue(year),
                            cancellationToken
                        )
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static async Task WriteLedgerAsync(
        OperatorScope scope,
        Stream stream,
        string partnership,
        FinancialYear? year,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<FinancialYear> years = year is { } one
            ? [one]
            :
            [
                .. (await scope.Ask(new ListBudgets(partnership), cancellationToken))
                    .Budgets.Select(budget => budget.Year)
                    .Order(),
            ];
        await using var journal = new LedgerJournal(stream);
        foreach (var each in years)
            await journal.WriteAsync(
                await scope.Ask(
                    new ReadPostings(partnership, each, LedgerFilter.All),
                    cancellationToken
                ),
                cancellationToken
            );
    }

    private static Command Register()
    {
        var to = To();
        var format = new Option<string?>("--format")
        {
            Description = "json or csv; by the file's extension when left out, else json.",
        };
        format.AcceptOnlyFromAmong(Json, Csv);
        var command = new Command("register", "Write the register of published decisions.")
        {
            to,
            format,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                ExportAsync(parsed, parsed.GetValue(to), parsed.GetValue(format), cancellationToken)
        );
        return command;
    }

    private static async Task<int> ExportAsync(
        ParseResult parsed,
        FileInfo? to,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (await RefusedAsync(to))
            return CommandLine.Refused;
        await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
        var rows = await scope.Ask(new ExportRegister(), cancellationToken);
        Func<Stream, Task> write =
            (format ?? ExtensionOf(to)) == Csv
                ? stream => RegisterFile.WriteCsvAsync(stream, rows, cancellationToken)
                : stream => RegisterFile.WriteJsonAsync(stream, rows, cancellationToken);
        await WriteAsync(scope, null, to, write);
        return CommandLine.Done;
    }

    private static Command OpenData()
    {
        var to = To();
        var command = new Command(
            "360giving",
            "Write published grants as open data (360Giving Data Standard 1.4)."
        )
        {
            to,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var file = parsed.GetValue(to);
                if (await RefusedAsync(file))
                    return CommandLine.Refused;
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var grants = await scope.Ask(new ExportOpenGrants(), cancellationToken);
                var package = scope.Services.GetRequiredService<OpenDataFile>();
                await WriteAsync(
                    scope,
                    null,
                    file,
                    stream => package.WriteAsync(stream, grants, cancellationToken)
                );
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static Command Spending()
    {
        var month = new Argument<SpendingMonth>("MONTH")
        {
            Description = "Such as 2026-04.",
            CustomParser = given => CommandLine.ReadMonth(given),
        };
        var to = To();
        var format = new Option<string?>("--format")
        {
            Description = "csv or json; by the file's extension when left out, else csv.",
        };
        format.AcceptOnlyFromAmong(Csv, Json);
        var command = new Command(
            "spending",
            "Write a month's specified information: crime and disorder reduction grants, and other items over £500."
        )
        {
            month,
            to,
            format,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var file = parsed.GetValue(to);
                if (await RefusedAsync(file))
                    return CommandLine.Refused;
                await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
                var rows = await scope.Ask(
                    new ExportSpending(parsed.GetRequiredValue(month)),
                    cancellationToken
                );
                Func<Stream, Task> write =
                    (parsed.GetValue(format) ?? ExtensionOf(file)) == Json
                        ? stream => MonthlyListsFile.WriteJsonAsync(stream, rows, cancellationToken)
                        : stream => MonthlyListsFile.WriteCsvAsync(stream, rows, cancellationToken);
                await WriteAsync(scope, null, file, write);
                return CommandLine.Done;
            }
        );
        return command;
    }

    private static string? ExtensionOf(FileInfo? file) =>
        file?.Extension.TrimStart('.').ToLowerInvariant();

    /// <summary>Whether the file cannot be written, having said why.</summary>
    private static async Task<bool> RefusedAsync(FileInfo? to)
    {
        if (to is { Directory.Exists: false })
        {
            await Console.Error.WriteLineAsync(
                $"There is no folder {to.DirectoryName}. Make it first, or write to another."
            );
            return true;
        }
        if (to is not null && Directory.Exists(to.FullName))
        {
            await Console.Error.WriteLineAsync($"{to.FullName} is a folder. Name a file in it.");
            return true;
        }
        return false;
    }

    /// <param name="what">The command, for the audit trail; null for what everybody may have, which is no export.</param>
    private static async Task WriteAsync(
        OperatorScope scope,
        string? what,
        FileInfo? to,
        Func<Stream, Task> write
    )
    {
        if (what is not null)
            await scope.NoteExportAsync(what, to?.Name);
        if (to is null)
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
        }
        else
            await ReplaceAsync(to, write);
    }

    /// <summary>A file that was there stays whole until the new one is.</summary>
    private static async Task ReplaceAsync(FileInfo file, Func<Stream, Task> write)
    {
        var part = file.FullName + ".part";
        try
        {
            await using (var stream = File.Create(part))
                await write(stream);
            File.Move(part, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
