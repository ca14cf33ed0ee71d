using System.Net.Mime;
using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The income and expenditure statement as a paper for the partnership's board: a page, and a tagged PDF.</summary>
[Route("partnerships/{slug}/budgets/{year}")]
public sealed class BoardPaperController(
    IMediator mediator,
    ICurrentUser user,
    IPdfRenderer renderer
) : FeatureController(mediator)
{
    private const string Paper = "/Features/Partnerships/BoardPaperFile.cshtml";

    [HttpGet("statement")]
    public async Task<IActionResult> Page(string slug, string year) =>
        View("BoardPaper", await PaperAsync(slug, year));

    /// <summary>Printed when it is asked for: every posting changes it, so that keeping it would not pay.</summary>
    [HttpGet("statement.pdf")]
    [Slow]
    public async Task<IActionResult> Pdf(
        string slug,
        string year,
        [FromServices] IServiceProvider services
    )
    {
        var paper = await PaperAsync(slug, year);
        try
        {
            var html = await services.GetRequiredService<RazorText>().RenderAsync(Paper, paper);
            return File(
                await renderer.RenderAsync(html, HttpContext.RequestAborted),
                MediaTypeNames.Application.Pdf,
                $"{paper.View.Page.Slug}-{paper.View.Budget.Year}-statement.pdf"
            );
        }
        catch (PdfRenderingException failure)
        {
            return new RefusalResult(
                StatusCodes.Status503ServiceUnavailable,
                $"{failure.Message} The board paper as a page can be printed from the browser."
            );
        }
    }

    private async Task<BoardPaper> PaperAsync(string slug, string year)
    {
        var wanted = BudgetYears.Read(year);
        var page = await Ask(new ReadBudget(slug, wanted));
        var runway = await Ask(new ReadRunway(slug, wanted));
        return new(
            new BudgetView(
                page,
                user.May(Permission.ManagePartnerships),
                user.May(Permission.CountersignCloses)
            ),
            runway.Runways,
            renderer.UnavailableReason
        );
    }
}

/// <param name="Runways">From this year's budget: standstill first, then the partnership's scenarios.</param>
/// <param name="WhyNoPdf">What stands in the way of PDFs and how to enable them; null when they can be made.</param>
public sealed record BoardPaper(
    BudgetView View,
    IReadOnlyList<ReserveRunway> Runways,
    string? WhyNoPdf
)
{
    public PartnershipBudget Budget => View.Budget;
    public string Title => $"Income and expenditure {Budget.Year}";
    public RunwayChart? Chart { get; } = Runways.Count == 0 ? null : new RunwayChart(Runways);

    /// <summary>What readers of the figures need to know, a sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. Sentences()];

    private IEnumerable<string> Sentences()
    {
        var budget = Budget;
        yield return budget.Status switch
        {
            BudgetStatus.Draft =>
                $"The budget of {budget.Year} is a draft that the partners have not adopted.",
            BudgetStatus.Adopted =>
                $"The partners adopted the budget on {DisplayFormat.Date(budget.AdoptedOn!.Value)}{(budget.AdoptedMinute is { } minute ? $" ({minute})" : "")}. The year is not closed, so its figures can still change.",
            BudgetStatus.Closed =>
                $"The year is closed: signed by {budget.Close!.SignedByName}, countersigned by {budget.Close.CountersignedByName}, {budget.Close.CountersignedAs}.",
        };
        if (budget.IsOpeningEstimated)
            yield return $"The balance brought forward is an estimate until {budget.Year.Before} is closed.";
        else if (budget.OpeningActual is { } carried && carried != budget.OpeningPlanned)
            yield return $"The balance brought forward was estimated at {budget.OpeningPlanned} and came to {carried}.";
        if (View.ToBeConfirmed is { Count: > 0 } unknown)
            yield return $"To be confirmed, and counted as nothing: {string.Join("; ", unknown.Select(line => line.Title))}.";
        foreach (var (line, difference) in View.Unallocated)
            yield return $"{difference} of {line.Title} is not allocated to its sub-lines.";
        foreach (var virement in budget.Virements)
            yield return $"Virement {virement.Number}, {DisplayFormat.Date(DisplayFormat.DateInLondon(virement.At))}: {string.Join("; ", virement.Lines.Select(line => $"{line.Line} from {line.Before?.ToString() ?? "nothing"} to {line.After}"))}. {virement.Reason}";
        var owed = budget
            .Contributions.Select(line =>
                (line, budget.ContributionOf(line, View.Page.Totals, View.Page.Today))
            )
            .Where(pair => pair.Item2.Outstanding > Money.Zero)
            .ToList();
        if (owed.Count > 0 && budget.AdoptedAt is not null)
            yield return $"Balances are receipts and payments. Contributions outstanding, {Money.Sum(owed.Select(pair => pair.Item2.Outstanding))}: {string.Join("; ", owed.Select(pair => $"{pair.line.Partner} {pair.Item2.Outstanding}"))}.";
        if (View.IsBelowFloor)
            yield return $"The balance carried forward, {View.Expected}, is under the floor of {View.Page.Floor} that the partners want to hold.";
    }
}
