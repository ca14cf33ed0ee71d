using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using GrantHub.Application.Funding;
using GrantHub.Infrastructure.Files;
using GrantHub.IntegrationTests.Backups;
using GrantHub.IntegrationTests.People;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using Microsoft.EntityFrameworkCore;

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
        var script = RepositoryRoot.PathOf("granthub");
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
    [InlineData(1, "There is no database there", "audit", "verify")]
    [InlineData(2, "Enter all 64 characters", "audit", "verify", "--head", "")]
    [InlineData(2, "Enter all 64 characters", "audit", "verify", "--head", "abc")]
    [InlineData(2, "--port is a number from 1 to 65535", "run", "--port", "0")]
    [InlineData(2, "--urls takes addresses such as", "run", "--urls", "127.0.0.1:5080")]
    [InlineData(2, "--urls takes addresses such as", "run", "--urls", "http://a:80;ftp://b")]
    [InlineData(2, "--urls takes addresses such as", "run", "--urls", "http://a:80/path")]
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

    [Fact]
    public async Task Show_IsAnExport_AndWhatEverybodyMayHaveIsNone()
    {
        var log = Path.Combine(folder, "contributions.csv");
        await File.WriteAllTextAsync(
            log,
            $"{Header}\nA/1,Title,Do it,2014-06-12,J Doe,approved,part1,,Org,10,,\n"
        );
        await RunAsync("import", "decisions", log);
        await using (var installation = new Backups.Installation(folder))
            await installation.Ask(new AddStream("Community safety fund", RingFenced: false));

        var shown = await RunAsync("show", "stream", "community-safety-fund", "2019-20");
        await RunAsync("show", "stream", "nothing-of-it", "2019-20");
        await RunAsync("export", "register");
        await RunAsync("export", "spending", "2017-04");
        await RunAsync("export", "360giving");
        var taken = await RunAsync("export", "dossier", "A/1", "--out", "all.zip");

        Assert.Equal((0, 0), (shown.Exit, taken.Exit));
        await using var after = new Backups.Installation(folder);
        Assert.Equal(
            [
                ("operator", "show stream community-safety-fund 2019-20", null),
                ("operator", "export dossier A/1", "all.zip"),
            ],
            await after.Look(db =>
                db.AccessEntries.OrderBy(e => e.Number)
                    .Select(e => ValueTuple.Create(e.PersonName, e.Subject, e.Detail))
                    .ToListAsync()
            )
        );
    }

    [Fact]
    public async Task User_WithALostSecondFactor_CanHaveItTakenAway()
    {
        string[] factor = ["user", "second-factor", "jo@example.org"];
        await RunAsync(
            "user",
            "add",
            "jo@example.org",
            "--name",
            "Jo Field",
            "--role",
            "administrator"
        );
        var unsaid = await RunAsync(factor);
        var none = await RunAsync([.. factor, "--remove"]);
        var unknown = await RunAsync("user", "second-factor", "nobody@example.org", "--remove");
        await using var installation = new Installation(folder);
        await installation.Look(async db =>
        {
            db.Add(
                PasskeyNameTests.Passkey((await db.Users.SingleAsync()).Id, [1, 2, 3, 4], "Key")
            );
            return await db.SaveChangesAsync();
        });

        var removed = await RunAsync([.. factor, "--remove"]);

        Assert.Equal((2, ""), (unsaid.Exit, unsaid.Output));
        Assert.Contains("--remove", unsaid.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (none.Exit, none.Output));
        Assert.Contains("Jo Field has no second factor", none.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (unknown.Exit, unknown.Output));
        Assert.Equal((0, "", ""), removed);
        Assert.False(await installation.Look(db => db.UserPasskeys.AnyAsync()));
        Assert.Equal(
            "operator",
            await installation.Look(db =>
                db.AuditEntries.OrderByDescending(entry => entry.Number)
                    .Select(entry => entry.PersonName)
                    .FirstAsync()
            )
        );
    }

    [Fact]
    public async Task Run_OnADataFolderInUse_IsRefused()
    {
        using var first = ServerLock.TryTake(new DataDirectory { Path = folder });

        var (exit, output, error) = await RunAsync("run", "--urls", "http://127.0.0.1:0");

        Assert.Equal((1, ""), (exit, output));
        Assert.EndsWith(
            $"Another server, or a restore, has the data folder {folder}. SQLite serves one at a time; several servers need PostgreSQL.\n",
            error
        );
    }

    [Fact]
    public async Task Run_OnADataFolderThatCannotBeWritten_EndsWithASentence()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");

        var (exit, output, error) = await RunInAsync(
            folder,
            Path.Combine(file, "data"),
            ["run", "--urls", "http://127.0.0.1:0"]
        );

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OnUrls_ListensThereAndASecondOneIsRefused()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var address = $"http://127.0.0.1:{port}";
        using var server = Start(folder, folder, ["run", "--urls", address]);
        try
        {
            Assert.Equal(address, await server.StandardOutput.ReadLineAsync());
            using var client = new HttpClient();
            using var answer = await client.GetAsync(new Uri($"{address}/health/live"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

            var second = await RunAsync("run", "--urls", "http://127.0.0.1:0");

            Assert.Equal((1, ""), (second.Exit, second.Output));
            Assert.Contains($"has the data folder {folder}.", second.Error);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments) =>
        RunInAsync(folder, arguments);

    /// <summary>Runs a command in a folder that is its data folder too.</summary>
    internal static Task<(int Exit, string Output, string Error)> RunInAsync(
        string folder,
        params string[] arguments
    ) => RunInAsync(folder, folder, arguments);

    private static async Task<(int Exit, string Output, string Error)> RunInAsync(
        string folder,
        string data,
        string[] arguments
    )
    {
        using var process = Start(folder, data, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string folder, string data, string[] arguments)
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
        start.ArgumentList.Add(data);
        return Process.Start(start)!;
    }
}
