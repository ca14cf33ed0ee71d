using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GrantHub.Application.Files;

/// <summary>The name under which an appendix is shown and downloaded; never one it is stored under.</summary>
public static partial class AppendixName
{
    /// <summary>In UTF-16 characters, the extension among them.</summary>
    public const int MaximumLength = 150;

    private const int LongestExtension = 10;

    /// <summary>
    /// A file's own name without its folders, without characters that cannot be seen or that turn
    /// the direction of reading (so that <c>gpj.exe</c> cannot pass for <c>exe.jpg</c>), with
    /// those that a file system refuses shown as hyphens, cut to <see cref="MaximumLength"/> with
    /// the extension kept. A name of which nothing is left is <c>appendix</c>.
    /// </summary>
    public static string Clean(string? fileName)
    {
        var visible = new StringBuilder();
        // Half a surrogate pair is enumerated as U+FFFD.
        foreach (
            var rune in (fileName ?? "").EnumerateRunes().Where(r => r != Rune.ReplacementChar)
        )
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.Format:
                case UnicodeCategory.PrivateUse:
                case UnicodeCategory.OtherNotAssigned:
                    break;
                case UnicodeCategory.SpaceSeparator:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                    visible.Append(' ');
                    break;
                default:
                    visible.Append(rune.ToString());
                    break;
            }
        }

        var path = visible.ToString().Normalize(NormalizationForm.FormC);
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        name = Blanks().Replace(Forbidden().Replace(name, "-"), " ").Trim(' ').TrimEnd('.', ' ');

        var extension = Path.GetExtension(name);
        if (extension.Length > LongestExtension)
        {
            extension = "";
        }

        var stem = name[..^extension.Length].Trim('.', ' ');
        if (stem.Length == 0)
        {
            stem = "appendix";
        }

        return Cut(stem, MaximumLength - extension.Length).TrimEnd('.', ' ') + extension;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    [GeneratedRegex("[<>:\"|?*]")]
    private static partial Regex Forbidden();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
