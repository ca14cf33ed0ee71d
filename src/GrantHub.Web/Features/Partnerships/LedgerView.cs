using System.ComponentModel.DataAnnotations;
using System.Globalization;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>A ledger's address as it was asked for. What it does not know it leaves out, so that an old bookmark still opens.</summary>
public sealed class LedgerQuery
{
    public string? Year { get; set; }
    public string? Line { get; set; }
    public string? Kind { get; set; }
    public string? Search { get; set; }

    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    /// <summary>Where the page starts.</summary>
    public string? At { get; set; }

    public LedgerFilter Filter() =>
        new(
            int.TryParse(Line, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                ? line
                : null,
            Enum.GetValues<EntryKind>()
                .Where(kind => kind.ToString().Equals(Kind, StringComparison.OrdinalIgnoreCase))
                .Select(kind => (EntryKind?)kind)
                .FirstOrDefault(),
            string.IsNullOrWhiteSpace(Search) ? null : Search.Trim(),
            From,
            To
        );
}

/// <summary>The ledger of a year with its filters.</summary>
public sealed class LedgerView(LedgerPage page, LedgerFilter filter, string? at, bool mayManage)
{
    public LedgerPage Page => page;
    public PartnershipBudget? Budget => page.Budget;
    public string Slug => page.Partnership.Slug;
    public string? Year { get; } = page.Budget?.Year.ToString();
    public string? Line { get; } = filter.Line?.ToString(CultureInfo.InvariantCulture);
    public string? Kind { get; } = filter.Kind?.ToString();
    public string? Search { get; } = filter.Search;
    public DateOnly? From { get; } = filter.From;
    public DateOnly? To { get; } = filter.To;

    /// <summary>Whether the person posts to this ledger, while the year is open.</summary>
    public bool MayPost => mayManage && page.Budget is { WhyNotPost: null };

    /// <summary>Why somebody who keeps the money cannot post.</summary>
    public string? WhyNot => mayManage ? page.Budget?.WhyNotPost : null;

    public string Address => $"/partnerships/{Slug}/ledger";
    public string YearHref => $"{Address}/{Year}";
    public string Href =>
        Find(filter with { Line = null, Kind = null, Search = null, From = null, To = null });
    public string CsvHref => Find(filter, $"{Address}.csv");
    public string? PreviousHref => At(page.Rows.Previous);
    public string? NextHref => At(page.Rows.Next);

    public IEnumerable<SelectListItem> Years =>
        page.Years.Select(year => new SelectListItem(year.ToString(), year.ToString()));

    public IEnumerable<SelectListItem> Lines => LedgerWords.AllLines(page.Budget!);

    public static IEnumerable<SelectListItem> Kinds { get; } =
    [
        .. Enum.GetValues<EntryKind>()
            .Select(kind => new SelectListItem(LedgerWords.Kind(kind), kind.ToString())),
    ];

    /// <summary>Every filter in use, with the address of the list without it.</summary>
    public IEnumerable<(string Group, string Text, string Href)> Tags
    {
        get
        {
            if (filter.Line is { } line)
                yield return (
                    "Line",
                    page.Budget!.Lines.Any(l => l.Number == line)
                        ? LedgerWords.Line(page.Budget, line)
                        : "A line that is not there",
                    Find(filter with { Line = null })
                );
            if (filter.Kind is { } kind)
                yield return ("Kind", LedgerWords.Kind(kind), Find(filter with { Kind = null }));
            if (filter.Search is { } search)
                yield return ("Search", search, Find(filter with { Search = null }));
            if (filter.From is { } from)
                yield return ("From", DisplayFormat.Date(from), Find(filter with { From = null }));
            if (filter.To is { } to)
                yield return ("To", DisplayFormat.Date(to), Find(filter with { To = null }));
        }
    }

    /// <summary>Why there are no rows, and what fills them.</summary>
    public string EmptyText =>
        at is not null ? "There is nothing more here. Apply the filters again to start at the top."
        : Tags.Any() ? "No posting is as these filters ask. Take one of them away."
        : "There are no postings yet. They appear when a receipt, a payment or a journal is recorded, or when a file of the finance system is imported.";

    private string? At(string? cursor) =>
        cursor is null ? null : QueryHelpers.AddQueryString(Find(filter), "at", cursor);

    private string Find(LedgerFilter asked, string? address = null) =>
        QueryHelpers.AddQueryString(
            address ?? Address,
            new Dictionary<string, string?>
            {
                ["year"] = Year,
                ["line"] = asked.Line?.ToString(CultureInfo.InvariantCulture),
                ["kind"] = asked.Kind?.ToString(),
                ["search"] = asked.Search,
                ["from"] = asked.From?.Iso(),
                ["to"] = asked.To?.Iso(),
            }.Where(pair => pair.Value is not null)
        );
}

/// <summary>An entry's own page.</summary>
public sealed record EntryView(EntryPage Page, bool MayManage)
{
    public Posting First => Page.Postings[0];
    public string Slug => Page.Partnership.Slug;
    public FinancialYear Year => Page.Budget.Year;
    public string Href => LedgerWords.Entry(Slug, Year, First.Entry);

    public bool MayReverse =>
        MayManage
        && Page.Budget.WhyNotPost is null
        && Page.ReversedBy is null
        && First.Reverses is null
        && First.Kind != EntryKind.YearEnd;

    public string File(LedgerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return $"{Href}/evidence/{file.Id}/{Uri.EscapeDataString(file.File.Name)}";
    }
}
