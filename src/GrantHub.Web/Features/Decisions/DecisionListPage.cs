using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The list's address as it was asked for. What it does not know it leaves out, so that an old bookmark still opens.</summary>
public sealed class DecisionListQuery
{
    public string? Scope { get; set; }
    public string? Status { get; set; }
    public string? Year { get; set; }

    /// <summary>The lead officer's number.</summary>
    public string? Lead { get; set; }
    public string? Search { get; set; }
    public string? Sort { get; set; }
    public string? From { get; set; }

    internal ListDecisions ToRequest() =>
        new(
            Named<DecisionScope>(Scope) ?? DecisionScope.MineOrWaiting,
            Named<DecisionStatus>(Status),
            int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                ? year
                : null,
            long.TryParse(Lead, NumberStyles.None, CultureInfo.InvariantCulture, out var lead)
                ? lead
                : null,
            Search,
            Named<DecisionSort>(Sort) ?? DecisionSort.Newest,
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

/// <summary>The list of decision records with its filters.</summary>
public sealed class DecisionListPage(
    ListDecisions asked,
    Page<DecisionRow> rows,
    FilterChoices choices,
    bool mayRaise
)
{
    public const string Address = "/decisions";

    public string Scope { get; } = asked.Scope.ToString();
    public string? Status { get; } = asked.Status?.ToString();
    public string? Year { get; } = asked.Year?.ToString(CultureInfo.InvariantCulture);
    public string? Lead { get; } = asked.LeadOfficerId?.ToString(CultureInfo.InvariantCulture);
    public string? Search { get; } = asked.Search;
    public string Sort { get; } = asked.Sort.ToString();

    public Page<DecisionRow> Rows { get; } = rows;
    public bool MayRaise { get; } = mayRaise;

    public bool IsSearch => !string.IsNullOrWhiteSpace(asked.Search);

    public static IReadOnlyList<(DecisionScope Scope, string Label)> Scopes { get; } =
    [.. Enum.GetValues<DecisionScope>().Select(scope => (scope, ScopeLabel(scope)))];

    public static IEnumerable<SelectListItem> Statuses { get; } =
    [
        .. Enum.GetValues<DecisionStatus>()
            .Select(status => new SelectListItem(status.Title(), status.ToString())),
    ];

    public IEnumerable<SelectListItem> Years =>
        choices
            .Years.Select(year => year.ToString(CultureInfo.InvariantCulture))
            .Select(year => new SelectListItem(year, year));

    public IEnumerable<SelectListItem> Leads =>
        choices.LeadOfficers.Select(lead => new SelectListItem(
            lead.Name,
            lead.Id.ToString(CultureInfo.InvariantCulture)
        ));

    /// <summary>Every filter in use, with the address of the list without it.</summary>
    public IEnumerable<(string Group, string Text, string Href)> Tags
    {
        get
        {
            if (asked.Scope != DecisionScope.MineOrWaiting)
                yield return (
                    "Show",
                    ScopeLabel(asked.Scope),
                    Href(asked with { Scope = DecisionScope.MineOrWaiting, From = null })
                );
            if (asked.Status is { } status)
                yield return (
                    "Status",
                    status.Title(),
                    Href(asked with { Status = null, From = null })
                );
            if (Year is not null)
                yield return ("Year", Year, Href(asked with { Year = null, From = null }));
            if (asked.LeadOfficerId is not null)
                yield return (
                    "Lead officer",
                    Leads.FirstOrDefault(lead => lead.Value == Lead)?.Text ?? "Somebody unknown",
                    Href(asked with { LeadOfficerId = null, From = null })
                );
            if (IsSearch)
                yield return (
                    "Search",
                    Short(asked.Search!.Trim()),
                    Href(asked with { Search = null, From = null })
                );
        }
    }

    public string? PreviousHref => At(Rows.Previous);
    public string? NextHref => At(Rows.Next);
    public string CsvHref => Href(asked with { From = null }, "/decisions.csv");

    public string DirectionOf(DecisionSort ascending, DecisionSort descending) =>
        asked.Sort == ascending ? "ascending"
        : asked.Sort == descending ? "descending"
        : "none";

    /// <summary>The list sorted by a column; the other way round when it already is.</summary>
    public string SortHref(DecisionSort first, DecisionSort second) =>
        Href(asked with { Sort = asked.Sort == first ? second : first, From = null });

    /// <summary>Why there are no rows, and what to do.</summary>
    public string EmptyText =>
        asked.From is not null
            ? "There is nothing more here: the records may have moved since you opened the page before. Apply the filters again to start at the top."
        : Tags.Any(tag => tag.Group != "Show")
            ? asked.Scope == DecisionScope.All
                    ? "No decision record that you may see fits the filters. Remove a filter, or check the spelling of the search."
                : "No decision record of yours fits the filters. Remove a filter, or choose to show all that you may see."
        : asked.Scope switch
        {
            DecisionScope.WaitingForMe =>
                "Nothing waits for you. A record appears here when it is your turn to sign or decide, or when one of yours is returned.",
            DecisionScope.Mine => MayRaise
                ? "You have no decision records. Raise one, and it appears here."
                : "You have no decision records. Those that you lead appear here.",
            DecisionScope.MineOrWaiting => MayRaise
                ? "You have no decision records, and none waits for you. Raise one, or choose to show all that you may see."
                : "No decision record is yours or waits for you. Choose to show all that you may see.",
            DecisionScope.All =>
                "There are no decision records that you may see. They appear here once they are submitted.",
        };

    private string? At(string? from) => from is null ? null : Href(asked with { From = from });

    private static string Href(ListDecisions request, string path = Address) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>
            {
                ["scope"] =
                    request.Scope == DecisionScope.MineOrWaiting ? null : request.Scope.ToString(),
                ["status"] = request.Status?.ToString(),
                ["year"] = request.Year?.ToString(CultureInfo.InvariantCulture),
                ["lead"] = request.LeadOfficerId?.ToString(CultureInfo.InvariantCulture),
                ["search"] = string.IsNullOrWhiteSpace(request.Search) ? null : request.Search,
                ["sort"] = request.Sort == DecisionSort.Newest ? null : request.Sort.ToString(),
                ["from"] = request.From,
            }.Where(pair => pair.Value is not null)
        );

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string ScopeLabel(DecisionScope scope) =>
        scope switch
        {
            DecisionScope.MineOrWaiting => "Mine or waiting for me",
            DecisionScope.WaitingForMe => "Waiting for me",
            DecisionScope.Mine => "Mine",
            DecisionScope.All => "All I may see",
        };
}
