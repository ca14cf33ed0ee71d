using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Publication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Publication;

public sealed class ChromiumPdfRendererTests : IDisposable
{
    private const string Notice = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8"><title>Decision record D-2017-0001</title>
          <style>h1 { color: #123456 } .hidden { display: none }</style>
        </head>
        <body>
          <h1>Decision record</h1>
          <h2>Executive summary</h2><p>Three years’ funding of £50,049.00.</p>
          <h2>Funding</h2>
          <table><caption>Schedule</caption>
            <thead><tr><th scope="col">Year</th><th scope="col">Amount</th></tr></thead>
            <tbody><tr><th scope="row">2017-18</th><td>£16,683.00</td></tr></tbody>
          </table>
        </body>
        </html>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("granthub-test-").FullName;
    private readonly ListLogger _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [BrowserFact("pdfinfo", "pdftotext")]
    public async Task Render_Notice_IsATaggedA4PdfWithItsTextInOrder()
    {
        var pdf = await SaveAsync(await RenderAsync(Notice));

        var information = await RunAsync("pdfinfo", pdf);
        Assert.Matches(@"Tagged:\s+yes", information);
        Assert.Matches(@"Page size:.*\(A4\)", information);
        Assert.Matches(@"Title:\s+Decision record D-2017-0001", information);
        Assert.Matches(@"JavaScript:\s+no", information);
        AssertInOrder(
            await TextAsync(pdf),
            "Decision record",
            "Executive summary",
            "Three years’ funding of £50,049.00.",
            "Funding",
            "Schedule",
            "2017-18",
            "£16,683.00"
        );
        Assert.Matches(@"H1[\s\S]*H2[\s\S]*Table", await RunAsync("pdfinfo", "-struct", pdf));
    }

    [BrowserFact("pdfinfo")]
    public async Task Render_PageWithItsOwnSize_KeepsIt()
    {
        var pdf = await SaveAsync(
            await RenderAsync("<!doctype html><style>@page { size: A3 }</style><p>Plan")
        );

        Assert.Matches(@"Page size:.*\(A3\)", await RunAsync("pdfinfo", pdf));
    }

    [BrowserFact("pdftotext")]
    public async Task Render_PageWithAScript_DoesNotRunIt()
    {
        var pdf = await SaveAsync(
            await RenderAsync(
                """
                <!doctype html><html lang="en"><title>t</title><p>Before</p>
                <script>document.write('<p>Script ran</p>')</script>
                <p onclick="x" id="p">After</p><img src="data:," onerror="p.textContent='Handler ran'">
                """
            )
        );

        var text = await TextAsync(pdf);
        AssertInOrder(text, "Before", "After");
        Assert.DoesNotContain("ran", text, StringComparison.Ordinal);
    }

    [BrowserFact("pdftotext")]
    public async Task Render_PageThatPointsElsewhere_FetchesNothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        var secret = Path.Combine(_folder, "secret.txt");
        await File.WriteAllTextAsync(secret, "Secret of the server");

        var pdf = await SaveAsync(
            await RenderAsync(
                $"""
                <!doctype html><html lang="en"><title>t</title>
                <link rel="stylesheet" href="{address}/a.css"><link rel="preconnect" href="{address}">
                <img src="{address}/c.png" alt=""><iframe src="{address}/d"></iframe>
                <iframe src="{new Uri(secret)}"></iframe><object data="{new Uri(secret)}"></object>
                <p>Body</p>
                """
            )
        );

        Assert.False(server.Pending());
        var text = await TextAsync(pdf);
        Assert.Contains("Body", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
    }

    [BrowserFact("chromium")]
    public async Task Render_Finished_LeavesNoFolderBehind()
    {
        using var renderer = Renderer(FakeBrowser($"pwd > {Place}; exec chromium \"$@\""));

        await renderer.RenderAsync(Notice, CancellationToken.None);

        Assert.False(Directory.Exists(await RecordedPlaceAsync()));
    }

    [ShellFact]
    public async Task Render_BrowserThatHangs_IsKilledWithItsChildren()
    {
        var pids = Path.Combine(_folder, "pids");
        using var renderer = Renderer(
            FakeBrowser($"pwd > {Place}; sleep 600 & echo $! >> {pids}; echo $$ >> {pids}; wait"),
            timeLimitSeconds: 2
        );

        var failure = await Assert.ThrowsAsync<PdfRenderingException>(() =>
            renderer.RenderAsync("<p>Confidential", CancellationToken.None)
        );

        Assert.Contains("longer than 2 seconds", failure.Message, StringComparison.Ordinal);
        var processes = await File.ReadAllLinesAsync(pids);
        Assert.Equal(2, processes.Length);
        Assert.All(processes, pid => Assert.True(EndsSoon(pid), $"process {pid} still runs"));
        Assert.False(Directory.Exists(await RecordedPlaceAsync()));
        Assert.DoesNotContain(
            _log.Lines,
            l => l.Contains("Confidential", StringComparison.Ordinal)
        );
    }

    [ShellFact]
    public async Task Render_GivenUpByTheCaller_KillsTheBrowser()
    {
        var pids = Path.Combine(_folder, "pids");
        using var renderer = Renderer(
            FakeBrowser($"echo $$ > {pids}.new; mv {pids}.new {pids}; sleep 600")
        );
        using var caller = new CancellationTokenSource();

        var rendering = renderer.RenderAsync("<p>x", caller.Token);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(pids), TimeSpan.FromSeconds(20)));
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
        Assert.True(EndsSoon(await File.ReadAllTextAsync(pids)));
    }

    [ShellFact]
    public async Task Render_SixAtOnce_RunsTwoAtATime()
    {
        var log = Path.Combine(_folder, "log");
        // The first two wait for each other; had a third been let in, it would show within its stay.
        using var renderer = Renderer(
            FakeBrowser(
                $$"""
                echo + >> {{log}}
                while [ "$(grep -c + {{log}})" -lt 2 ]; do sleep 0.02; done
                sleep 0.2
                echo - >> {{log}}
                for a in "$@"; do case "$a" in --print-to-pdf=*) echo %PDF-1.7 > "${a#*=}";; esac; done
                """
            )
        );

        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => renderer.RenderAsync("<p>x", default))
        );

        var running = 0;
        var atOnce = (await File.ReadAllLinesAsync(log))
            .Select(line => running += line == "+" ? 1 : -1)
            .ToList();
        Assert.Equal(12, atOnce.Count);
        Assert.Equal(2, atOnce.Max());
    }

    [ShellFact]
    public async Task Render_BrowserThatFails_SaysWhyWithoutThePage()
    {
        using var renderer = Renderer(
            FakeBrowser(
                "echo 'INFO:CONSOLE(1) Confidential' >&2; echo 'cannot open shared library' >&2; exit 3"
            )
        );

        var failure = await Assert.ThrowsAsync<PdfRenderingException>(() =>
            renderer.RenderAsync("<p>Confidential", CancellationToken.None)
        );

        Assert.Equal(
            "No PDF was made: the browser ended with exit status 3: cannot open shared library.",
            failure.Message
        );
        Assert.Contains(_log.Lines, l => l.Contains("exit status 3", StringComparison.Ordinal));
        Assert.DoesNotContain(
            _log.Lines,
            l => l.Contains("Confidential", StringComparison.Ordinal)
        );
    }

    [ShellFact]
    public async Task Render_BrowserThatWritesNothing_IsAFailure()
    {
        using var renderer = Renderer(FakeBrowser("exit 0"));

        var failure = await Assert.ThrowsAsync<PdfRenderingException>(() =>
            renderer.RenderAsync("<p>x", CancellationToken.None)
        );

        Assert.Equal("No PDF was made: the browser ended well but wrote no PDF.", failure.Message);
    }

    [Fact]
    public async Task Render_WithoutTheBrowserThatIsSet_SaysWhatToDo()
    {
        using var renderer = Renderer(Path.Combine(_folder, "none"));
        IPdfRenderer edge = renderer;

        var failure = await Assert.ThrowsAsync<PdfRenderingException>(() =>
            renderer.RenderAsync("<p>x", CancellationToken.None)
        );

        Assert.False(edge.IsAvailable);
        Assert.Equal(edge.UnavailableReason, failure.Message);
        Assert.Contains("Pdf:BrowserPath", failure.Message, StringComparison.Ordinal);
    }

    private async Task<byte[]> RenderAsync(string html)
    {
        using var renderer = Renderer(browserPath: null, timeLimitSeconds: 60);
        return await renderer.RenderAsync(html, CancellationToken.None);
    }

    private ChromiumPdfRenderer Renderer(string? browserPath, int timeLimitSeconds = 30) =>
        new(
            Options.Create(
                new PdfSettings { BrowserPath = browserPath, TimeLimitSeconds = timeLimitSeconds }
            ),
            _log
        );

    private string FakeBrowser(string script)
    {
        var path = Path.Combine(_folder, "browser");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Where a fake browser writes which folder it ran in.</summary>
    private string Place => Path.Combine(_folder, "place");

    private async Task<string> RecordedPlaceAsync()
    {
        var place = (await File.ReadAllTextAsync(Place)).Trim();
        Assert.StartsWith(Path.GetTempPath(), place, StringComparison.Ordinal);
        return place;
    }

    /// <summary>Whether the process goes, or waits only for its parent to take note (a zombie).</summary>
    private static bool EndsSoon(string pid) =>
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    using var process = Process.GetProcessById(
                        int.Parse(pid, CultureInfo.InvariantCulture)
                    );
                    return process.HasExited
                        || File.ReadAllText($"/proc/{pid.Trim()}/stat")
                            .Contains(") Z ", StringComparison.Ordinal);
                }
                catch (Exception gone) when (gone is ArgumentException or IOException)
                {
                    return true;
                }
            },
            TimeSpan.FromSeconds(10)
        );

    private async Task<string> SaveAsync(byte[] pdf)
    {
        var path = Path.Combine(_folder, "out.pdf");
        await File.WriteAllBytesAsync(path, pdf);
        return path;
    }

    private static Task<string> TextAsync(string pdf) => RunAsync("pdftotext", pdf, "-");

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }

    private static void AssertInOrder(string text, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"“{part}” is missing or out of order in: {text}");
            from = at + part.Length;
        }
    }

    private sealed class ListLogger : ILogger<ChromiumPdfRenderer>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }
    }
}
