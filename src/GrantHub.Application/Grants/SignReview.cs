using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Application.Funding;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Agrees to the review of a year. The last signature carries it out.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen">The digest of what the person read (<see cref="ReviewDigest"/>); null: not checked.</param>
[Requires(Permission.SignReviews)]
public sealed record SignReview(
    string Reference,
    FinancialYear Year,
    Signing Signing,
    string? Seen = null
) : ICommand<Unit>;

internal sealed class SignReviewValidator : AbstractValidator<SignReview>
{
    public SignReviewValidator() => RuleFor(r => r.Signing).SetValidator(new SigningValidator());
}

internal sealed class SignReviewHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SignReview, Unit>
{
    public async Task<Unit> Handle(SignReview request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var review = grant.Review(request.Year).Review;
        review.GuardSeen(request.Seen);
        grant.SignReview(request.Year, user.Must(), request.Signing, clock.UtcInstant());
        if (review is { SignedAt: null, Recommendation: Recommendation.Amend, Amount: { } amount })
            await db.GuardAmendmentLimitsAsync(
                grant,
                review.Decides,
                amount,
                review.OverProgrammingAccepted,
                cancellationToken
            );
        else
            await db.GuardStreamLimitsAsync(
                grant,
                review?.OverProgrammingAccepted,
                cancellationToken
            );
        return Unit.Value;
    }
}
