using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Publication;

/// <summary>What is wrong with the open data of grants although the schema lets it through.</summary>
[Route("publication")]
public sealed class QualityController(IMediator mediator, IOptions<OpenDataSettings> settings)
    : FeatureController(mediator)
{
    [HttpGet("quality")]
    public async Task<IActionResult> Quality(string? from) =>
        View(
            "Quality",
            new QualityView(
                await Ask(new ReadGrantQuality(from)),
                settings.Value.HasLocation ? [] : [QualityFault.NoLocation]
            )
        );

    [HttpGet("quality.csv")]
    public async Task<IActionResult> QualityCsv()
    {
        var rows = await Ask(new ExportGrantQuality());
        return new CsvResult(
            "open-data-quality.csv",
            ["grant", "title", "recipient", "fault", "who", "where"],
            WholeFile()
                .Concat(
                    rows.SelectMany(row =>
                        row.Faults.Select(fault =>
                                (object?[])
                                    [
                                        row.Grant.Reference,
                                        row.Grant.Title,
                                        row.Grant.Recipient.Name,
                                        QualityWords.Sentence(fault),
                                        QualityWords.Who(fault, row.LeadOfficer),
                                        QualityWords.Href(fault, row.Grant),
                                    ]
                            )
                            .ToAsyncEnumerable()
                    )
                )
        );
    }

    /// <summary>What is wrong with every grant at once.</summary>
    private IAsyncEnumerable<object?[]> WholeFile() =>
        (settings.Value.HasLocation ? [] : new[] { QualityFault.NoLocation })
            .Select(fault =>
                (object?[])
                    [
                        null,
                        "Every grant",
                        null,
                        QualityWords.Sentence(fault),
                        QualityWords.Who(fault, ""),
                        null,
                    ]
            )
            .ToAsyncEnumerable();
}

/// <param name="OfEvery">What is wrong with every grant at once.</param>
public sealed record QualityView(GrantQualityPage Page, IReadOnlyList<QualityFault> OfEvery)
{
    public string? NextHref => Page.Next is null ? null : $"/publication/quality?from={Page.Next}";
}
