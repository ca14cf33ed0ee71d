using GrantHub.Domain;

namespace GrantHub.Application;

internal static class StaleChanges
{
    /// <summary>Refuses to save over what somebody else saved since the form was shown.</summary>
    /// <param name="seen">The version that the form showed; null: the change does not rest on what was shown.</param>
    public static void RefuseStale(this AggregateRoot root, Guid? seen, string theirs, string yours)
    {
        if (seen is { } version && version != root.Version)
            throw new StaleException(
                "Somebody else changed this while you had it open, so your changes have not been saved. Open the page again and make them once more.",
                theirs,
                yours
            );
    }
}
