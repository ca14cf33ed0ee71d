namespace GrantHub.Web.Publication;

/// <summary>The styles of what is printed to PDF, which is one file by itself. Those of a notice are its page's too.</summary>
internal static class PaperStyles
{
    public static string Notice { get; } = Read("paper.css") + Read("notice.css");
    public static string BoardPaper { get; } = Read("paper.css") + Read("board-paper.css");

    /// <summary>Of a page that opens from disk; it is as wide as the screen.</summary>
    public static string Dossier { get; } = Read("notice.css") + Read("dossier.css");

    private static string Read(string name)
    {
        using var stream = typeof(PaperStyles).Assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
