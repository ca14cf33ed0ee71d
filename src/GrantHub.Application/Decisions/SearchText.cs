using System.Globalization;
using System.Text;

namespace GrantHub.Application.Decisions;

/// <summary>Cuts text into the tokens that search looks up.</summary>
public static class SearchText
{
    /// <summary>Words that agree in this many letters count as the same; keeps the token table small.</summary>
    public const int LongestToken = 10;
    private const int ShortestToken = 2;
    private const int MostWords = 8;

    /// <summary>Every start of every word, of 2 to 10 characters.</summary>
    public static IReadOnlySet<string> Tokens(params string?[] texts)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in texts.SelectMany(Words))
            for (
                var length = ShortestToken;
                length <= Math.Min(word.Length, LongestToken);
                length++
            )
                tokens.Add(word[..length]);
        return tokens;
    }

    /// <summary>The tokens that a query asks for: every word has to be found. At most eight words.</summary>
    public static IReadOnlyList<string> Query(string? text) =>
        [
            .. Words(text)
                .Where(word => word.Length >= ShortestToken)
                .Select(word => word[..Math.Min(word.Length, LongestToken)])
                .Distinct()
                // The longest is usually the rarest; of a reference's year and number it is the number, which comes later.
                .Reverse()
                .OrderByDescending(word => word.Length)
                .Take(MostWords),
        ];

    /// <summary>Lower case without accents; a reference such as D-2017-0001 gives the words d, 2017 and 0001.</summary>
    private static IEnumerable<string> Words(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;
        var word = new StringBuilder();
        foreach (var c in Decomposed(text) + " ")
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && c is not ('\'' or '’')
                && word.Length > 0
            )
            {
                yield return word.ToString();
                word.Clear();
            }
    }

    /// <summary>Without what cannot be decomposed: half a surrogate pair, and U+FFFE, which is no character.</summary>
    private static string Decomposed(string text)
    {
        var sound = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            sound.Append(rune.Value == 0xFFFE ? " " : rune.ToString());
        return sound.ToString().Normalize(NormalizationForm.FormD);
    }
}
