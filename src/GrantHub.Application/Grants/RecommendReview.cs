using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>The lead officer signs the review of a year and hands it to the chief finance officer.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen">The digest of what the person read (<see cref="ReviewDigest"/>); null: not checked.</param>
[Requires(Permission.ManageGrants)]
public sealed record RecommendReview(
    string Reference,
    FinancialYear Year,
    Signing Signing,
    string? Seen = null
) : ICommand<Unit>;

internal sealed class RecommendReviewValidator : AbstractValidator<RecommendReview>
{
    public RecommendReviewValidator() =>
        RuleFor(r => r.Signing).SetValidator(new SigningValidator());
}

internal sealed class RecommendReviewHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RecommendReview, Unit>
{
    public async Task<Unit> Handle(RecommendReview request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Review(request.Year).Review.GuardSeen(request.Seen);
        grant.RecommendReview(request.Year, user.Must(), request.Signing, clock.UtcInstant());
        return Unit.Value;
    }
}
