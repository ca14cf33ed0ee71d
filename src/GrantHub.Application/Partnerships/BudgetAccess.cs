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

    /// <summary>Budgets with their lines, instalments and closes.</summary>
    public static IQueryable<PartnershipBudget> Whole(this IQueryable<PartnershipBudget> budgets) =>
        budgets
            .Include(b => b.Lines)
            .Include(b => b.Instalments)
            .Include(b => b.Closes)
            .AsSplitQuery();

    /// <summary>A budget with its lines, instalments and closes; null where there is none.</summary>
    public static Task<PartnershipBudget?> WholeAsync(
        this IQueryable<PartnershipBudget> budgets,
        FinancialYear year,
        CancellationToken cancellationToken
    ) => budgets.Whole().SingleOrDefaultAsync(b => b.Year == year, cancellationToken);

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
    ) =>
        (
            await db.Postings.Where(p => p.BudgetId == budgetId).TotalsAsync(cancellationToken)
        ).GetValueOrDefault(budgetId, LedgerTotals.None);

    /// <summary>What postings say of the lines of their budgets, by budget: one query, however many there are.</summary>
    public static async Task<IReadOnlyDictionary<long, LedgerTotals>> TotalsAsync(
        this IQueryable<Posting> postings,
        CancellationToken cancellationToken
    )
    {
        // Grouped by the kind as it is stored, so that the groups come in the order of the index.
        var sums = await postings
            .GroupBy(p => new
            {
                p.BudgetId,
                p.LineNumber,
                p.Kind,
            })
            .Select(group => new
            {
                group.Key.BudgetId,
                group.Key.LineNumber,
                group.Key.Kind,
                Pence = group.Sum(p => (long)p.Amount),
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var totals = new Dictionary<long, Dictionary<int, LineTotal>>();
        foreach (var sum in sums)
        {
            if (!totals.TryGetValue(sum.BudgetId, out var lines))
                totals[sum.BudgetId] = lines = [];
            var line = lines.GetValueOrDefault(sum.LineNumber, LineTotal.None);
            var amount = new Money(sum.Pence);
            var isYearEnd = sum.Kind == EntryKind.YearEnd;
            lines[sum.LineNumber] = new(
                isYearEnd ? line.Actual : line.Actual + amount,
                isYearEnd ? line.YearEnd + amount : line.YearEnd,
                line.Postings + sum.Count
            );
        }
        return totals.ToDictionary(budget => budget.Key, budget => new LedgerTotals(budget.Value));
    }

    /// <summary>Refuses to save a plan over what somebody else saved since the form was shown; postings do not count.</summary>
    /// <param name="seen">The plan's version that the form showed.</param>
    public static void RefuseStalePlan(this PartnershipBudget budget, Guid seen)
    {
        if (seen != budget.PlanVersion)
            throw StaleChanges.Of(
                $"{budget.Planned.Income} income, {budget.Planned.Expenditure} expenditure, {budget.Planned.Closing} carried forward",
                "what you typed, which is on the page before this one"
            );
    }
}
