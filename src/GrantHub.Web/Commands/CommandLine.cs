using System.CommandLine;
using System.CommandLine.Parsing;
using GrantHub.Domain;
using GrantHub.Domain.Publication;

namespace GrantHub.Web.Commands;

/// <summary>The commands that people script against; each is a class of its own in this folder.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUse = 2;

    public static Option<string?> Data { get; } =
        new("--data")
        {
            Description = "The folder with the database, uploads and keys (default: data).",
            Recursive = true,
        };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("GrantHub: decision records, grants and partnership money.")
        {
            Data,
        };
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(ShowCommand.Create());
        root.Subcommands.Add(RemindCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(RestoreCommand.Create());
        root.Subcommands.Add(UserCommand.Create());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See ./granthub --help.");
            return WrongUse;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false }
            );
        }
        catch (Exception exception) when (CommandRefusal.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Refused;
        }
    }

    public static FinancialYear ReadYear(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (!FinancialYear.TryParse(text, out var year))
            given.AddError($"\"{text}\" is not a financial year such as 2019-20.");
        return year;
    }

    public static SpendingMonth ReadMonth(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (!SpendingMonth.TryParse(text, out var month))
            given.AddError($"\"{text}\" is not a month such as 2026-04.");
        return month;
    }

    /// <summary>The settings that the options of every command stand for.</summary>
    public static Dictionary<string, string?> Settings(this ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>();
        if (parsed.GetValue(Data) is { } data)
            settings["GrantHub:Data:Path"] = Path.GetFullPath(data);
        return settings;
    }
}
