namespace GrantHub.IntegrationTests.Commands;

/// <summary>Monthly lists and open data by the command line.</summary>
public sealed class OpenDataCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-open-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task ExportSpending_AfterAnImport_WritesTheMonthOnce()
    {
        var file = Path.Combine(folder, "paid.csv");
        await File.WriteAllTextAsync(
            file,
            "date,supplier,purpose,amount,value_for_money,paid_by\n2020-04-03,\"Acme, Ltd\",Rent,1250.5,Three quotes,commissioner\n2020-04-04,Acme,Stamps,500.00,,chief-officer\n"
        );
        Assert.Equal(0, (await RunAsync("import", "spending", file)).Exit);
        var json = Path.Combine(folder, "list.json");

        var csv = await RunAsync("export", "spending", "2020-04");
        var again = await RunAsync("export", "spending", "2020-04");
        var byExtension = await RunAsync("export", "spending", "2020-04", "--out", json);
        var shown = await RunAsync("export", "spending", "2020-04", "--format", "json");

        Assert.Equal(
            "list,date,recipient,purpose,amount,conditions,reasons,value_for_money,paid_by,reference\ng,2020-04-03,\"Acme, Ltd\",Rent,1250.50,,,Three quotes,commissioner,S-1-2\n",
            csv.Output.ReplaceLineEndings("\n")
        );
        Assert.Equal(csv, again);
        Assert.Equal((0, ""), (byExtension.Exit, byExtension.Output));
        Assert.Equal(await File.ReadAllTextAsync(json), shown.Output);
        Assert.Contains("\"amount\": 1250.50", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export360Giving_WithNoGrant_IsAPackageWithoutGrants()
    {
        var file = Path.Combine(folder, "grants.json");

        var written = await RunAsync("export", "360giving", "--out", file);
        var shown = await RunAsync("export", "360giving");

        Assert.Equal((0, ""), (written.Exit, written.Output));
        Assert.EndsWith("\"grants\":[]}\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(file), shown.Output);
    }

    [Theory]
    [InlineData(2, "\"2020-13\" is not a month such as 2026-04.", "spending", "2020-13")]
    [InlineData(1, "has not begun", "spending", "2199-01")]
    [InlineData(2, "xml", "spending", "2020-04", "--format", "xml")]
    [InlineData(1, "There is no folder", "360giving", "--out", "nowhere/grants.json")]
    public async Task WhatCannotBeDone_IsASentenceOnStandardError(
        int exit,
        string sentence,
        params string[] arguments
    )
    {
        var result = await RunAsync(["export", .. arguments]);

        Assert.Equal((exit, ""), (result.Exit, result.Output));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
        CommandTests.RunInAsync(folder, arguments);
}
