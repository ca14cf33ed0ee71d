using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Publication;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.Register;

/// <summary>The register's address as it was asked for. What it does not know it leaves out, so that an old bookmark still opens.</summary>
public sealed class RegisterQuery
{
    // Longer than anybody types, so that an address cannot make a page of any size.
    private const int LongestSearch = 200;

    public string? Search { get; set; }

    /// <summary>A financial year, such as 2017-18.</summary>
    public string? Year { get; set; }
    public string? Kind { get; set; }

    /// <summary>The recipient's slug.</summary>
    public string? Recipient { get; set; }
    public string? Amount { get; set; }
    public string? From { get; set; }

    internal ListRegister ToRequest() =>
        new(
            Search is { Length: > LongestSearch } ? Search[..LongestSearch] : Search,
            FinancialYear.TryParse(Year, out var year) ? year : null,
            Named<RegisterKind>(Kind),
            Recipient is { Length: > 0 and <= RecipientSlugs.Longest } ? Recipient : null,
            Named<AmountBand>(Amount),
            From
        );

    private static T? Named<T>(string? text)
        where T : struct, Enum =>
        Enum.GetNames<T>()
            .FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
            is { } name
            ? Enum.Parse<T>(name)
            : null;
}

/// <summary>A page of the register with its filters.</summary>
/// <param name="address">Of the list: of every decision, or of those that made a grant.</param>
public sealed class RegisterListPage(
    string address,
    ListRegister asked,
    Page<RegisterItem> rows,
    IReadOnlyList<FinancialYear> years
)
{
    public const string All = "/register";
    public const string OfGrants = "/register/grants";

    public string Address { get; } = address;
    public bool IsOfGrants => Address == OfGrants;
    public string? Search { get; } = asked.Search;
    public string? Year { get; } = asked.Year?.ToString();
    public string? Kind { get; } = address == OfGrants ? null : Lower(asked.Kind);
    public string? Recipient { get; } = asked.Recipient;
    public string? Amount { get; } = asked.Band?.ToString();
    public Page<RegisterItem> Rows { get; } = rows;

    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    public IEnumerable<SelectListItem> Years =>
        years.Select(year => new SelectListItem(year.ToString(), year.ToString()));

    public static IEnumerable<SelectListItem> Kinds { get; } =
    [
        .. Enum.GetValues<RegisterKind>()
            .Select(kind => new SelectListItem(kind.Title(), Lower(kind))),
    ];

    public static IEnumerable<SelectListItem> Amounts { get; } =
    [
        .. Enum.GetValues<AmountBand>()
            .Select(band => new SelectListItem(band.Title(), band.ToString())),
    ];

    /// <summary>Every filter in use, with the address of the list without it.</summary>
    public IEnumerable<(string Group, string Text, string Href)> Tags
    {
        get
        {
            if (IsSearch)
                yield return (
                    "Search",
                    Short(Search!.Trim()),
                    Href(asked with { Search = null, From = null })
                );
            if (Year is not null)
                yield return (
                    "Financial year",
                    Year,
                    Href(asked with { Year = null, From = null })
                );
            if (Kind is not null)
                yield return (
                    "Kind",
                    asked.Kind!.Value.Title(),
                    Href(asked with { Kind = null, From = null })
                );
            if (Recipient is not null)
                yield return (
                    "Recipient",
                    Rows.Items.Select(row => row.Recipient).FirstOrDefault() ?? Short(Recipient),
                    Href(asked with { Recipient = null, From = null })
                );
            if (asked.Band is { } band)
                yield return (
                    "Amount",
                    band.Title(),
                    Href(asked with { Band = null, From = null })
                );
        }
    }

    public string? PreviousHref => At(Rows.Previous);
    public string? NextHref => At(Rows.Next);

    /// <summary>Why there are no rows, and what to do.</summary>
    public string EmptyText =>
        asked.From is not null
            ? "There is nothing more here. The register may have changed since you opened the page before; search again to start at the top."
        : Tags.Any()
            ? "Nothing in the register fits. Remove a filter, or check the spelling of the search."
        : IsOfGrants
            ? "No grant has been published yet. A grant appears here when the decision that made it is published."
        : "No decision has been published yet. A decision appears here when it is published.";

    private string? At(string? from) => from is null ? null : Href(asked with { From = from });

    private string Href(ListRegister request) =>
        QueryHelpers.AddQueryString(
            Address,
            new Dictionary<string, string?>
            {
                ["search"] = string.IsNullOrWhiteSpace(request.Search) ? null : request.Search,
                ["year"] = request.Year?.ToString(),
                ["kind"] = IsOfGrants ? null : Lower(request.Kind),
                ["recipient"] = request.Recipient,
                ["amount"] = request.Band?.ToString(),
                ["from"] = request.From,
            }.Where(pair => pair.Value is not null)
        );

    private static string? Lower(RegisterKind? kind) => kind?.ToString().ToLowerInvariant();

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
