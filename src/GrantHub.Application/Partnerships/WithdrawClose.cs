using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>The finance lead takes a signed close back before it is countersigned.</summary>
/// <param name="Seen">The number of the close that the page showed.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record WithdrawClose(string Slug, FinancialYear Year, int Seen, string Reason)
    : ICommand<Unit>;

internal sealed class WithdrawCloseValidator : AbstractValidator<WithdrawClose>
{
    public WithdrawCloseValidator() => RuleFor(r => r.Reason).CloseReason();
}

internal sealed class WithdrawCloseHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<WithdrawClose, Unit>
{
    public async Task<Unit> Handle(WithdrawClose request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.GuardSeen(request.Seen);
        budget.SendCloseBack(request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
