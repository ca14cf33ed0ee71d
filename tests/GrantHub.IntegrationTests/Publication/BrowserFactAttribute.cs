using GrantHub.Infrastructure.Publication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>A test that shows as skipped, by name and with the reason, without a browser for PDFs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute(params string[] programs)
    {
        using var renderer = new ChromiumPdfRenderer(
            Options.Create(new PdfSettings()),
            NullLogger<ChromiumPdfRenderer>.Instance
        );
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = programs.Where(program =>
            !folders.Any(folder => File.Exists(Path.Combine(folder, program)))
        );
        Skip =
            renderer.UnavailableReason
            ?? (
                missing.FirstOrDefault() is { } program
                    ? $"{program} is not installed (on Debian: apt-get install poppler-utils)."
                    : null
            );
    }
}

/// <summary>A test that stands a shell script in for the browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute() =>
        Skip = File.Exists("/bin/sh") ? null : "There is no /bin/sh here.";
}
