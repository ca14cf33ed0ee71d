using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Marks a continuing condition as breached.</summary>
[Requires(Permission.ManageGrants)]
public sealed record BreachCondition(string Reference, int Number, DateOnly? On, string Reason)
    : ICommand<Unit>;

internal sealed class BreachConditionValidator : AbstractValidator<BreachCondition>
{
    public BreachConditionValidator()
    {
        RuleFor(r => r.On).Day("Enter the day since which the condition is breached.");
        RuleFor(r => r.Reason).Reason("Say how the condition is breached.");
    }
}

internal sealed class BreachConditionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<BreachCondition, Unit>
{
    public async Task<Unit> Handle(BreachCondition request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.BreachCondition(
            request.Number,
            request.On!.Value,
            request.Reason,
            user.Must(),
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
