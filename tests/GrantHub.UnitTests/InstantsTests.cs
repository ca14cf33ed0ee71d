using GrantHub.Domain;

namespace GrantHub.UnitTests;

public class InstantsTests
{
    [Theory]
    [InlineData("2017-05-18T22:59:59Z", "2017-05-18")]
    [InlineData("2017-05-18T23:00:00Z", "2017-05-19")]
    [InlineData("2017-12-31T23:59:59Z", "2017-12-31")]
    [InlineData("2018-01-01T00:00:00Z", "2018-01-01")]
    public void LondonDate_OfAnInstant_FollowsSummerTime(string utc, string date) =>
        Assert.Equal(
            date,
            DateTimeOffset
                .Parse(utc, System.Globalization.CultureInfo.InvariantCulture)
                .UtcDateTime.LondonDate()
                .Iso()
        );

    [Fact]
    public void UtcInstant_IsWholeMicroseconds()
    {
        var clock = new Frozen(
            new DateTimeOffset(2017, 5, 19, 1, 0, 0, TimeSpan.FromHours(1)).AddTicks(19)
        );
        var instant = clock.UtcInstant();
        Assert.Equal(new DateTime(2017, 5, 19, 0, 0, 0, DateTimeKind.Utc).AddTicks(10), instant);
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
        Assert.Equal(new DateOnly(2017, 5, 19), clock.LondonToday());
    }

    private sealed class Frozen(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
