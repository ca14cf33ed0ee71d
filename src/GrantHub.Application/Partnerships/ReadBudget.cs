using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A partnership's budget for a year, with what the ledger says of it and the year before beside it.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadBudget(string Partnership, FinancialYear Year) : IQuery<BudgetPage>;

/// <summary>A budget and what the ledger says of its lines. Read only; not attached to the database.</summary>
public sealed record BudgetWithLedger(PartnershipBudget Budget, LedgerTotals Totals)
{
    public BudgetFigures Actual => Budget.Actual(Totals);

    public Money ActualOf(BudgetLine line) => Budget.ActualOf(line, Totals);
}

/// <param name="LastYear">Null where the year before has no budget.</param>
/// <param name="Years">Every year that has a budget, latest first.</param>
/// <param name="Today">The day by which the forecast knows whether the year has ended.</param>
public sealed record BudgetPage(
    string Slug,
    string Name,
    Money Floor,
    BudgetWithLedger ThisYear,
    BudgetWithLedger? LastYear,
    IReadOnlyList<FinancialYear> Years,
    DateOnly Today
)
{
    public PartnershipBudget Budget => ThisYear.Budget;
    public LedgerTotals Totals => ThisYear.Totals;

    public BudgetFigures Forecast =>
        Budget.ForecastFigures(Totals, Today) with
        {
            Settled = ThisYear.Actual.Settled,
        };

    public Money ForecastOf(BudgetLine line) => Budget.ForecastOf(line, Totals, Today);

    private readonly IReadOnlyDictionary<BudgetLine, BudgetLine>? sameLines = LastYear is null
        ? null
        : ThisYear.Budget.SameLinesOf(LastYear.Budget);

    /// <summary>The line of last year that is the same as this one: kind, name, parent and partner.</summary>
    public BudgetLine? LastYearOf(BudgetLine line) => sameLines?.GetValueOrDefault(line);
}

internal sealed class ReadBudgetHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadBudget, BudgetPage>
{
    public async Task<BudgetPage> Handle(ReadBudget request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budgets = db.Budgets.AsNoTracking().Where(b => b.PartnershipId == partnership.Id);
        var years = await budgets
            .OrderByDescending(b => b.Year)
            .Select(b => b.Year)
            .ToListAsync(cancellationToken);
        // Both years at once, so that a year with years behind it takes no more queries than one without.
        var lastYear = request.Year.Before;
        var found = await budgets
            .Where(b => b.Year == request.Year || b.Year == lastYear)
            .Whole()
            .ToListAsync(cancellationToken);
        var ids = found.Select(b => b.Id).ToList();
        var totals = await db
            .Postings.Where(p => ids.Contains(p.BudgetId))
            .TotalsAsync(cancellationToken);
        BudgetWithLedger? WithLedger(FinancialYear year) =>
            found.Find(b => b.Year == year) is { } budget
                ? new(budget, totals.GetValueOrDefault(budget.Id, LedgerTotals.None))
                : null;
        return new(
            partnership.Slug,
            partnership.Name,
            partnership.Floor,
            WithLedger(request.Year) ?? throw BudgetAccess.NotFound(request.Year),
            WithLedger(lastYear),
            years,
            clock.LondonToday()
        );
    }
}
