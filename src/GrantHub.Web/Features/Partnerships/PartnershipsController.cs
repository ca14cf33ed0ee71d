using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>Partnerships: finding, reading and adding them.</summary>
public sealed class PartnershipsController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    [HttpGet("partnerships")]
    public async Task<IActionResult> List(PartnershipList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        list.Page = await Ask(new ListPartnerships(list.Search, list.From));
        list.MayManage = user.May(Permission.ManagePartnerships);
        return View("Partnerships", list);
    }

    [HttpGet("partnerships.csv")]
    public async Task<IActionResult> ListCsv(string? search)
    {
        // Before the first byte, so that a refusal still gets its page.
        var first = await Ask(new ListPartnerships(search));
        return new CsvResult(
            "partnerships.csv",
            ["name", "slug", "host", "members", "next_memorandum_review"],
            Rows(search, first)
        );
    }

    [HttpGet("partnerships/{slug}")]
    public async Task<IActionResult> Show(string slug) => View("Overview", await ViewAsync(slug));

    [HttpGet("partnerships/{slug}/groups")]
    public async Task<IActionResult> Groups(string slug) => View("Groups", await ViewAsync(slug));

    [HttpGet("partnerships/{slug}/history")]
    public async Task<IActionResult> History(string slug, long? before)
    {
        var view = await ViewAsync(slug);
        var history = await Ask(new ReadPartnershipHistory(view.Partnership.Id, before));
        return View("PartnershipHistory", new PartnershipHistoryView(view, history));
    }

    [HttpGet("partnerships/add")]
    public Task<IActionResult> Add()
    {
        user.Demand(Permission.ManagePartnerships);
        return AddFormAsync(new AddPartnershipForm());
    }

    [HttpPost("partnerships/add")]
    public Task<IActionResult> Add(AddPartnershipForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddPartnership(form.Name ?? "", form.Slug, form.Host),
            slug =>
            {
                Say($"{form.Name?.Trim()} has been added.");
                return Redirect($"/partnerships/{slug}");
            },
            () => AddFormAsync(form),
            refusal =>
                refusal.Code is "partnership.slug" or "partnership.slug-taken"
                    ? nameof(form.Slug)
                    : nameof(form.Name)
        );
    }

    private async Task<IActionResult> AddFormAsync(AddPartnershipForm form)
    {
        form.Organisations = await Ask(new SuggestOrganisations());
        return View("AddPartnership", form);
    }

    private async Task<PartnershipView> ViewAsync(string slug) =>
        new(await Ask(new ReadPartnership(slug)), user.May(Permission.ManagePartnerships));

    /// <summary>Page after page, so that memory does not grow with the list.</summary>
    private async IAsyncEnumerable<object?[]> Rows(string? search, Page<PartnershipRow> page)
    {
        await foreach (
            var row in page.ThroughAsync(next => Ask(new ListPartnerships(search, next)))
        )
            yield return [row.Name, row.Slug, row.Host, row.Members, row.NextReview];
    }
}

/// <summary>The list with what it is filtered by.</summary>
public sealed class PartnershipList
{
    public string? Search { get; set; }
    public string? From { get; set; }

    [BindNever, ValidateNever]
    public Page<PartnershipRow> Page { get; set; } = null!;

    [BindNever, ValidateNever]
    public bool MayManage { get; set; }

    public string Csv => $"/partnerships.csv{Query(null)}";

    public string? Href(string? cursor) => cursor is null ? null : $"/partnerships{Query(cursor)}";

    private string Query(string? cursor) =>
        QueryString
            .Create(
                new Dictionary<string, string?> { ["search"] = Search, ["from"] = cursor }.Where(
                    pair => !string.IsNullOrWhiteSpace(pair.Value)
                )
            )
            .ToString();
}

/// <param name="MayManage">Whether the person may change the partnership.</param>
public sealed record PartnershipView(PartnershipPage Page, bool MayManage)
{
    public Partnership Partnership => Page.Partnership;

    public string Href => $"/partnerships/{Partnership.Slug}";

    public PartnershipNavigation Navigation(string current) =>
        new(Partnership.Slug, Partnership.Name, current);

    public bool IsReviewOverdue(PartnershipMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.IsPresent && member.ReviewDueOn < Page.Today;
    }
}

/// <summary>What happened to a partnership.</summary>
public sealed record PartnershipHistoryView(PartnershipView View, PartnershipHistory History)
{
    public string? EarlierHref =>
        History.Earlier is { } number ? $"{View.Href}/history?before={number}" : null;

    public IReadOnlyList<AuditEntry> Entries => History.Entries;
}
