using System.Globalization;

namespace GrantHub.Domain;

public static class Instants
{
    /// <summary>Now, in UTC and whole microseconds: the finest that every supported database keeps.</summary>
    public static DateTime UtcInstant(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/London"
    );

    /// <summary>The calendar date in Europe/London at a UTC instant.</summary>
    public static DateOnly LondonDate(this DateTime utc) =>
        DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London)
        );

    /// <summary>The UTC instant at which a calendar date begins in Europe/London.</summary>
    public static DateTime LondonStart(this DateOnly date) =>
        TimeZoneInfo.ConvertTimeToUtc(
            date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified),
            London
        );

    /// <summary>"2017-04-01", whatever the machine's language.</summary>
    public static string Iso(this DateOnly date) =>
        date.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>"30 January 2018", whatever the machine's language.</summary>
    public static string InWords(this DateOnly date) =>
        date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static DateOnly LondonToday(this TimeProvider clock) => clock.UtcInstant().LondonDate();
}
