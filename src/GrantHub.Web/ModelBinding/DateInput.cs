using System.Globalization;

namespace GrantHub.Web.ModelBinding;

/// <summary>The three fields of a date.</summary>
[Flags]
public enum DateParts
{
    None = 0,
    Day = 1,
    Month = 2,
    Year = 4,
    All = Day | Month | Year,
}

/// <summary>What three fields say: a date, nothing, or what is wrong and where.</summary>
/// <param name="Date">The date; null when the fields are empty or faulty.</param>
/// <param name="Fault">What is wrong, to follow the field's name ("must include a month"); null when nothing is.</param>
/// <param name="Faulty">The fields to correct.</param>
public sealed record DateInput(DateOnly? Date, string? Fault, DateParts Faulty)
{
    /// <summary>In the order of the page; also the ends of the fields' names.</summary>
    public static readonly IReadOnlyList<DateParts> Parts =
    [
        DateParts.Day,
        DateParts.Month,
        DateParts.Year,
    ];

    private static readonly DateTimeFormatInfo British = CultureInfo
        .GetCultureInfo("en-GB")
        .DateTimeFormat;

    /// <summary>Reads what was typed; a month may be a number, a name or its first three letters.</summary>
    public static DateInput Read(string? day, string? month, string? year)
    {
        var missing =
            (string.IsNullOrWhiteSpace(day) ? DateParts.Day : 0)
            | (string.IsNullOrWhiteSpace(month) ? DateParts.Month : 0)
            | (string.IsNullOrWhiteSpace(year) ? DateParts.Year : 0);
        if (missing == DateParts.All)
        {
            return new(null, null, DateParts.None);
        }
        if (missing != DateParts.None)
        {
            return new(null, $"must include a {Names(missing)}", missing);
        }
        if (year!.Trim() is not { Length: 4 } digits || !digits.All(char.IsAsciiDigit))
        {
            return new(null, "must have a year of 4 digits, such as 2017", DateParts.Year);
        }
        var yearNumber = int.Parse(digits, CultureInfo.InvariantCulture);
        if (yearNumber == 0)
        {
            return new(null, "must have a year of 4 digits, such as 2017", DateParts.Year);
        }
        if (Month(month!.Trim()) is not { } monthNumber)
        {
            return new(null, "must have a month from 1 to 12", DateParts.Month);
        }
        var last = DateTime.DaysInMonth(yearNumber, monthNumber);
        if (
            !int.TryParse(
                day,
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var dayNumber
            )
            || dayNumber < 1
            || dayNumber > last
        )
        {
            var monthName = British.GetMonthName(monthNumber);
            return new(
                null,
                $"must have a day from 1 to {last}, the last day of {monthName} {yearNumber}",
                DateParts.Day
            );
        }
        return new(new DateOnly(yearNumber, monthNumber, dayNumber), null, DateParts.None);
    }

    private static int? Month(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 1 and <= 12 ? number : null;
        }
        for (var month = 1; month <= 12; month++)
        {
            var name = British.GetMonthName(month);
            if (
                name.Equals(text, StringComparison.OrdinalIgnoreCase)
                || name[..3].Equals(text, StringComparison.OrdinalIgnoreCase)
            )
            {
                return month;
            }
        }
        return null;
    }

    private static string Names(DateParts parts) =>
        string.Join(
            " and ",
            Parts
                .Where(part => parts.HasFlag(part))
                .Select(part => part.ToString().ToLowerInvariant())
        );
}
