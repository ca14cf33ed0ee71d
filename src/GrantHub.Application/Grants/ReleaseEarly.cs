using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>The chief finance officer lets a part of an indicative year be paid before its review.</summary>
/// <param name="Seen">What the form showed as released, so that sending it twice releases once.</param>
[Requires(Permission.OverrideBlocks)]
public sealed record ReleaseEarly(
    string Reference,
    FinancialYear Year,
    Money Seen,
    Money? Amount,
    string Reason
) : ICommand<Unit>;

internal sealed class ReleaseEarlyValidator : AbstractValidator<ReleaseEarly>
{
    public ReleaseEarlyValidator()
    {
        RuleFor(r => r.Amount).Amount("Enter the amount to release in pounds, such as 4,000.00.");
        RuleFor(r => r.Reason).Reason("Say why the money is needed before the annual review.");
    }
}

internal sealed class ReleaseEarlyHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReleaseEarly, Unit>
{
    public async Task<Unit> Handle(ReleaseEarly request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        if (
            grant.Years.FirstOrDefault(year => year.Year == request.Year) is { } year
            && year.Released != request.Seen
        )
            throw DomainException.Conflict(
                "release.again",
                $"{year.Released} of {year.Year} has been released since you opened the page. Look at the schedule before you release more."
            );
        grant.ReleaseEarly(request.Year, request.Amount!.Value, request.Reason, user.Must());
        return Unit.Value;
    }
}
