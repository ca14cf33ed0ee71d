using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Starts the annual review of a year, or changes its draft.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen">The digest of what the form showed (<see cref="ReviewDigest"/>); null: not checked.</param>
[Requires(Permission.ManageGrants)]
public sealed record WriteReview(
    string Reference,
    FinancialYear Year,
    ReviewContent Content,
    string? Seen = null
) : ICommand<Unit>;

internal sealed class WriteReviewValidator : AbstractValidator<WriteReview>
{
    public WriteReviewValidator()
    {
        RuleFor(r => r.Content.Performance).GrantText();
        RuleFor(r => r.Content.Reasons).GrantText();
    }
}

internal sealed class WriteReviewHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<WriteReview, Unit>
{
    public async Task<Unit> Handle(WriteReview request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var draft = grant.Review(request.Year).Review;
        if (draft is { IsDraft: true })
            StaleChanges.RefuseStale(
                request.Seen,
                ReviewDigest.Of(draft),
                $"{draft.Performance}\n{draft.Reasons}",
                $"{request.Content.Performance}\n{request.Content.Reasons}"
            );
        grant.WriteReview(request.Year, request.Content, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
