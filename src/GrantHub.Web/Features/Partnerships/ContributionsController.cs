using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What partners contribute: by partnership, by organisation, and to a partner's own contact.</summary>
public sealed class ContributionsController(IMediator mediator, ICurrentUser user)
    : FeatureController(mediator)
{
    private static readonly string[] Columns =
    [
        "partnership",
        "financial_year",
        "status",
        "partner",
        "line",
        "in_kind",
        "agreed",
        "invoiced",
        "received",
        "outstanding",
        "overdue",
        "share_percent",
        "grant",
    ];

    [HttpGet("partnerships/{slug}/contributions")]
    public async Task<IActionResult> OfPartnership(string slug, string? year) =>
        View(
            "Contributions",
            new ContributionsView(
                await PageAsync(slug, year),
                user.May(Permission.ManagePartnerships)
            )
        );

    [HttpGet("partnerships/{slug}/contributions.csv")]
    public async Task<IActionResult> PartnershipCsv(string slug, string? year)
    {
        var page = await PageAsync(slug, year);
        return Csv($"{page.Slug}-contributions-{page.Budget?.Year}.csv", page.Rows);
    }

    [HttpGet("organisations/{slug}/contributions")]
    public async Task<IActionResult> OfOrganisation(string slug) =>
        View("OrganisationContributions", await Ask(new ReadOrganisationContributions(slug)));

    [HttpGet("organisations/{slug}/contributions.csv")]
    public async Task<IActionResult> OrganisationCsv(string slug)
    {
        var page = await Ask(new ReadOrganisationContributions(slug));
        return Csv($"{page.Slug}-contributions.csv", page.Rows);
    }

    [HttpGet("contributions")]
    public async Task<IActionResult> Own() =>
        View("OwnContributions", await Ask(new ReadOwnContributions()));

    [HttpGet("contributions.csv")]
    public async Task<IActionResult> OwnCsv() =>
        Csv("contributions.csv", (await Ask(new ReadOwnContributions())).Rows);

    private Task<ContributionsPage> PageAsync(string slug, string? year) =>
        Ask(
            new ReadContributions(
                slug,
                string.IsNullOrEmpty(year) ? null : BudgetAddress.YearOf(year)
            )
        );

    private static CsvResult Csv(string name, IEnumerable<ContributionRow> rows) =>
        new(
            name,
            Columns,
            rows.Select(row =>
                    new object?[]
                    {
                        row.Partnership,
                        row.Year.ToString(),
                        BudgetWords.Status(row.Status),
                        row.Partner,
                        row.Line,
                        row.InKind ? "yes" : "no",
                        row.Figures.Agreed,
                        row.Figures.Invoiced,
                        row.Figures.Received,
                        row.Outstanding,
                        row.Figures.Overdue,
                        row.Figures.ShareTenths / 10m,
                        row.Grant?.Reference,
                    }
                )
                .ToAsyncEnumerable()
        );
}
