using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>The chief finance officer sends a signed close back, so that the year can be put right.</summary>
/// <param name="Seen">The number of the close that the page showed.</param>
[Requires(Permission.CountersignCloses)]
public sealed record SendCloseBack(string Slug, FinancialYear Year, int Seen, string Reason)
    : ICommand<Unit>;

internal sealed class SendCloseBackValidator : AbstractValidator<SendCloseBack>
{
    public SendCloseBackValidator() => RuleFor(r => r.Reason).CloseReason();
}

internal sealed class SendCloseBackHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SendCloseBack, Unit>
{
    public async Task<Unit> Handle(SendCloseBack request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.GuardSeen(request.Seen);
        budget.SendCloseBack(request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
