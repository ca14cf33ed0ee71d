using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What one organisation contributes to one partnership in one year, on one line of the budget.</summary>
/// <param name="Figures">Of a contribution in kind only <see cref="ContributionFigures.Agreed"/> says something: its value.</param>
/// <param name="Grant">The grant of ours that pays it; null: none.</param>
public sealed record ContributionRow(
    string Slug,
    string Partnership,
    FinancialYear Year,
    BudgetStatus Status,
    int LineNumber,
    string Line,
    string Partner,
    bool InKind,
    ContributionFigures Figures,
    GrantLink? Grant
)
{
    /// <summary>No money is received for what is given in kind, so none is outstanding.</summary>
    public Money Outstanding => InKind ? Money.Zero : Figures.Outstanding;
}

/// <param name="Address">Last part of the grant's address.</param>
public sealed record GrantLink(string Reference, string Address);

/// <summary>What rows of contributions in cash add up to; those in kind are left out.</summary>
public sealed record ContributionTotals(
    Money Agreed,
    Money Invoiced,
    Money Received,
    Money Outstanding,
    Money Overdue
)
{
    public static ContributionTotals Of(IEnumerable<ContributionRow> rows)
    {
        var cash = rows.Where(row => !row.InKind).ToList();
        return new(
            Money.Sum(cash.Select(row => row.Figures.Agreed ?? Money.Zero)),
            Money.Sum(cash.Select(row => row.Figures.Invoiced)),
            Money.Sum(cash.Select(row => row.Figures.Received)),
            Money.Sum(cash.Select(row => row.Outstanding)),
            Money.Sum(cash.Select(row => row.Figures.Overdue))
        );
    }
}

internal static class ContributionRows
{
    /// <summary>
    /// The contributions of organisations to every partnership and year, by partnership, the latest year first. As many
    /// commands for three rows as for hundreds.
    /// </summary>
    /// <param name="drafts">Whether budgets count that the partners have not adopted yet.</param>
    public static async Task<IReadOnlyList<ContributionRow>> OfAsync(
        this IGrantHubDb db,
        IReadOnlyList<long> organisations,
        bool drafts,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var budgets = db
            .Budgets.AsNoTracking()
            .Where(b => b.Lines.Any(l => organisations.Contains(l.PartnerId!.Value)));
        if (!drafts)
            budgets = budgets.Where(b => b.AdoptedAt != null);
        var whole = await budgets
            .Include(b => b.Lines)
            .Include(b => b.Instalments)
            .AsSplitQuery()
            .OrderBy(b => b.Id)
            .ToListAsync(cancellationToken);
        if (whole.Count == 0)
            return [];
        var names = await db
            .Partnerships.AsNoTracking()
            .Where(p => budgets.Any(b => b.PartnershipId == p.Id))
            .Select(p => new
            {
                p.Id,
                p.Slug,
                p.Name,
            })
            .ToDictionaryAsync(p => p.Id, cancellationToken);
        var received = await ReceivedAsync(db, budgets, cancellationToken);
        var grants = await db.GrantsOfAsync(whole, cancellationToken);
        return
        [
            .. whole
                .OrderBy(b => names[b.PartnershipId].Name, StringComparer.Ordinal)
                .ThenBy(b => b.PartnershipId)
                .ThenByDescending(b => b.Year)
                .SelectMany(b =>
                    RowsOf(
                            b,
                            names[b.PartnershipId].Slug,
                            names[b.PartnershipId].Name,
                            received.GetValueOrDefault(b.Id) ?? LedgerTotals.None,
                            grants,
                            today
                        )
                        .Where(row =>
                            organisations.Contains(b.LineOf(row.LineNumber).PartnerId!.Value)
                        )
                ),
        ];
    }

    /// <summary>Every contribution to a budget, in the order of the page.</summary>
    public static IEnumerable<ContributionRow> RowsOf(
        PartnershipBudget budget,
        string slug,
        string name,
        LedgerTotals totals,
        IReadOnlyDictionary<long, GrantLink> grants,
        DateOnly today
    ) =>
        budget
            .Lines.Where(line => line.PartnerId is not null)
            .Select(line => new ContributionRow(
                slug,
                name,
                budget.Year,
                budget.Status,
                line.Number,
                line.Name,
                line.Partner!,
                !line.IsContribution,
                budget.ContributionOf(line, totals, today),
                line.GrantId is { } grant ? grants.GetValueOrDefault(grant) : null
            ));

    /// <summary>The grants that pay contributions to the budgets, by Id.</summary>
    public static async Task<IReadOnlyDictionary<long, GrantLink>> GrantsOfAsync(
        this IGrantHubDb db,
        IReadOnlyList<PartnershipBudget> budgets,
        CancellationToken cancellationToken
    )
    {
        var ids = budgets
            .SelectMany(b => b.Lines)
            .Select(line => line.GrantId)
            .OfType<long>()
            .Distinct()
            .ToList();
        return await db
            .Grants.AsNoTracking()
            .Where(g => ids.Contains(g.Id))
            .Select(g => new
            {
                g.Id,
                g.Reference,
                g.Slug,
            })
            .ToDictionaryAsync(
                g => g.Id,
                g => new GrantLink(g.Reference, g.Slug),
                cancellationToken
            );
    }

    /// <summary>What was received for contributions, without what closes returned or charged.</summary>
    private static async Task<Dictionary<long, LedgerTotals>> ReceivedAsync(
        IGrantHubDb db,
        IQueryable<PartnershipBudget> budgets,
        CancellationToken cancellationToken
    )
    {
        var sums = await db
            .Postings.Where(p =>
                p.Kind != EntryKind.YearEnd
                && budgets.Any(b =>
                    b.Id == p.BudgetId
                    && b.Lines.Any(l => l.Number == p.LineNumber && l.PartnerId != null)
                )
            )
            .GroupBy(p => new { p.BudgetId, p.LineNumber })
            .Select(group => new
            {
                group.Key.BudgetId,
                group.Key.LineNumber,
                Pence = group.Sum(p => (long)p.Amount),
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        return sums.GroupBy(sum => sum.BudgetId)
            .ToDictionary(
                budget => budget.Key,
                budget => new LedgerTotals(
                    budget.ToDictionary(
                        sum => sum.LineNumber,
                        sum => new LineTotal(new Money(sum.Pence), Money.Zero, sum.Count)
                    )
                )
            );
    }
}
