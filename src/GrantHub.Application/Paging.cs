using System.Globalization;
using System.Text;

namespace GrantHub.Application;

/// <summary>A page of a list, with where the pages before and after it start; null where there is none.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Previous, string? Next)
{
    public const int Size = 50;

    /// <summary>The rows of this page and of every later one.</summary>
    /// <param name="read">Reads the page that starts there.</param>
    public async IAsyncEnumerable<T> ThroughAsync(Func<string, Task<Page<T>>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        for (var page = this; ; page = await read(page.Next))
        {
            foreach (var row in page.Items)
                yield return row;
            if (page.Next is null)
                yield break;
        }
    }
}

/// <summary>
/// Where a page starts: the sort key and the Id of the row beside it, so that a page costs the same however far down
/// the list it is.
/// </summary>
/// <param name="Backwards">The page ends before the row instead of starting after it.</param>
public sealed record Cursor(string Key, long Id, bool Backwards)
{
    public override string ToString() =>
        Convert
            .ToBase64String(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(Backwards ? 'b' : 'f')}{Id}|{Key}"
                    )
                )
            )
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    /// <summary>Null for a text that is no cursor: the list then starts at its top.</summary>
    public static Cursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 1000)
            return null;
        try
        {
            var base64 = text.Replace('-', '+').Replace('_', '/');
            var plain = Encoding.UTF8.GetString(
                Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='))
            );
            var bar = plain.IndexOf('|', StringComparison.Ordinal);
            return
                bar > 1
                && plain[0] is 'b' or 'f'
                && long.TryParse(
                    plain.AsSpan(1, bar - 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var id
                )
                ? new Cursor(plain[(bar + 1)..], id, plain[0] == 'b')
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Makes a page of rows read with one more than fits, in the direction of reading.</summary>
    public static Page<T> Page<T>(List<T> rows, Cursor? from, Func<T, (string Key, long Id)> keyOf)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(keyOf);
        var more = rows.Count > Application.Page<T>.Size;
        if (more)
            rows.RemoveAt(rows.Count - 1);
        var backwards = from is { Backwards: true };
        if (backwards)
            rows.Reverse();
        string? At(T row, bool back)
        {
            var (key, id) = keyOf(row);
            return new Cursor(key, id, back).ToString();
        }
        var hasPrevious = rows.Count > 0 && (backwards ? more : from is not null);
        var hasNext = rows.Count > 0 && (backwards || more);
        return new(
            rows,
            hasPrevious ? At(rows[0], true) : null,
            hasNext ? At(rows[^1], false) : null
        );
    }
}
