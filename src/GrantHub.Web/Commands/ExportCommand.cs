using System.CommandLine;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Publication;

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
        return command;
    }

    private static Command Register()
    {
        var to = new Option<FileInfo?>("--out")
        {
            Description = "The file to write; standard output when left out.",
        };
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
        if (to is { Directory.Exists: false })
        {
            await Console.Error.WriteLineAsync(
                $"There is no folder {to.DirectoryName}. Make it first, or write to another."
            );
            return CommandLine.Refused;
        }
        if (to is not null && Directory.Exists(to.FullName))
        {
            await Console.Error.WriteLineAsync($"{to.FullName} is a folder. Name a file in it.");
            return CommandLine.Refused;
        }
        await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
        var rows = await scope.Ask(new ReadRegister(), cancellationToken);
        Func<Stream, Task> write =
            (format ?? to?.Extension.TrimStart('.').ToLowerInvariant()) == Csv
                ? stream => RegisterFile.WriteCsvAsync(stream, rows, cancellationToken)
                : stream => RegisterFile.WriteJsonAsync(stream, rows, cancellationToken);
        if (to is null)
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
        }
        else
            await ReplaceAsync(to, write);
        return CommandLine.Done;
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
