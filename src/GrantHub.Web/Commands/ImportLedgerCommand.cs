using System.CommandLine;
using System.Globalization;
using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Infrastructure.Imports;

namespace GrantHub.Web.Commands;

/// <summary>Posts a file of the finance system to a partnership's ledger.</summary>
internal static class ImportLedgerCommand
{
    public static Command Create()
    {
        var partnership = new Argument<string>("SLUG")
        {
            Description = "The partnership's slug or its exact name.",
        };
        var year = new Argument<FinancialYear>("YEAR")
        {
            Description = "A financial year, such as 2019-20.",
            CustomParser = CommandLine.ReadYear,
        };
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "A CSV file in UTF-8: date,reference,description,code,amount.",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Look for faults and write nothing.",
        };
        var command = new Command("ledger", "Post a file of the finance system to a ledger.")
        {
            partnership,
            year,
            file,
            dryRun,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                ImportAsync(
                    parsed,
                    parsed.GetRequiredValue(partnership),
                    parsed.GetRequiredValue(year),
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(dryRun),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> ImportAsync(
        ParseResult parsed,
        string partnership,
        FinancialYear year,
        FileInfo file,
        bool dryRun,
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
        await using var scope = await OperatorScope.OpenAsync(parsed, cancellationToken);
        var store = scope.Services.GetRequiredService<IAppendixStore>();
        StoredFile held;
        await using (var given = file.OpenRead())
            held = await store.HoldAsync(given, file.Name, cancellationToken);
        var kept = false;
        try
        {
            await using var content = await store.OpenAsync(
                held.StorageKey,
                held.Sha256Hex,
                cancellationToken
            );
            var result = await scope.Ask(
                new ImportLedger(
                    partnership,
                    year,
                    FinanceFile.Open(content, file.Name, held.Sha256Hex),
                    held,
                    new Dictionary<string, int?>(),
                    DryRun: dryRun,
                    Progress: new Progress()
                ),
                cancellationToken
            );
            kept = !dryRun && result.New > 0;
            return await ImportCommand.TellAsync(result, dryRun);
        }
        finally
        {
            if (!kept)
                store.Delete(held.StorageKey);
        }
    }

    private sealed class Progress : IProgress<int>
    {
        public void Report(int value) =>
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{value:N0} rows")
            );
    }
}
