using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The lead officer recommends; the chief finance officer and the Commissioner sign or return.</summary>
[Route("grants/{reference}/reviews/{year}")]
public sealed class ReviewSigningController(
    IMediator mediator,
    ICurrentUser user,
    TimeProvider clock
) : FeatureController(mediator)
{
    private const string Form = nameof(ReviewSigningPage.Form);

    [HttpGet("recommend")]
    public async Task<IActionResult> Recommend(string reference, string year)
    {
        user.Demand(Permission.ManageGrants);
        return ShowRecommend(await ReviewAsync(reference, year), new SigningForm());
    }

    [HttpPost("recommend")]
    public async Task<IActionResult> Recommend(
        string reference,
        string year,
        [Bind(Prefix = Form)] SigningForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.ManageGrants);
        var review = await ReviewAsync(reference, year);
        if (review.Gaps.Count == 0)
            form.Check(ModelState, Form);
        else
            ModelState.Clear();
        return await Try(
            new RecommendReview(reference, review.Year, form.ToSigning(), form.Seal),
            _ =>
                Told(
                    review,
                    "The review has been recommended. It is now the turn of the chief finance officer."
                ),
            () =>
                Task.FromResult<IActionResult>(
                    ShowRecommend(review, form.Unticked(ModelState, Form))
                ),
            FieldOf
        );
    }

    [HttpGet("sign")]
    public async Task<IActionResult> Sign(string reference, string year)
    {
        user.Demand(Permission.SignReviews);
        return ShowSign(await ReviewAsync(reference, year), new SigningForm());
    }

    [HttpPost("sign")]
    public async Task<IActionResult> Sign(
        string reference,
        string year,
        [Bind(Prefix = Form)] SigningForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.SignReviews);
        var review = await ReviewAsync(reference, year);
        // Where it is not the person's turn, the refusal says so, and faults of the form no longer matter.
        if (review.Grant.WhyNotSignReview(review.Year, user.Must()) is null)
            form.Check(ModelState, Form);
        else
            ModelState.Clear();
        var (overCeiling, overLimit) = (false, false);
        return await Try(
            new SignReview(reference, review.Year, form.ToSigning(), form.Seal),
            _ => Told(review, "You have signed the review."),
            async () =>
                ShowSign(
                    await ReviewAsync(reference, year),
                    form.Unticked(ModelState, Form),
                    overCeiling,
                    overLimit
                ),
            refusal =>
            {
                overCeiling = refusal.Code == "grant.over-ceiling";
                overLimit = refusal.Code == "stream.over-limit";
                return FieldOf(refusal);
            }
        );
    }

    [HttpGet("return")]
    public async Task<IActionResult> Return(string reference, string year)
    {
        user.Demand(Permission.SignReviews);
        return ShowReturn(await ReviewAsync(reference, year), new ReturnReviewForm());
    }

    [HttpPost("return")]
    public async Task<IActionResult> Return(string reference, string year, ReturnReviewForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.SignReviews);
        var review = await ReviewAsync(reference, year);
        return await Try(
            new ReturnReview(reference, review.Year, form.Reason ?? ""),
            _ =>
                Told(
                    review,
                    "The review has been returned to the lead officer. Its signatures are void."
                ),
            () => Task.FromResult<IActionResult>(ShowReturn(review, form)),
            refusal => refusal.Code == "review.return-reason" ? nameof(form.Reason) : ""
        );
    }

    private async Task<ReviewView> ReviewAsync(string reference, string year) =>
        ReviewView.Of(
            (await Ask(new ReadGrant(reference))).Grant,
            Years.Of(year),
            clock.LondonToday()
        );

    private ViewResult ShowRecommend(ReviewView review, SigningForm form)
    {
        var capacity = user.Must().In(Role.LeadOfficer);
        var refusal =
            !review.IsWritable ? "The review cannot be recommended now."
            : capacity is null ? "Only a lead officer can recommend in an annual review."
            : review.Gaps.Count > 0 ? "The review cannot be recommended yet."
            : null;
        form.Seal ??= ReviewDigest.Of(review.Review);
        return View(
            "SignReview",
            new ReviewSigningPage(review, form, refusal is null ? capacity : null, refusal)
        );
    }

    private ViewResult ShowSign(
        ReviewView review,
        SigningForm form,
        bool offersVariation = false,
        bool asksForAcceptance = false
    )
    {
        var actor = user.Must();
        var refusal = review.Grant.WhyNotSignReview(review.Year, actor);
        form.Seal ??= ReviewDigest.Of(review.Review);
        if (form.Comments.Count == 0)
            form.Comments.Add(new CommentField { Heading = "" });
        if (
            asksForAcceptance
            && review.Review?.AwaitingRole == Role.ChiefFinanceOfficer
            && form.Comments.TrueForAll(comment => comment.Heading != Comment.OverProgramming)
        )
            form.Comments.Add(new CommentField { Heading = Comment.OverProgramming });
        return View(
            "SignReview",
            new ReviewSigningPage(
                review,
                form,
                refusal is null ? actor.CapacityFor(review.Review!.AwaitingRole!.Value) : null,
                refusal,
                offersVariation
            )
        );
    }

    private ViewResult ShowReturn(ReviewView review, ReturnReviewForm form)
    {
        form.View = review;
        form.Refusal = review.Grant.WhyNotSignReview(review.Year, user.Must());
        return View("ReturnReview", form);
    }

    private static string FieldOf(DomainException refusal) =>
        refusal.Code == "sign.agree" ? $"{Form}.{nameof(SigningForm.Agreed)}" : "";

    private RedirectResult Told(ReviewView review, string sentence)
    {
        Say(sentence);
        return Redirect(review.Href);
    }
}
