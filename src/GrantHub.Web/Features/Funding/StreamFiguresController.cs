using GrantHub.Application;
using GrantHub.Application.Funding;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Funding;

/// <summary>What funding streams have and bear, year by year.</summary>
public sealed class StreamFiguresController(
    IMediator mediator,
    ICurrentUser user,
    TimeProvider clock
) : FeatureController(mediator)
{
    [HttpGet("streams")]
    public async Task<IActionResult> Streams(string? year) =>
        View("Streams", await Ask(new ReadStreams(YearOrThis(year))));

    [HttpGet("streams.csv")]
    public async Task<IActionResult> StreamsCsv(string? year)
    {
        var streams = await Ask(new ReadStreams(YearOrThis(year)));
        return new CsvResult(
            $"streams-{streams.Year}.csv",
            [
                "stream",
                "ring_fenced",
                "financial_year",
                "allocation",
                "confirmed",
                "indicative",
                "headroom",
                "over_programming_limit",
                "standing",
            ],
            streams
                .Rows.Select(row =>
                    (object?[])
                        [
                            row.Name,
                            row.RingFenced ? "yes" : "no",
                            streams.Year.ToString(),
                            row.Figures.Allocation,
                            row.Figures.Confirmed,
                            row.Figures.Indicative,
                            row.Figures.Headroom,
                            row.Figures.OverProgrammingLimit,
                            StreamWords.Standing(row.Figures.Standing),
                        ]
                )
                .ToAsyncEnumerable()
        );
    }

    [HttpGet("streams/{slug}")]
    public async Task<IActionResult> Show(string slug, string? from) =>
        View(
            "StreamFigures",
            new StreamView(
                await Ask(new ReadStreamFigures(slug, from)),
                user.May(Permission.ManageStreams)
            )
        );

    [HttpGet("streams/{slug}/grants.csv")]
    public async Task<IActionResult> GrantsCsv(string slug)
    {
        // Before the first byte, so that a refusal still gets its page.
        var first = await Ask(new ReadStreamFigures(slug));
        return new CsvResult(
            $"{first.Stream.Slug}-grants.csv",
            ["grant", "title", "recipient", "amount", "confirmed", "indicative"],
            Rows(slug, first.Grants)
        );
    }

    [HttpGet("streams/{slug}/allocate")]
    public async Task<IActionResult> Allocate(string slug, string? year)
    {
        user.Demand(Permission.ManageStreams);
        var page = await Ask(new ReadStreamFigures(slug));
        return View("Allocate", AllocationForm.Of(page, YearOrThis(year)));
    }

    [HttpPost("streams/{slug}/allocate")]
    public Task<IActionResult> Allocate(string slug, AllocationForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var read = form.Read(ModelState);
        return Try(
            new AllocateStream(slug, form.Seen, read.Year, read.Amount, read.Limit, form.Reason),
            _ =>
            {
                Say($"The allocation for {read.Year} has been saved.");
                return Redirect($"/streams/{slug}");
            },
            async () =>
            {
                var stream = (await Ask(new ReadStreamFigures(slug))).Stream;
                (form.Slug, form.Heading) = (stream.Slug, stream.Name);
                return View("Allocate", form);
            },
            refusal =>
                refusal.Code switch
                {
                    "stream.allocation" => nameof(form.Amount),
                    "stream.limit" => nameof(form.Limit),
                    "stream.allocation-reason" => nameof(form.Reason),
                    _ => "",
                }
        );
    }

    private FinancialYear YearOrThis(string? year) =>
        FinancialYear.TryParse(year, out var given) ? given : FinancialYear.Of(clock.LondonToday());

    /// <summary>Page after page, so that memory does not grow with the list.</summary>
    private async IAsyncEnumerable<object?[]> Rows(string slug, Page<StreamGrant> page)
    {
        await foreach (
            var row in page.ThroughAsync(async next =>
                (await Ask(new ReadStreamFigures(slug, next))).Grants
            )
        )
            yield return
            [
                row.Reference,
                row.Title,
                row.Recipient,
                row.Amount,
                row.Confirmed,
                row.Indicative,
            ];
    }
}

/// <param name="MayManage">Whether the person may change allocations.</param>
public sealed record StreamView(StreamPage Page, bool MayManage)
{
    public FundingStream Stream => Page.Stream;

    public string? Href(string? cursor) =>
        cursor is null ? null : $"/streams/{Stream.Slug}?from={cursor}";
}
