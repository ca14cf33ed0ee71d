namespace GrantHub.Testing;

/// <summary>A clock that stands still until a test moves it. Its local time is UTC.</summary>
/// <remarks>Timers made from it run on the machine's clock, so a test calls the timed work itself.</remarks>
public sealed class FixedClock(DateTime utcNow) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = Utc(utcNow);

    /// <summary>The moment it shows, in UTC. Setting it may also go back.</summary>
    /// <exception cref="ArgumentException">The value's kind is local.</exception>
    public DateTime UtcNow
    {
        get => GetUtcNow().UtcDateTime;
        set
        {
            lock (gate)
            {
                now = Utc(value);
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            now += by;
        }
    }

    private static DateTimeOffset Utc(DateTime value) =>
        value.Kind == DateTimeKind.Local
            ? throw new ArgumentException("The clock is set in UTC.", nameof(value))
            : new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc));
}
