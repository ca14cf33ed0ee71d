using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using GrantHub.Application;
using GrantHub.Application.Publication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Publication;

/// <summary>
/// Prints with an installed Chromium, Chrome or Edge: a process of its own for each PDF, with a
/// profile that is thrown away after it. One instance serves the whole application.
/// </summary>
public sealed partial class ChromiumPdfRenderer(
    IOptions<PdfSettings> settings,
    ILogger<ChromiumPdfRenderer> logger
) : IPdfRenderer, IDisposable
{
    private const int LongestComplaint = 500;

    // The policy stops scripts, and with them all else that the page could load. The browser's own
    // switch for scripts cannot be used: printing from the command line is itself a script. For the
    // network its arguments below are a second lock. The page's own @page comes later and wins.
    private const string Prelude = """
        <meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"><style>@page { size: A4 }</style>
        """;

    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        "--export-tagged-pdf",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        // Port 9 discards: an address that needs no resolving leads nowhere either.
        "--proxy-server=127.0.0.1:9",
        "--proxy-bypass-list=<-loopback>",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-default-apps",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-gpu",
        // Containers give /dev/shm 64 MB, which a long record can fill.
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-default-browser-check",
        "--mute-audio",
        "--password-store=basic",
        "--use-mock-keychain",
    ];

    private readonly SemaphoreSlim _turns = new(Math.Max(1, settings.Value.AtOnce));

    public string? UnavailableReason =>
        string.IsNullOrEmpty(settings.Value.BrowserPath)
            ? Browser.Find() is null
                ? "PDFs need Chromium, Chrome or Edge on the server, and none was found. Install "
                    + "one (on Debian: apt-get install chromium), or set Pdf:BrowserPath to its "
                    + "program file."
                : null
            : File.Exists(settings.Value.BrowserPath)
                ? null
                : $"PDFs need a browser, and Pdf:BrowserPath names {settings.Value.BrowserPath}, where "
                    + "there is none. Correct the setting, or empty it to look in the usual places.";

    public async Task<byte[]> RenderAsync(string html, CancellationToken cancellationToken)
    {
        if (UnavailableReason is { } reason)
        {
            throw new PdfRenderingException(reason);
        }

        await _turns.WaitAsync(cancellationToken);
        try
        {
            var pdf = await RenderInOwnFolderAsync(html, cancellationToken);
            Counters.Pdfs.Add(1);
            return pdf;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private async Task<byte[]> RenderInOwnFolderAsync(
        string html,
        CancellationToken cancellationToken
    )
    {
        // Readable by this account alone, on Unix by its mode and on Windows by its place.
        var folder = Directory.CreateTempSubdirectory("granthub-pdf-").FullName;
        try
        {
            var page = Path.Combine(folder, "page.html");
            var pdf = Path.Combine(folder, "page.pdf");
            await File.WriteAllTextAsync(page, WithPrelude(html), cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await RunAsync(StartInfo(folder, page, pdf), cancellationToken);
            var bytes = File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, cancellationToken)
                : [];
            if (!bytes.AsSpan().StartsWith("%PDF-"u8))
            {
                throw Failed("the browser ended well but wrote no PDF");
            }

            logger.LogInformation(
                "Made a PDF of {Bytes} bytes in {Milliseconds:F0} ms",
                bytes.Length,
                Stopwatch.GetElapsedTime(started).TotalMilliseconds
            );
            return bytes;
        }
        finally
        {
            await RemoveAsync(folder);
        }
    }

    private async Task RunAsync(ProcessStartInfo startInfo, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.Value.TimeLimitSeconds));
        using var process = new Process { StartInfo = startInfo };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception)
        {
            throw Failed($"the browser {startInfo.FileName} could not be started", failure);
        }

        try
        {
            var complaint = ReadComplaintAsync(process.StandardError, limit.Token);
            await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw Failed(
                    $"the browser ended with exit status {process.ExitCode}: {await complaint}"
                );
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(
                $"the browser took longer than {settings.Value.TimeLimitSeconds} seconds "
                    + "(Pdf:TimeLimitSeconds)"
            );
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo StartInfo(string folder, string page, string pdf)
    {
        var startInfo = new ProcessStartInfo(
            string.IsNullOrEmpty(settings.Value.BrowserPath)
                ? Browser.Find()!
                : settings.Value.BrowserPath,
            Arguments
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to run as root with its sandbox on.
            startInfo.ArgumentList.Add("--no-sandbox");
        }

        startInfo.ArgumentList.Add($"--user-data-dir={Path.Combine(folder, "profile")}");
        startInfo.ArgumentList.Add($"--print-to-pdf={pdf}");
        startInfo.ArgumentList.Add(new Uri(page).AbsoluteUri);
        startInfo.Environment["XDG_CONFIG_HOME"] = Path.Combine(folder, "config");
        startInfo.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "cache");
        return startInfo;
    }

    /// <summary>The end of what the browser said, without lines that can quote the page.</summary>
    private static async Task<string> ReadComplaintAsync(
        StreamReader errors,
        CancellationToken cancellationToken
    )
    {
        var complaint = new StringBuilder();
        while (await errors.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("CONSOLE", StringComparison.Ordinal))
            {
                continue;
            }

            complaint.Append(line.Trim()).Append(' ');
            if (complaint.Length > LongestComplaint)
            {
                complaint.Remove(0, complaint.Length - LongestComplaint);
            }
        }

        return complaint.Length == 0 ? "it did not say why" : complaint.ToString().TrimEnd();
    }

    /// <summary>
    /// Puts the prelude before everything but the document type: the parser opens the head for it,
    /// and the page's own html tag still gives the language.
    /// </summary>
    private static string WithPrelude(string html)
    {
        var documentType = DocumentType().Match(html);
        return "<!doctype html>" + Prelude + html[documentType.Length..];
    }

    private PdfRenderingException Failed(string why, Exception? cause = null)
    {
        logger.LogError(cause, "No PDF was made: {Why}", why);
        return new PdfRenderingException($"No PDF was made: {why}.", cause);
    }

    private async Task RemoveAsync(string folder)
    {
        // A browser that was just ended can still write for a moment.
        for (var attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception busy)
                when (busy is IOException or UnauthorizedAccessException && attempt < 20)
            {
                await Task.Delay(50);
            }
            catch (Exception stuck) when (stuck is IOException or UnauthorizedAccessException)
            {
                logger.LogWarning(stuck, "The folder {Folder} of a PDF stays behind", folder);
                return;
            }
        }
    }

    [GeneratedRegex(@"^\s*<!doctype[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex DocumentType();
}
