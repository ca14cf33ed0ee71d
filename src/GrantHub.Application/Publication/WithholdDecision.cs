using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Keeps a decided record out of the public register, with a reason.</summary>
[Requires(Permission.PublishDecisions)]
public sealed record WithholdDecision(string Address, string Reason) : ICommand<Unit>;

internal sealed class WithholdDecisionValidator : AbstractValidator<WithholdDecision>
{
    public WithholdDecisionValidator() =>
        RuleFor(r => r.Reason).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
}

internal sealed class WithholdDecisionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<WithholdDecision, Unit>
{
    public async Task<Unit> Handle(WithholdDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        record.Withhold(request.Reason, clock.UtcInstant());
        return Unit.Value;
    }
}
