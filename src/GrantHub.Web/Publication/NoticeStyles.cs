namespace GrantHub.Web.Publication;

/// <summary>The styles of a notice on paper, which is one file by itself. Those of its content are the page's too.</summary>
internal static class NoticeStyles
{
    public static string Css { get; } = Read("paper.css") + Read("notice.css");

    private static string Read(string name)
    {
        using var stream = typeof(NoticeStyles).Assembly.GetManifestResourceStream(name)!;
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
