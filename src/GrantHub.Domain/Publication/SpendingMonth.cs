using System.Globalization;

namespace GrantHub.Domain.Publication;

/// <summary>A calendar month of which the specified information is published, written "2026-04".</summary>
/// <param name="Year">1900 to 2200.</param>
/// <param name="Month">1 to 12.</param>
public readonly record struct SpendingMonth(int Year, int Month) : IComparable<SpendingMonth>
{
    public DateOnly First => new(Year, Month, 1);
    public DateOnly Last => First.AddMonths(1).AddDays(-1);
    public SpendingMonth Next => Of(First.AddMonths(1));
    public SpendingMonth Before => Of(First.AddMonths(-1));

    /// <summary>
    /// The last day of the following month. The Order says "as soon as practicable after the month's end"; this day is the
    /// office's own target.
    /// </summary>
    public DateOnly Deadline => Next.Last;

    /// <summary>How many days are left until the deadline; negative once it is past.</summary>
    public int DaysLeft(DateOnly today) => Deadline.DayNumber - today.DayNumber;

    public static SpendingMonth Of(DateOnly date) => new(date.Year, date.Month);

    /// <summary>Reads "2026-04".</summary>
    public static bool TryParse(string? text, out SpendingMonth month)
    {
        month = default;
        if (
            text is not { Length: 7 }
            || text[4] != '-'
            || !int.TryParse(
                text.AsSpan(0, 4),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var year
            )
            || !int.TryParse(
                text.AsSpan(5, 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            || year is < 1900 or > 2200
            || number is < 1 or > 12
        )
            return false;
        month = new SpendingMonth(year, number);
        return true;
    }

    public int CompareTo(SpendingMonth other) => First.CompareTo(other.First);

    public static bool operator <(SpendingMonth a, SpendingMonth b) => a.CompareTo(b) < 0;

    public static bool operator >(SpendingMonth a, SpendingMonth b) => a.CompareTo(b) > 0;

    public static bool operator <=(SpendingMonth a, SpendingMonth b) => a.CompareTo(b) <= 0;

    public static bool operator >=(SpendingMonth a, SpendingMonth b) => a.CompareTo(b) >= 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}
