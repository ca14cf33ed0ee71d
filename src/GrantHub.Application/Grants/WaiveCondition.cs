using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>The chief finance officer lets a condition go for good.</summary>
[Requires(Permission.OverrideBlocks)]
public sealed record WaiveCondition(string Reference, int Number, string Reason) : ICommand<Unit>;

internal sealed class WaiveConditionValidator : AbstractValidator<WaiveCondition>
{
    public WaiveConditionValidator()
    {
        RuleFor(r => r.Reason).Reason("Say why the condition is waived.");
    }
}

internal sealed class WaiveConditionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<WaiveCondition, Unit>
{
    public async Task<Unit> Handle(WaiveCondition request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.WaiveCondition(request.Number, request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
