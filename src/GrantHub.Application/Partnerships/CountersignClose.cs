using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>
/// The chief finance officer countersigns a close: the year is locked, what is returned or charged is posted, and the
/// next year opens with what is carried forward.
/// </summary>
/// <param name="Seen">The number of the close that the page showed.</param>
/// <param name="Agreed">Whether the statement was ticked (<see cref="CloseStatements.Countersign"/>).</param>
[Requires(Permission.CountersignCloses)]
public sealed record CountersignClose(string Slug, FinancialYear Year, int Seen, bool Agreed)
    : ICommand<Unit>;

internal sealed class CountersignCloseHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CountersignClose, Unit>
{
    public async Task<Unit> Handle(CountersignClose request, CancellationToken cancellationToken)
    {
        CloseAccess.GuardAgreed(request.Agreed);
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        if (budget.ClosedAt is null)
            budget.GuardSeen(request.Seen);
        db.Postings.AddRange(budget.CountersignClose(user.Must(), clock.UtcInstant()));
        var next = await db.BudgetsOf(request.Slug)
            .WholeAsync(request.Year.Next, cancellationToken);
        if (next is not null)
            next.Follow(budget);
        else
            db.Budgets.Add(
                PartnershipBudget.Start(
                    budget.PartnershipId,
                    request.Year.Next,
                    budget.Close!.Figures.CarriedForward,
                    budget
                )
            );
        return Unit.Value;
    }
}
