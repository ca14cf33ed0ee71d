using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Gives the review of a year back to the lead officer with a reason.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
[Requires(Permission.SignReviews)]
public sealed record ReturnReview(string Reference, FinancialYear Year, string Reason)
    : ICommand<Unit>;

internal sealed class ReturnReviewValidator : AbstractValidator<ReturnReview>
{
    public ReturnReviewValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class ReturnReviewHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReturnReview, Unit>
{
    public async Task<Unit> Handle(ReturnReview request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.ReturnReview(request.Year, user.Must(), request.Reason, clock.UtcInstant());
        return Unit.Value;
    }
}
