using GrantHub.Domain;

namespace GrantHub.Application;

internal static class NamedThings
{
    /// <summary>Take the first: where the name of one is the slug of another, the slug wins.</summary>
    /// <param name="called">A slug or an exact name.</param>
    public static IQueryable<T> Called<T>(this IQueryable<T> things, string called)
        where T : class, INamed =>
        things
            .Where(thing => thing.Slug == called || thing.Name == called)
            .OrderBy(thing => thing.Slug != called);
}
