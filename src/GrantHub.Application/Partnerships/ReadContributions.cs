using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What partners contribute to a partnership in a year.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
/// <param name="Year">Null: the present financial year where it has a budget, else the latest that has one.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadContributions(string Partnership, FinancialYear? Year = null)
    : IQuery<ContributionsPage>;

/// <param name="Budget">Read only; null where the partnership has no budget yet.</param>
/// <param name="Years">Every year that has a budget, latest first.</param>
public sealed record ContributionsPage(
    string Slug,
    string Name,
    PartnershipBudget? Budget,
    IReadOnlyList<ContributionRow> Rows,
    IReadOnlyList<FinancialYear> Years,
    DateOnly Today
)
{
    public ContributionTotals Totals => ContributionTotals.Of(Rows);

    public bool MayChange => Budget is { ClosedAt: null, ClosingSince: null };
}

internal sealed class ReadContributionsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadContributions, ContributionsPage>
{
    public async Task<ContributionsPage> Handle(
        ReadContributions request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budgets = db.Budgets.AsNoTracking().Where(b => b.PartnershipId == partnership.Id);
        var years = await budgets
            .OrderByDescending(b => b.Year)
            .Select(b => b.Year)
            .ToListAsync(cancellationToken);
        var today = clock.LondonToday();
        var present = FinancialYear.Of(today);
        if ((request.Year ?? Default(years, present)) is not { } year)
            return new(partnership.Slug, partnership.Name, null, [], [], today);
        var budget =
            await budgets.WholeAsync(year, cancellationToken) ?? throw BudgetAccess.NotFound(year);
        return new(
            partnership.Slug,
            partnership.Name,
            budget,
            [
                .. ContributionRows.RowsOf(
                    budget,
                    partnership.Slug,
                    partnership.Name,
                    await db.LedgerTotalsAsync(budget.Id, cancellationToken),
                    await db.GrantsOfAsync([budget], cancellationToken),
                    today
                ),
            ],
            years,
            today
        );
    }

    private static FinancialYear? Default(List<FinancialYear> years, FinancialYear present) =>
        years.Count == 0 ? null
        : years.Contains(present) ? present
        : years[0];
}
