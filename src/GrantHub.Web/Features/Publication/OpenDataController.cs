using System.Net.Mime;
using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Publication;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Publication;

/// <summary>What the office publishes as data: monthly lists and grants.</summary>
[AllowAnonymous]
[Route("open-data")]
public sealed class OpenDataController(IMediator mediator, OpenDataFile grants, TimeProvider clock)
    : FeatureController(mediator)
{
    [HttpGet("")]
    [PublicPage]
    public async Task<IActionResult> OpenData() =>
        View(
            "OpenData",
            new OpenDataPage(await Ask(new ListSpendingMonths()), clock.LondonToday())
        );

    [HttpGet("spending/{month}")]
    [PublicPage("from")]
    public async Task<IActionResult> Spending(string month, string? from) =>
        View("Spending", await Ask(new ReadSpending(MonthOf(month), from)));

    [HttpGet("spending/{month}.csv")]
    [PublicPage(IsKept = false)]
    [Slow]
    public async Task<IActionResult> SpendingCsv(string month)
    {
        var asked = MonthOf(month);
        return new CsvResult(
            $"spending-{asked}.csv",
            MonthlyListsFile.Columns,
            (await Ask(new ExportSpending(asked))).Select(MonthlyListsFile.Values)
        );
    }

    [HttpGet("360giving.json")]
    [PublicPage(IsKept = false)]
    [Slow]
    public async Task<IActionResult> Grants()
    {
        var rows = await Ask(new ExportOpenGrants());
        return new JsonStreamResult(
            (to, cancellationToken) => grants.WriteAsync(to, rows, cancellationToken)
        );
    }

    internal static SpendingMonth MonthOf(string month) =>
        SpendingMonth.TryParse(month, out var read)
            ? read
            : throw new NotFoundException(
                "There is no such month. A month is written as its year and its number, such as 2026-04."
            );

    /// <summary>Sends JSON as it is written.</summary>
    private sealed class JsonStreamResult(Func<Stream, CancellationToken, Task> write)
        : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
            return write(response.Body, context.HttpContext.RequestAborted);
        }
    }
}

/// <param name="Months">The latest first.</param>
public sealed record OpenDataPage(IReadOnlyList<SpendingMonth> Months, DateOnly Today);
