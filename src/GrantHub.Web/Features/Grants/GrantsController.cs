using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The grants, as a list and one by one, each also as CSV.</summary>
public sealed class GrantsController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : FeatureController(mediator)
{
    [HttpGet("grants")]
    public async Task<IActionResult> List(bool mine, string? from) =>
        View("List", new GrantList(mine, await Ask(new ListGrants(mine, from))));

    [HttpGet("grants.csv")]
    public async Task<IActionResult> ListCsv(bool mine)
    {
        // Before the first byte, so that a refusal still gets its page.
        var first = await Ask(new ListGrants(mine));
        return new CsvResult(
            "grants.csv",
            [
                "reference",
                "title",
                "recipient",
                "period_start",
                "period_end",
                "ceiling",
                "confirmed",
                "indicative",
            ],
            Rows(mine, first)
        );
    }

    [HttpGet("grants/{reference}")]
    public async Task<IActionResult> Show(string reference)
    {
        var page = await Ask(new ReadGrant(reference));
        var history = await Ask(new ReadGrantHistory(page.Grant.Id));
        return View("Grant", new GrantView(page, history, user, clock.LondonToday()));
    }

    [HttpGet("grants/{reference}/schedule.csv")]
    public async Task<IActionResult> ScheduleCsv(string reference)
    {
        var grant = (await Ask(new ReadGrant(reference))).Grant;
        return new CsvResult(
            $"{grant.Slug}-schedule.csv",
            [
                "financial_year",
                "state",
                "planned",
                "confirmed",
                "indicative",
                "discontinued",
                "paid",
                "recovered",
                "spent",
                "unspent",
                "left_to_authorise",
            ],
            grant
                .Years.Select(year => grant.FiguresOf(year.Year))
                .Select(year =>
                    (object?[])
                        [
                            year.Year.ToString(),
                            GrantWords.State(year.State).ToLowerInvariant(),
                            year.Planned,
                            year.Confirmed,
                            year.Indicative,
                            year.Discontinued,
                            year.Paid,
                            year.Recovered,
                            year.Spent,
                            year.Unspent,
                            year.LeftToAuthorise,
                        ]
                )
                .ToAsyncEnumerable()
        );
    }

    /// <summary>Page after page, so that memory does not grow with the list.</summary>
    private async IAsyncEnumerable<object?[]> Rows(bool mine, Page<GrantRow> page)
    {
        await foreach (var row in page.ThroughAsync(next => Ask(new ListGrants(mine, next))))
            yield return
            [
                row.Reference,
                row.Title,
                row.Recipient,
                row.PeriodStart,
                row.PeriodEnd,
                row.Ceiling,
                row.Confirmed,
                row.Indicative,
            ];
    }
}

/// <param name="Mine">Only those that the person leads.</param>
public sealed record GrantList(bool Mine, Page<GrantRow> Page)
{
    public string Csv => Mine ? "/grants.csv?mine=true" : "/grants.csv";

    public string? Href(string? cursor) =>
        cursor is null ? null
        : Mine ? $"/grants?mine=true&from={cursor}"
        : $"/grants?from={cursor}";
}
