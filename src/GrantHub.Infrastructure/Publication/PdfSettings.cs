namespace GrantHub.Infrastructure.Publication;

/// <summary>How PDFs are made; the section <c>Pdf</c> of the settings.</summary>
public sealed class PdfSettings
{
    public const string Section = "Pdf";

    /// <summary>Chromium's, Chrome's or Edge's program file; when empty it is looked for.</summary>
    public string? BrowserPath { get; set; }

    /// <summary>How long one PDF may take, in seconds, once its turn has come.</summary>
    public int TimeLimitSeconds { get; set; } = 30;

    /// <summary>How many are made at once; each takes some 200 MB while it lasts.</summary>
    public int AtOnce { get; set; } = 2;
}
