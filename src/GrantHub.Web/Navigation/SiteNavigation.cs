using System.Security.Claims;

namespace GrantHub.Web.Navigation;

/// <summary>One link of the navigation under the header.</summary>
/// <param name="Text">The words of the link.</param>
/// <param name="Href">An address from the root, such as /decisions.</param>
public sealed record NavigationItem(string Text, string Href)
{
    /// <summary>Whether a page belongs to this item; the root stands for itself alone.</summary>
    public bool Holds(PathString page) =>
        Href == "/"
            ? page.Value is "" or "/"
            : page.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which pages a person finds in the navigation.</summary>
public static class SiteNavigation
{
    /// <summary>The items for a person, in the order shown; none before signing in.</summary>
    public static IReadOnlyList<NavigationItem> For(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated == true
            ? [new("My work", "/"), new("Decision records", "/decisions"), new("Grants", "/grants")]
            : [];
}
