using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records that a condition is met, with the evidence.</summary>
/// <param name="Reason">What shows that it is met.</param>
[Requires(Permission.ManageGrants)]
public sealed record MeetCondition(string Reference, int Number, DateOnly? On, string Reason)
    : ICommand<Unit>;

internal sealed class MeetConditionValidator : AbstractValidator<MeetCondition>
{
    public MeetConditionValidator()
    {
        RuleFor(r => r.On).Day("Enter the day on which the condition was met.");
        RuleFor(r => r.Reason).Reason("Say what shows that the condition is met.");
    }
}

internal sealed class MeetConditionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<MeetCondition, Unit>
{
    public async Task<Unit> Handle(MeetCondition request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.MeetCondition(
            request.Number,
            request.On!.Value,
            request.Reason,
            user.Must(),
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
