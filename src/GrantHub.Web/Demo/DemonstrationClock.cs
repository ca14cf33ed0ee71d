namespace GrantHub.Web.Demo;

/// <summary>A clock that is set to each moment of the story that the demonstration tells.</summary>
internal sealed class DemonstrationClock : TimeProvider
{
    public DateTime UtcNow { get; set; } = System.GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => new(UtcNow, TimeSpan.Zero);
}
