using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>Who raised the record, or its lead officer, takes it back before it is decided.</summary>
[Requires(Permission.RaiseDecisions)]
public sealed record WithdrawDecision(string Address, string Reason) : ICommand<Unit>;

internal sealed class WithdrawDecisionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<WithdrawDecision, Unit>
{
    public async Task<Unit> Handle(WithdrawDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        record.Withdraw(user.Must(), request.Reason, clock.UtcInstant());
        return Unit.Value;
    }
}
