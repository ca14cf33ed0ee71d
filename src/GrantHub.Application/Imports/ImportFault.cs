using System.Globalization;

namespace GrantHub.Application.Imports;

/// <summary>Something in an import file that stops the whole file from being taken.</summary>
/// <param name="Line">The record's first line; the header is line 1.</param>
/// <param name="Column">As the header calls it.</param>
/// <param name="Expected">A phrase: <c>a date such as 2019-04-01</c>.</param>
/// <param name="Found">A phrase; a value in it is quoted by <see cref="Quote"/>.</param>
public sealed record ImportFault(int Line, string Column, string Expected, string Found)
{
    private const int LongestQuote = 60;

    /// <summary>A value in quotation marks, on one line and cut short; <c>nothing</c> when empty.</summary>
    public static string Quote(string value)
    {
        if (value.Length == 0)
        {
            return "nothing";
        }

        var oneLine = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        return oneLine.Length > LongestQuote ? $"\"{oneLine[..LongestQuote]}…\"" : $"\"{oneLine}\"";
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"line {Line}, column {Column}: expected {Expected}, found {Found}"
        );
}
