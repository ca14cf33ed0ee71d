using System.Globalization;
using System.Text;

namespace GrantHub.IntegrationTests.Commands;

/// <summary>A partnership's ledger by the command line.</summary>
public sealed class LedgerCommandTests : IAsyncLifetime
{
    private const string Header = "date,reference,description,code,amount";
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-ledger-").FullName;

    public async Task InitializeAsync()
    {
        var budget = await FileAsync(
            "budget.csv",
            """
            partnership,financial_year,kind,line,parent_line,partner,planned,actual,note
            Safer Tees,2017-18,opening,Balance,,,100.00,,
            Safer Tees,2017-18,income,Contribution,,Cleveland Police,5000.00,,
            Safer Tees,2017-18,expenditure,Travel,,,500.00,,
            """
        );
        Assert.Equal(0, (await RunAsync("import", "budget", budget)).Exit);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ImportLedger_PostsOnceAndSkipsWhatTheLedgerHas()
    {
        var text =
            $"{Header}\n2017-04-03,INV 7,Share,\"Contribution, Cleveland Police\",1250.00\n2017-05-04,T 9,Train,travel,12.34\n";
        var file = await FileAsync("ledger.csv", text);
        var more = await FileAsync("more.csv", $"{text}2017-05-05,T 10,Bus,Travel,2.00\n");

        var dry = await RunAsync("import", "ledger", "safer-tees", "2017-18", file, "--dry-run");
        var first = await RunAsync("import", "ledger", "safer-tees", "2017-18", file);
        var again = await RunAsync("import", "ledger", "Safer Tees", "2017-18", file);
        var second = await RunAsync("import", "ledger", "safer-tees", "2017-18", more);
        var exported = await RunAsync("export", "ledger", "safer-tees");
        var out2017 = Path.Combine(folder, "2017.journal");
        var year = await RunAsync("export", "ledger", "safer-tees", "2017-18", "--out", out2017);

        Assert.Equal((0, "{\"imported\":2,\"skipped\":0}\n"), (dry.Exit, dry.Output));
        Assert.Equal((0, "{\"imported\":2,\"skipped\":0}\n"), (first.Exit, first.Output));
        Assert.Equal((0, "{\"imported\":0,\"skipped\":2}\n"), (again.Exit, again.Output));
        Assert.Equal((0, "{\"imported\":1,\"skipped\":2}\n"), (second.Exit, second.Output));
        Assert.Equal(
            """
            ; Safer Tees, 2017-18

            2017-04-01 Balance brought forward
                Equity:Brought forward  -100.00 GBP
                Assets:Balance  100.00 GBP

            2017-04-03 (1) Share [INV 7]
                Income:Contribution, Cleveland Police  -1250.00 GBP
                Assets:Balance  1250.00 GBP

            2017-05-04 (2) Train [T 9]
                Expenses:Travel  12.34 GBP
                Assets:Balance  -12.34 GBP

            2017-05-05 (3) Bus [T 10]
                Expenses:Travel  2.00 GBP
                Assets:Balance  -2.00 GBP

            """,
            exported.Output
        );
        Assert.Equal((0, ""), (year.Exit, year.Output));
        Assert.Equal(exported.Output, await File.ReadAllTextAsync(out2017));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(folder, "files")).Length);
    }

    [Fact]
    public async Task ImportLedger_WithFaults_NamesLineAndColumnAndIsRefused()
    {
        var file = await FileAsync(
            "bad.csv",
            $"{Header}\n2017-04-03,A,B,Travel,12.345\n2017-04-03,A,B,Unknown,1.00\n2017-04-03,A,B,Travel,x\n"
        );
        var columns = await FileAsync("columns.csv", "date,amount,code,text\n");

        var bad = await RunAsync("import", "ledger", "safer-tees", "2017-18", file);
        var header = await RunAsync("import", "ledger", "safer-tees", "2017-18", columns);
        var nowhere = await RunAsync("import", "ledger", "nowhere", "2017-18", file);
        var year = await RunAsync("import", "ledger", "safer-tees", "2017", file);

        const string Amount =
            "expected an amount such as 1234.50, in digits with at most two decimals and no £ or comma, found";
        Assert.Equal((1, ""), (bad.Exit, bad.Output));
        Assert.Equal(
            $"line 2, column amount: {Amount} \"12.345\"\nline 3, column code: expected a finance code, title or name of a line of 2017-18, found \"Unknown\"\nline 4, column amount: {Amount} \"x\"\n",
            bad.Error
        );
        Assert.Equal((1, ""), (header.Exit, header.Output));
        Assert.Contains(
            "line 1, column reference: expected the column once",
            header.Error,
            StringComparison.Ordinal
        );
        Assert.Equal((1, ""), (nowhere.Exit, nowhere.Output));
        Assert.Equal(2, year.Exit);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "files")));
    }

    [Fact]
    public async Task ImportLedger_OfManyRows_TellsHowFarItIs()
    {
        var text = new StringBuilder($"{Header}\n");
        for (var i = 0; i < 20_500; i++)
            text.Append(CultureInfo.InvariantCulture, $"2017-05-04,T {i},Train,Travel,1.00\n");
        var file = await FileAsync("many.csv", text.ToString());

        var (exit, output, error) = await RunAsync(
            "import",
            "ledger",
            "safer-tees",
            "2017-18",
            file
        );

        Assert.Equal((0, "{\"imported\":20500,\"skipped\":0}\n"), (exit, output));
        Assert.Equal("10,000 rows\n20,000 rows\n", error);
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
        CommandTests.RunInAsync(folder, arguments);

    private async Task<string> FileAsync(string name, string text)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
