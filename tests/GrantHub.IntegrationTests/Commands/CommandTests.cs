using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GrantHub.Web.Hosting;

namespace GrantHub.IntegrationTests.Commands;

/// <summary>The command line as scripts meet it: a process, its two outputs and its exit status.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Header =
        "reference,title,decision,decision_date,decision_maker,outcome,confidentiality,restricted_reason,recipient,amount,period_start,period_end";
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Import_ThenExport_PutsOnlyResultsOnStandardOutput()
    {
        var log = Path.Combine(folder, "log.csv");
        await File.WriteAllTextAsync(
            log,
            $"{Header}\nA/1,Title,Do it,2014-06-12,J Doe,approved,part1,,Org,10,,\n"
        );

        var imported = await RunAsync("import", "decisions", log);
        var again = await RunAsync("import", "decisions", log);
        var csv = Path.Combine(folder, "register.csv");
        var exported = await RunAsync("export", "register", "--out", csv);
        var shown = await RunAsync("export", "register", "--format", "csv");

        Assert.Equal((0, "{\"imported\":1,\"skipped\":0}\n"), (imported.Exit, imported.Output));
        Assert.Equal((0, "{\"imported\":0,\"skipped\":1}\n"), (again.Exit, again.Output));
        Assert.Equal((0, ""), (exported.Exit, exported.Output));
        Assert.Equal(await File.ReadAllTextAsync(csv), shown.Output);
        Assert.Contains("A/1,Title,Do it,2014-06-12", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ABadFile_NamesItsFaultsOnStandardErrorAndIsRefused()
    {
        var log = Path.Combine(folder, "bad.csv");
        await File.WriteAllTextAsync(
            log,
            $"{Header}\nA/1,Title,Do it,12/06/2014,J Doe,approved,part1,,,,,\n"
        );

        var (exit, output, error) = await RunAsync("import", "decisions", log);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(
            "line 2, column decision_date: expected a date such as 2019-04-01, found \"12/06/2014\"\n",
            error
        );
    }

    [Fact]
    public async Task Usage_OfTheScript_ListsTheCommandsThereAre()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "GrantHub.sln")))
            root = root.Parent!;
        var script = Path.Combine(root.FullName, "granthub");
        var usage = Regex
            .Matches(
                await File.ReadAllTextAsync(script),
                @"^  \./granthub ([a-z]+)(?: ([a-z0-9]+(?:\|[a-z0-9]+)*))?",
                RegexOptions.Multiline
            )
            .Where(line => line.Groups[1].Value != "test")
            .SelectMany(line =>
                line.Groups[2]
                    .Value.Split('|')
                    .Select(sub => $"{line.Groups[1].Value} {sub}".Trim())
            );

        var commands = new List<string>();
        foreach (var command in await CommandsAsync())
        {
            var subcommands = await CommandsAsync(command);
            commands.AddRange(
                subcommands.Count == 0 ? [command] : subcommands.Select(sub => $"{command} {sub}")
            );
        }

        Assert.Equal(commands.Order(), usage.Order());
    }

    /// <summary>As the program's own help lists them.</summary>
    private async Task<IReadOnlyList<string>> CommandsAsync(params string[] of)
    {
        var help = (await RunAsync([.. of, "--help"])).Output;
        var start = help.IndexOf("Commands:", StringComparison.Ordinal);
        return start < 0
            ? []
            :
            [
                .. Regex
                    .Matches(help[start..], "^  ([a-z0-9]+)", RegexOptions.Multiline)
                    .Select(line => line.Groups[1].Value),
            ];
    }

    [Theory]
    [InlineData(1, "There is no file", "import", "decisions", "missing.csv")]
    [InlineData(1, "There is no grant with that reference.", "show", "grant", "G-1999-0001")]
    [InlineData(1, "There is no such partnership.", "show", "runway", "nowhere")]
    [InlineData(2, "from 1 to 30", "show", "runway", "nowhere", "--years", "31")]
    [InlineData(2, "is not a financial year", "show", "runway", "nowhere", "--from", "2019")]
    [InlineData(1, "There is no folder", "export", "register", "--out", "nowhere/register.csv")]
    [InlineData(2, "plan", "import", "plan", "file.csv")]
    [InlineData(2, "xml", "export", "register", "--format", "xml")]
    [InlineData(2, "See ./granthub --help.", "show")]
    public async Task WhatCannotBeDone_IsASentenceOnStandardError(
        int exit,
        string sentence,
        params string[] arguments
    )
    {
        var result = await RunAsync(arguments);

        Assert.Equal((exit, ""), (result.Exit, result.Output));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnATakenPort_SaysSoInASentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (exit, output, error) = await RunAsync("run", "--port", port);

        Assert.Equal((1, ""), (exit, output));
        Assert.EndsWith(
            $"Port {port} is taken by another program, perhaps by GrantHub itself. Choose another with --port.\n",
            error
        );
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_FromAddedToDisabled_GoesByTheRules()
    {
        string[] jo = ["jo@example.org"];

        var added = await RunAsync([
            "user",
            "add",
            .. jo,
            "--name",
            "Jo Field",
            "--role",
            "administrator",
        ]);
        var twice = await RunAsync(["user", "add", .. jo, "--name", "Jo", "--role", "auditor"]);
        var last = await RunAsync(["user", "role", .. jo, "lead-officer,auditor"]);
        await RunAsync(
            "user",
            "add",
            "sam@example.org",
            "--name",
            "Sam",
            "--role",
            "administrator"
        );
        var role = await RunAsync(["user", "role", .. jo, "lead-officer,auditor"]);
        var none = await RunAsync(["user", "role", .. jo, "mayor"]);
        var unknown = await RunAsync("user", "disable", "nobody@example.org");
        var disabled = await RunAsync(["user", "disable", .. jo]);
        var enabled = await RunAsync(["user", "enable", .. jo]);

        Assert.Equal(0, added.Exit);
        Assert.Matches("[a-z0-9]{4}", added.Output);
        Assert.Equal((1, ""), (twice.Exit, twice.Output));
        Assert.Equal((1, ""), (last.Exit, last.Output));
        Assert.Contains("the only administrator who can sign in", last.Error);
        Assert.Equal((0, ""), (role.Exit, role.Output));
        Assert.Equal(2, none.Exit);
        Assert.Contains("mayor", none.Error, StringComparison.Ordinal);
        Assert.Equal(1, unknown.Exit);
        Assert.Equal((0, 0), (disabled.Exit, enabled.Exit));
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
        RunInAsync(folder, arguments);

    /// <summary>Runs a command in a folder that is its data folder too.</summary>
    internal static async Task<(int Exit, string Output, string Error)> RunInAsync(
        string folder,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(GrantHubHost).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(folder);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
