using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GrantHub.Domain;

/// <summary>Text as people paste it from Word, made fit to seal, store and show.</summary>
public static partial class PastedText
{
    // What Word writes for a line break within a paragraph, and for a non-breaking hyphen.
    private const char WordLineBreak = '\u000B';
    private const char WordNonBreakingHyphen = '\u001E';

    /// <summary>
    /// Lines end in LF, characters are composed (NFC), Word's bullets are Markdown's, and what
    /// cannot be seen (control, zero-width and direction characters, half a surrogate pair) is
    /// gone. Typographic quotes and dashes stay. No line, nor the text, ends in blanks.
    /// Doing it twice changes nothing.
    /// </summary>
    public static string Normalise(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Keep(rune) is { } kept)
            {
                visible.Append(kept.ToString());
            }
        }

        // Composing comes after the removals, which can bring a letter and its accent together,
        // and before the bullets, one of which (U+0387) only composing makes a middle dot.
        var composed = visible.ToString().Normalize(NormalizationForm.FormC);
        var lines = composed.Split('\n').Select(line => Bullet(line).TrimEnd());
        return string.Join('\n', lines).TrimEnd();
    }

    /// <summary>The text made fit to store; refused when it says nothing.</summary>
    internal static string Required(string? text, string code, string sentence) =>
        Optional(text) ?? throw new DomainException(code, sentence);

    /// <summary>The text made fit to store; null when it says nothing.</summary>
    internal static string? Optional(string? text)
    {
        var words = Normalise(text).Trim();
        return words.Length == 0 ? null : words;
    }

    private static Rune? Keep(Rune rune) =>
        rune.Value switch
        {
            '\n' or '\t' => rune,
            WordLineBreak => new Rune('\n'),
            '\u00A0' or '\u2007' or '\u202F' => new Rune(' '),
            WordNonBreakingHyphen or '\u2011' => new Rune('-'),
            // EnumerateRunes shows half a surrogate pair as U+FFFD; a real U+FFFD says nothing either.
            '\uFFFD' => null,
            // Joiners are letters' business in Persian and the Indic scripts, and in emoji.
            '\u200C' or '\u200D' => rune,
            var value when (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF => null,
            _ => Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.Format => null,
                _ => rune,
            },
        };

    private static string Bullet(string line)
    {
        var match = WordBullet().Match(line);
        if (!match.Success)
        {
            return line;
        }

        var indent = match.Groups["bullet"].Value switch
        {
            "o" or "◦" => "  ",
            "§" or "▪" or "\uF0A7" => "    ",
            _ => "",
        };
        return $"{indent}- {line[match.Length..]}";
    }

    /// <summary>
    /// The bullets of Word's three list levels (the private-use ones are Symbol's and Wingdings').
    /// Those that are also letters or signs count only with Word's tab after them.
    /// </summary>
    [GeneratedRegex(@"^[ \t]*(?:(?<bullet>[•●◦▪\uF0B7\uF0A7])[ \t]+|(?<bullet>[o§·])\t[ \t]*)")]
    private static partial Regex WordBullet();
}
