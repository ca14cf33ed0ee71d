using FluentValidation;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Changes how many days before the end of a year its review is due.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Words"/> that the form showed; null: the change does not rest on what was shown.</param>
/// <param name="Days">1 to 365.</param>
[Requires(Permission.ManageGrants)]
public sealed record ChangeReviewDays(string Reference, string? Seen, int Days, string Reason)
    : ICommand<Unit>
{
    /// <summary>What a form shows of it.</summary>
    public static string Words(int days) => $"{days} days before the end of the year";
}

internal sealed class ChangeReviewDaysValidator : AbstractValidator<ChangeReviewDays>
{
    public ChangeReviewDaysValidator() => RuleFor(r => r.Reason).GrantText();
}

internal sealed class ChangeReviewDaysHandler(IGrantHubDb db)
    : IRequestHandler<ChangeReviewDays, Unit>
{
    public async Task<Unit> Handle(ChangeReviewDays request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        StaleChanges.RefuseStale(
            request.Seen,
            ChangeReviewDays.Words(grant.ReviewDays),
            $"{ChangeReviewDays.Words(request.Days)}. {request.Reason}"
        );
        grant.ChangeReviewDays(request.Days, request.Reason);
        return Unit.Value;
    }
}
