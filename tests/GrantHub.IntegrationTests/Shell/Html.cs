using System.Text.RegularExpressions;

namespace GrantHub.IntegrationTests.Shell;

/// <summary>Compares HTML without its white space between elements.</summary>
internal static partial class Html
{
    public static string Compact(string html) =>
        Ends().Replace(Starts().Replace(Spaces().Replace(html, " "), ">"), "<").Trim();

    /// <summary>What stands between the first start and the next end, both included.</summary>
    public static string Between(string html, string start, string end)
    {
        var from = html.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"The page has no {start}");
        var to = html.IndexOf(end, from, StringComparison.Ordinal);
        Assert.True(to >= 0, $"The page has no {end} after {start}");
        return html[from..(to + end.Length)];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("> ")]
    private static partial Regex Starts();

    [GeneratedRegex(" <")]
    private static partial Regex Ends();
}
