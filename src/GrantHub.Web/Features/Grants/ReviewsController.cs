using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Features.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace GrantHub.Web.Features.Grants;

/// <summary>The annual review: the lead officer writes and recommends it.</summary>
[Route("grants/{reference}/reviews")]
public sealed class ReviewsController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : FeatureController(mediator)
{
    private const string Form = nameof(ReviewPage.Form);

    [HttpGet("{year}")]
    public async Task<IActionResult> Show(string reference, string year)
    {
        var review = await ReviewAsync(reference, year);
        return Page(review, ReviewForm.Of(review.Review));
    }

    [HttpPost("{year}")]
    public async Task<IActionResult> Write(
        string reference,
        string year,
        [Bind(Prefix = Form)] ReviewForm form,
        string? then
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.ManageGrants);
        var review = await ReviewAsync(reference, year);
        var content = new ReviewContent(
            Read(nameof(form.Forecast), form.Forecast),
            form.Rating is { } rating && Enum.IsDefined(rating) ? rating : null,
            form.Performance ?? "",
            form.Recommendation is { } recommendation && Enum.IsDefined(recommendation)
                ? recommendation
                : null,
            form.Recommendation == Recommendation.Amend
                ? Read(nameof(form.Amount), form.Amount)
                : null,
            form.Reasons ?? ""
        );
        var overCeiling = false;
        try
        {
            return await Try(
                new WriteReview(reference, review.Year, content, form.Seen ?? ""),
                _ =>
                {
                    Say("The draft of the review has been saved.");
                    return Redirect(
                        then == ReviewForm.Recommend ? $"{review.Href}/recommend" : review.Href
                    );
                },
                () => Task.FromResult<IActionResult>(Page(review, form, overCeiling)),
                refusal =>
                {
                    overCeiling = refusal.Code == "grant.over-ceiling";
                    return ReviewForm.FieldOf(refusal) is { Length: > 0 } field
                        ? $"{Form}.{field}"
                        : "";
                }
            );
        }
        catch (DomainException refusal) when (refusal.IsConflict)
        {
            return new RefusalResult(
                StatusCodes.Status409Conflict,
                refusal.Message,
                $"What you had typed:\n{form.Typed()}"
            );
        }
    }

    [HttpGet("due")]
    public async Task<IActionResult> ChangeDays(string reference)
    {
        user.Demand(Permission.ManageGrants);
        var grant = (await Ask(new ReadGrant(reference))).Grant;
        return View(
            "ReviewDays",
            new ReviewDaysForm
            {
                Grant = grant,
                Seen = Shown.Of(ChangeReviewDays.Words(grant.ReviewDays)),
                Days = grant.ReviewDays.ToString(CultureInfo.InvariantCulture),
            }
        );
    }

    [HttpPost("due")]
    public async Task<IActionResult> ChangeDays(string reference, ReviewDaysForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Grant = (await Ask(new ReadGrant(reference))).Grant;
        // What is no number is refused by the same sentence as one out of range.
        var days = int.TryParse(
            form.Days?.Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var typed
        )
            ? typed
            : 0;
        return await Try(
            new ChangeReviewDays(reference, form.Seen ?? "", days, form.Reason ?? ""),
            _ =>
            {
                Say($"Annual reviews are due {days} days before the end of the year.");
                return Redirect($"/grants/{form.Grant.Slug}");
            },
            () => Task.FromResult<IActionResult>(View("ReviewDays", form)),
            refusal => refusal.Code == "review.days" ? nameof(form.Days) : nameof(form.Reason)
        );
    }

    private async Task<ReviewView> ReviewAsync(string reference, string year) =>
        ReviewView.Of(
            (await Ask(new ReadGrant(reference))).Grant,
            Years.Of(year),
            clock.LondonToday()
        );

    private ViewResult Page(ReviewView review, ReviewForm form, bool offersVariation = false) =>
        View(
            "Review",
            new ReviewPage(
                review,
                form,
                review.IsWritable && user.May(Permission.ManageGrants),
                user.WhyNot(Permission.SignReviews)
                    ?? review.Grant.WhyNotSignReview(review.Year, user.Must()),
                offersVariation
            )
        );

    /// <summary>Null for an empty field, and with a sentence beside it for one that cannot be read.</summary>
    private Money? Read(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (Money.TryParse(typed, out var amount))
            return amount;
        ModelState.TryAddModelError(
            $"{Form}.{field}",
            $"‘{typed.Trim()}’ is no amount of money. Enter pounds and pence, such as 15,000.00."
        );
        return null;
    }
}

internal static class Years
{
    /// <exception cref="NotFoundException">The address has no year.</exception>
    public static FinancialYear Of(string address) =>
        FinancialYear.TryParse(address, out var year)
            ? year
            : throw new NotFoundException(
                "The address has no financial year in it, such as 2017-18. Open the review from the grant."
            );
}
