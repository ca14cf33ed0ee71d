using GrantHub.Domain;

namespace GrantHub.Application;

internal static class StaleChanges
{
    /// <summary>Refuses to save over what somebody else saved since the form was shown.</summary>
    /// <param name="seen">The version that the form showed; null: the change does not rest on what was shown.</param>
    public static void RefuseStale(this AggregateRoot root, Guid? seen, string theirs, string yours)
    {
        if (seen is { } version && version != root.Version)
            throw Of(theirs, yours);
    }

    /// <inheritdoc cref="RefuseStale(AggregateRoot, Guid?, string, string)"/>
    /// <param name="seen">The digest of what the form showed; null: the change does not rest on what was shown.</param>
    /// <param name="stands">The digest of what stands.</param>
    public static void RefuseStale(string? seen, string stands, string theirs, string yours)
    {
        if (seen is not null && seen != stands)
            throw Of(theirs, yours);
    }

    /// <inheritdoc cref="RefuseStale(AggregateRoot, Guid?, string, string)"/>
    /// <param name="seen"><see cref="Shown.Of"/> what the form showed; null: the change does not rest on what was shown.</param>
    /// <param name="theirs">What stands.</param>
    public static void RefuseStale(string? seen, string theirs, string yours) =>
        RefuseStale(seen, Shown.Of(theirs), theirs, yours);

    public static StaleException Of(string theirs, string yours) =>
        new(
            "Somebody else changed this while you had it open, so your changes have not been saved. Open the page again and make them once more.",
            theirs,
            yours
        );
}
