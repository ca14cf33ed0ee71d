using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Every budget of a partnership, latest first, and the year that the next one would be for.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ListBudgets(string Partnership) : IQuery<BudgetList>;

/// <param name="NextYear">The year after the latest budget; without one, the present year.</param>
public sealed record BudgetList(
    PartnershipTitle Partnership,
    IReadOnlyList<PartnershipBudget> Budgets,
    FinancialYear NextYear
);

internal sealed class ListBudgetsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ListBudgets, BudgetList>
{
    public async Task<BudgetList> Handle(ListBudgets request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budgets = await db
            .Budgets.AsNoTracking()
            .Where(b => b.PartnershipId == partnership.Id)
            .Include(b => b.Lines)
            .Include(b => b.Closes)
            .AsSplitQuery()
            .OrderByDescending(b => b.Year)
            .ToListAsync(cancellationToken);
        return new(
            partnership,
            budgets,
            budgets.Count > 0 ? budgets[0].Year.Next : FinancialYear.Of(clock.LondonToday())
        );
    }
}
