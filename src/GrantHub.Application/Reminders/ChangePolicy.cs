using FluentValidation;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Decides when and to whom reminders of one kind of work go.</summary>
/// <param name="Seen">The version that the form showed; empty: the policy that nobody had changed.</param>
[Requires(Permission.ManageReminders)]
public sealed record ChangePolicy(WorkKind Kind, Guid Seen, bool IsOn, ReminderRule Rule)
    : ICommand<Unit>;

internal sealed class ChangePolicyValidator : AbstractValidator<ChangePolicy>
{
    private static readonly Role Every = Roles.All.Aggregate((all, role) => all | role);

    public ChangePolicyValidator() =>
        RuleFor(r => r.Rule)
            .Must(rule => (rule.CopyTo & ~Every) == Role.None)
            .WithMessage("Choose roles from the list only.");
}

internal sealed class ChangePolicyHandler(IGrantHubDb db) : IRequestHandler<ChangePolicy, Unit>
{
    public async Task<Unit> Handle(ChangePolicy request, CancellationToken cancellationToken)
    {
        if (!WorkKinds.Reminded.Contains(request.Kind))
            throw new NotFoundException("Nobody is reminded of such work.");
        var kept = await db.ReminderPolicies.SingleOrDefaultAsync(
            p => p.Kind == request.Kind,
            cancellationToken
        );
        var policy = kept ?? ReminderPolicy.Default(request.Kind);
        policy.RefuseStale(
            request.Seen,
            policy.Words(),
            ReminderPolicy.Words(request.IsOn, request.Rule)
        );
        policy.Change(request.IsOn, request.Rule);
        if (kept is null && policy.Happenings.Count > 0)
            db.ReminderPolicies.Add(policy);
        return Unit.Value;
    }
}
