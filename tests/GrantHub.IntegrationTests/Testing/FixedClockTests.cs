using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Testing;

public class FixedClockTests
{
    private static readonly DateTime Noon = new(2017, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Advance_MovesTimeAndTimestampAlike()
    {
        var clock = new FixedClock(Noon);
        var start = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromHours(30));

        Assert.Equal(Noon.AddHours(30), clock.GetUtcNow().UtcDateTime);
        Assert.Equal(TimeSpan.FromHours(30), clock.GetElapsedTime(start));
    }

    [Fact]
    public void UtcNow_SetBack_IsShown()
    {
        var clock = new FixedClock(Noon) { UtcNow = Noon.AddDays(-1) };

        Assert.Equal(Noon.AddDays(-1), clock.UtcNow);
    }

    [Fact]
    public void Clock_SetToLocalTime_IsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            new FixedClock(DateTime.SpecifyKind(Noon, DateTimeKind.Local))
        );
}
