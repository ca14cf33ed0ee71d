using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>An officer or the decision maker puts the record back to draft; its signatures become void.</summary>
/// <param name="SeenSeal">The hash of what the person read, so that nobody returns what they have not seen; null: not checked.</param>
[Requires(Permission.ReadDecisions)]
public sealed record ReturnDecision(string Address, string Reason, string? SeenSeal = null)
    : ICommand<Unit>;

internal sealed class ReturnDecisionValidator : AbstractValidator<ReturnDecision>
{
    public ReturnDecisionValidator() =>
        RuleFor(r => r.Reason).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class ReturnDecisionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReturnDecision, Unit>
{
    public async Task<Unit> Handle(ReturnDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        record.GuardSeen(request.SeenSeal);
        record.Return(user.Must(), request.Reason, clock.UtcInstant());
        return Unit.Value;
    }
}
