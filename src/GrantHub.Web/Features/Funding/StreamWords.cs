using GrantHub.Domain.Funding;

namespace GrantHub.Web.Features.Funding;

/// <summary>How a funding stream reads.</summary>
internal static class StreamWords
{
    public static string Standing(StreamStanding standing) =>
        standing switch
        {
            StreamStanding.NotAllocated => "No allocation",
            StreamStanding.WithinAllocation => "Within allocation",
            StreamStanding.OverProgrammed => "Over-programmed",
            StreamStanding.OverLimit => "Over the limit",
        };

    public static string Colour(StreamStanding standing) =>
        standing switch
        {
            StreamStanding.NotAllocated => "grey",
            StreamStanding.WithinAllocation => "green",
            StreamStanding.OverProgrammed => "yellow",
            StreamStanding.OverLimit => "red",
        };

    /// <summary>Whether somebody has to look at it.</summary>
    public static bool IsAtRisk(StreamFigures figures) =>
        figures.Standing is StreamStanding.OverProgrammed or StreamStanding.OverLimit;
}
