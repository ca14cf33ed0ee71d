namespace GrantHub.Web.Features.Partnerships;

/// <summary>The sub navigation of a partnership's pages.</summary>
/// <param name="Slug">Of the partnership.</param>
/// <param name="Name">Of the partnership.</param>
/// <param name="Current">The end of the page's address, such as "budgets"; empty for the overview.</param>
public sealed record PartnershipNavigation(string Slug, string Name, string Current)
{
    public static IReadOnlyList<(string Path, string Text)> Pages { get; } =
    [
        ("", "Overview"),
        ("budgets", "Budgets"),
        ("ledger", "Ledger"),
        ("contributions", "Contributions"),
        ("runway", "Runway"),
        ("groups", "Groups"),
        ("history", "History"),
    ];

    public string Href(string path) =>
        path.Length == 0 ? $"/partnerships/{Slug}" : $"/partnerships/{Slug}/{path}";
}
