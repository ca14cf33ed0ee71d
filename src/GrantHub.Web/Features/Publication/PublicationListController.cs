using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Publication;

/// <summary>The publication clock: what is decided and not yet out, and for how long.</summary>
[Route("publication")]
public sealed class PublicationListController(IMediator mediator) : FeatureController(mediator)
{
    private static readonly string[] Columns =
    [
        "reference",
        "title",
        "outcome",
        "decided_on",
        "days_waiting",
        "lead_officer",
        "publish_on",
        "withheld_reason",
        "published_at",
        "version",
    ];

    [HttpGet("")]
    public async Task<IActionResult> List(string? shelf, string? from)
    {
        var chosen = ShelfOf(shelf);
        return View(
            "List",
            new PublicationListPage(chosen, await Ask(new ListPublications(chosen, from)))
        );
    }

    [HttpGet("list.csv")]
    public async Task<IActionResult> Csv(string? shelf)
    {
        var chosen = ShelfOf(shelf);
        return new CsvResult(
            $"publication-{chosen.ToString().ToLowerInvariant()}.csv",
            Columns,
            RowsAsync(chosen, await Ask(new ListPublications(chosen)))
        );
    }

    private async IAsyncEnumerable<object?[]> RowsAsync(
        PublicationShelf shelf,
        Page<PublicationRow> page
    )
    {
        await foreach (var row in page.ThroughAsync(next => Ask(new ListPublications(shelf, next))))
            yield return
            [
                row.Reference,
                row.Title,
                DecisionStates.Of(null, row.Outcome, null, null).Title(),
                row.DecidedOn,
                row.DaysWaiting,
                row.LeadOfficer,
                row.PublishOn,
                row.WithheldReason,
                row.PublishedAt?.LondonDate(),
                row.Version,
            ];
    }

    private static PublicationShelf ShelfOf(string? shelf) =>
        Enum.TryParse<PublicationShelf>(shelf, ignoreCase: true, out var chosen)
        && Enum.IsDefined(chosen)
            ? chosen
            : PublicationShelf.Waiting;
}

public sealed record PublicationListPage(PublicationShelf Shelf, Page<PublicationRow> Rows)
{
    public const string Address = "/publication";

    public string Href(PublicationShelf shelf) =>
        shelf == PublicationShelf.Waiting
            ? Address
            : $"{Address}?shelf={shelf.ToString().ToLowerInvariant()}";

    public string CsvHref => $"{Address}/list.csv?shelf={Shelf.ToString().ToLowerInvariant()}";

    public string? PageHref(string? from) =>
        from is null
            ? null
            : $"{Address}?shelf={Shelf.ToString().ToLowerInvariant()}&from={Uri.EscapeDataString(from)}";
}
