using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Publication;

/// <summary>What the monthly lists lack, for the office to mend before the deadline.</summary>
[Route("publication/spending")]
public sealed class SpendingController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> Months(string? latest) =>
        View(
            "SpendingMonths",
            new SpendingMonthsView(
                await Ask(
                    new CountSpendingGaps(
                        latest is null ? null : OpenDataController.MonthOf(latest)
                    )
                ),
                clock.LondonToday()
            )
        );

    [HttpGet("{month}")]
    public async Task<IActionResult> Gaps(string month, string? from) =>
        View(
            "SpendingGaps",
            new SpendingGapsView(
                await Ask(new ReadSpendingGaps(OpenDataController.MonthOf(month), from)),
                clock.LondonToday()
            )
        );

    [HttpGet("{month}.csv")]
    public async Task<IActionResult> GapsCsv(string month)
    {
        var asked = OpenDataController.MonthOf(month);
        return new CsvResult(
            $"spending-missing-{asked}.csv",
            ["list", "date", "recipient", "amount", "reference", "missing", "kind", "who", "where"],
            (await Ask(new ExportSpendingGaps(asked))).SelectMany(row =>
                row.Gaps.Select(gap =>
                        (object?[])
                            [
                                row.List.Letter(),
                                row.Date,
                                row.Recipient,
                                row.Amount,
                                row.Reference,
                                SpendingWords.Title(gap),
                                gap.IsMissing() ? "missing" : "check",
                                SpendingWords.Who(row, gap),
                                SpendingWords.Href(row, gap),
                            ]
                    )
                    .ToAsyncEnumerable()
            )
        );
    }

    [HttpGet("items/{import:long}/{line:int}")]
    public async Task<IActionResult> Item(long import, int line)
    {
        user.Demand(Permission.RecordPayments);
        var page = await Ask(new ReadSpendingItem(import, line));
        return View(
            "SpendingItem",
            new SpendingItemForm
            {
                Page = page,
                Seen = page.Seen,
                Purpose = page.Item.Purpose,
                ValueForMoney = page.Item.ValueForMoney,
            }
        );
    }

    [HttpPost("items/{import:long}/{line:int}")]
    public async Task<IActionResult> Item(long import, int line, SpendingItemForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.RecordPayments);
        form.Page = await Ask(new ReadSpendingItem(import, line));
        return await Try(
            new ExplainSpendingItem(
                import,
                line,
                form.Seen ?? "",
                form.Purpose,
                form.ValueForMoney
            ),
            _ =>
            {
                Say($"What the public reads of {form.Page.Item.Supplier} has been saved.");
                return Redirect(form.Back());
            },
            () => Task.FromResult<IActionResult>(View("SpendingItem", form)),
            refusal => refusal.Code == "spending.purpose" ? nameof(form.Purpose) : ""
        );
    }
}

/// <param name="Counts">Of a year's months, the latest first.</param>
public sealed record SpendingMonthsView(IReadOnlyList<SpendingGapCount> Counts, DateOnly Today)
{
    public string EarlierHref => $"/publication/spending?latest={Counts[^1].Month.Before}";

    /// <summary>Null where the months shown are the latest.</summary>
    public string? LaterHref =>
        Counts[0].Month < SpendingMonth.Of(Today)
            ? $"/publication/spending?latest={SpendingMonth.Of(Counts[0].Month.First.AddMonths(12))}"
            : null;
}

public sealed record SpendingGapsView(SpendingGapPage Page, DateOnly Today)
{
    public SpendingMonth Month => Page.Month;
    public string Href => $"/publication/spending/{Month}";
    public string? NextHref => Page.Next is null ? null : $"{Href}?from={Page.Next}";
    public int DaysLeft => Month.DaysLeft(Today);
}

public sealed class SpendingItemForm
{
    [BindNever, ValidateNever]
    public SpendingItemPage Page { get; set; } = null!;

    /// <summary>What the form showed.</summary>
    public string? Seen { get; set; }
    public string? Purpose { get; set; }
    public string? ValueForMoney { get; set; }

    /// <summary>The list that it came from.</summary>
    public string Back() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/publication/spending/{SpendingMonth.Of(Page.Item.Date)}"
        );
}
