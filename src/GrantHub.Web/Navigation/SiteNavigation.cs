using GrantHub.Domain.People;

namespace GrantHub.Web.Navigation;

/// <summary>One link of the navigation under the header.</summary>
/// <param name="Text">The words of the link.</param>
/// <param name="Href">An address from the root, such as /decisions.</param>
/// <param name="Waiting">How much waits for the person there; 0 is not shown.</param>
public sealed record NavigationItem(string Text, string Href, int Waiting = 0)
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
    /// <summary>The pages that change how GrantHub itself works.</summary>
    private static readonly Permission[] Administration =
    [
        Permission.ManagePeople,
        Permission.ManageTemplates,
        Permission.ManageStreams,
        Permission.ManageReminders,
    ];

    private const string Register = "/register";

    /// <summary>For whoever is not signed in.</summary>
    private static readonly IReadOnlyList<NavigationItem> Public =
    [
        new("Register of decisions", Register),
        new("Grants", $"{Register}/grants"),
        new("Recipients", $"{Register}/recipients"),
        new("Open data", "/open-data"),
        new("Sign in", "/sign-in"),
    ];

    public static bool Administers(IReadOnlySet<Permission> permissions) =>
        permissions.Overlaps(Administration);

    /// <summary>The items for somebody with these permissions, in the order shown.</summary>
    /// <param name="waiting">How much waits on My work.</param>
    public static IReadOnlyList<NavigationItem> For(
        IReadOnlySet<Permission> permissions,
        int waiting = 0
    )
    {
        ArgumentNullException.ThrowIfNull(permissions);
        if (!permissions.Contains(Permission.SignedIn))
            return Public;
        var items = new List<NavigationItem>();
        items.Add(new("My work", "/", waiting));
        if (permissions.Contains(Permission.ReadDecisions))
            items.Add(new("Decision records", "/decisions"));
        if (permissions.Contains(Permission.PublishDecisions))
            items.Add(new("Publication", "/publication"));
        // What the finance system leaves unsaid is mended by whoever records payments, and found from there alone.
        else if (permissions.Contains(Permission.RecordPayments))
            items.Add(new("Monthly lists", "/publication/spending"));
        if (permissions.Contains(Permission.ReadGrants))
        {
            items.Add(new("Grants", "/grants"));
            items.Add(new("Funding streams", "/streams"));
        }
        if (permissions.Contains(Permission.ReadPartnerships))
            items.Add(new("Partnerships", "/partnerships"));
        if (permissions.Contains(Permission.ManageOrganisations))
            items.Add(new("Organisations", "/organisations"));
        if (permissions.Contains(Permission.SubmitOwnReturns))
            items.Add(new("Returns", "/returns"));
        if (permissions.Contains(Permission.ReadOwnContributions))
            items.Add(new("Contributions", "/contributions"));
        items.Add(new("Register", Register));
        if (permissions.Contains(Permission.ReadAudit))
            items.Add(new("Audit trail", "/audit"));
        if (Administers(permissions))
            items.Add(new("Administration", "/admin"));
        return items;
    }
}
