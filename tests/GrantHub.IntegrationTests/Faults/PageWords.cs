using System.Text.RegularExpressions;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>What a page says first, without markup and with every number as n, to tell answers apart.</summary>
internal static partial class PageWords
{
    private const int Most = 240;

    public static string Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var main = html[Math.Max(0, html.IndexOf("<main", StringComparison.Ordinal))..];
        var words = Numbers().Replace(Blanks().Replace(Tags().Replace(main, " "), " "), "n").Trim();
        return words[..Math.Min(words.Length, Most)];
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
