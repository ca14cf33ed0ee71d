using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

internal static class BudgetAccess
{
    public static NotFoundException NotFound(FinancialYear year) =>
        new(
            $"The partnership has no budget for {year}. Look for it among the partnership's budgets."
        );

    /// <summary>The budgets of the partnership with the slug.</summary>
    public static IQueryable<PartnershipBudget> BudgetsOf(this IGrantHubDb db, string slug) =>
        db.Budgets.Where(b => db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == slug));

    /// <summary>A budget with its lines, instalments and closes; null where there is none.</summary>
    public static Task<PartnershipBudget?> WholeAsync(
        this IQueryable<PartnershipBudget> budgets,
        FinancialYear year,
        CancellationToken cancellationToken
    ) =>
        budgets
            .Include(b => b.Lines)
            .Include(b => b.Instalments)
            .Include(b => b.Closes)
            .AsSplitQuery()
            .SingleOrDefaultAsync(b => b.Year == year, cancellationToken);

    /// <summary>A budget with its lines, instalments and closes, to change it.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody saved it meanwhile; the command runs again.</exception>
    public static async Task<PartnershipBudget> LoadBudgetAsync(
        this IGrantHubDb db,
        string slug,
        FinancialYear year,
        CancellationToken cancellationToken
    )
    {
        var budget =
            await db.BudgetsOf(slug).WholeAsync(year, cancellationToken) ?? throw NotFound(year);
        // Its parts are read one after the other, and what is saved in between would tear it: an open year whose close
        // is countersigned already.
        var version = await db
            .Budgets.Where(b => b.Id == budget.Id)
            .Select(b => b.Version)
            .SingleAsync(cancellationToken);
        return version == budget.Version
            ? budget
            : throw new DbUpdateConcurrencyException(
                $"The budget of {year} was saved while it was being read."
            );
    }

    /// <summary>What the ledger of one budget says of its lines: one query, however many postings there are.</summary>
    public static async Task<LedgerTotals> LedgerTotalsAsync(
        this IGrantHubDb db,
        long budgetId,
        CancellationToken cancellationToken
    )
    {
        var sums = await db
            .Postings.Where(p => p.BudgetId == budgetId)
            .GroupBy(p => new { p.LineNumber, IsYearEnd = p.Kind == EntryKind.YearEnd })
            .Select(group => new
            {
                group.Key.LineNumber,
                group.Key.IsYearEnd,
                Pence = group.Sum(p => (long)p.Amount),
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        return new(
            sums.GroupBy(sum => sum.LineNumber)
                .ToDictionary(
                    line => line.Key,
                    line => new LineTotal(
                        new(line.Where(sum => !sum.IsYearEnd).Sum(sum => sum.Pence)),
                        new(line.Where(sum => sum.IsYearEnd).Sum(sum => sum.Pence)),
                        line.Sum(sum => sum.Count)
                    )
                )
        );
    }

    /// <summary>Refuses to save a plan over what somebody else saved since the form was shown; postings do not count.</summary>
    /// <param name="seen">The plan's version that the form showed.</param>
    public static void RefuseStalePlan(this PartnershipBudget budget, Guid seen)
    {
        if (seen != budget.PlanVersion)
            throw new StaleException(
                "Somebody else changed this budget while you had it open, so your changes have not been saved. Open the page again and make them once more.",
                $"{budget.Planned.Income} income, {budget.Planned.Expenditure} expenditure, {budget.Planned.Closing} carried forward",
                "what you typed, which is on the page before this one"
            );
    }
}
