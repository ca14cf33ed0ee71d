using GrantHub.Domain;

namespace GrantHub.Infrastructure.Reminders;

/// <summary>A time of day in London at which something runs every day.</summary>
public readonly record struct DailyTime(TimeOnly Time)
{
    internal static TimeZoneInfo London { get; } =
        TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>When it is next, in UTC.</summary>
    public DateTime NextAfter(DateTime now)
    {
        var today = now.LondonDate();
        var at = OnDay(today);
        return at > now ? at : OnDay(today.AddDays(1));
    }

    /// <summary>When it was last, in UTC: now at the latest.</summary>
    public DateTime LatestUntil(DateTime now)
    {
        var today = now.LondonDate();
        var at = OnDay(today);
        return at <= now ? at : OnDay(today.AddDays(-1));
    }

    private DateTime OnDay(DateOnly day)
    {
        var local = day.ToDateTime(Time, DateTimeKind.Unspecified);
        // The hour that summer time leaves out comes to be the one after it.
        return TimeZoneInfo.ConvertTimeToUtc(
            London.IsInvalidTime(local) ? local.AddHours(1) : local,
            London
        );
    }
}
