using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Starts the budget of a year, or fills the empty draft that closing the year before has left.</summary>
/// <param name="FromLastYear">With last year's lines and what they are planned at.</param>
/// <param name="OpeningPlanned">What is brought forward; null: what last year is expected to end with. Ignored once last year has closed.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record StartBudget(
    string Slug,
    FinancialYear Year,
    bool FromLastYear,
    Money? OpeningPlanned = null
) : ICommand<Unit>;

internal sealed class StartBudgetHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<StartBudget, Unit>
{
    public async Task<Unit> Handle(StartBudget request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        var budgets = db.BudgetsOf(partnership.Slug);
        var before = await budgets.WholeAsync(request.Year.Before, cancellationToken);
        var after = await budgets.WholeAsync(request.Year.Next, cancellationToken);
        var budget = await budgets.WholeAsync(request.Year, cancellationToken);
        if (budget is { Lines.Count: > 0 })
            throw DomainException.Conflict(
                "budget.there",
                $"There is a budget for {request.Year} already. Open it and change it."
            );
        if (request.FromLastYear && before is null)
            throw new DomainException(
                "budget.no-last-year",
                $"The partnership has no budget for {request.Year.Before}, so there are no lines to start from. Start with an empty budget."
            );
        if (budget is null)
        {
            budget = PartnershipBudget.Start(
                partnership.Id,
                request.Year,
                request.OpeningPlanned ?? await ExpectedAsync(before, cancellationToken),
                before
            );
            db.Budgets.Add(budget);
            after?.Follow(budget);
        }
        if (request.FromLastYear)
            budget.StartFrom(before!);
        return Unit.Value;
    }

    private async Task<Money> ExpectedAsync(
        PartnershipBudget? before,
        CancellationToken cancellationToken
    ) =>
        before is null
            ? Money.Zero
            : before
                .ForecastFigures(
                    await db.LedgerTotalsAsync(before.Id, cancellationToken),
                    clock.LondonToday()
                )
                .Closing;
}
