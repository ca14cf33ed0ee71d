using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A budget with what has to be checked before its year is closed, and every close that it had.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadClose(string Partnership, FinancialYear Year) : IQuery<ClosePage>;

/// <param name="Budget">Read only.</param>
/// <param name="Imports">In the order in which they were posted.</param>
/// <param name="Next">The budget of the next year, without its lines; null where there is none.</param>
public sealed record ClosePage(
    string Slug,
    string Name,
    YearEndRule Rule,
    PartnershipBudget Budget,
    LedgerTotals Totals,
    IReadOnlyList<ImportToCheck> Imports,
    PartnershipBudget? Next,
    DateOnly Today
)
{
    /// <summary>Why the year cannot be closed now, as a sentence; null when it can be signed.</summary>
    public string? WhyNot => Budget.WhyNotClose(Rule, Totals, Today);

    /// <summary>What closing now would mean; what was signed, where a close waits or stands.</summary>
    public YearEnd Figures => Budget.Close?.Figures ?? Budget.PreviewClose(Rule, Totals);

    /// <summary>Contributions in cash that have not come in whole.</summary>
    public IReadOnlyList<(BudgetLine Line, ContributionFigures Figures)> Outstanding =>
        [
            .. Budget
                .Contributions.Select(line => (line, Budget.ContributionOf(line, Totals, Today)))
                .Where(pair => pair.Item2.Outstanding > Money.Zero),
        ];

    /// <summary>Lines of expenditure, without sub-lines of their own, that took more than was planned for them.</summary>
    public IReadOnlyList<(BudgetLine Line, Money Over)> OverBudget =>
        [
            .. Budget
                .Lines.Where(line => line.Kind == LineKind.Expenditure && !Budget.HasSubLines(line))
                .Select(line => (line, Totals.Of(line.Number).Actual - Budget.PlannedOf(line)))
                .Where(pair => pair.Item2 > Money.Zero),
        ];
}

/// <param name="Reversed">How many of its entries have been reversed.</param>
public sealed record ImportToCheck(
    long Id,
    string File,
    int FirstEntry,
    int LastEntry,
    int Reversed,
    string ByName,
    DateTime At
)
{
    public int Entries => LastEntry - FirstEntry + 1;
}

internal sealed class ReadCloseHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadClose, ClosePage>
{
    public async Task<ClosePage> Handle(ReadClose request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budgets = db.Budgets.AsNoTracking().Where(b => b.PartnershipId == partnership.Id);
        var budget =
            await budgets.WholeAsync(request.Year, cancellationToken)
            ?? throw BudgetAccess.NotFound(request.Year);
        return new(
            partnership.Slug,
            partnership.Name,
            await db.RuleOfAsync(partnership.Id, cancellationToken),
            budget,
            await db.LedgerTotalsAsync(budget.Id, cancellationToken),
            await ImportsAsync(budget.Id, cancellationToken),
            await budgets.SingleOrDefaultAsync(b => b.Year == request.Year.Next, cancellationToken),
            clock.LondonToday()
        );
    }

    private async Task<IReadOnlyList<ImportToCheck>> ImportsAsync(
        long budgetId,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .LedgerImports.AsNoTracking()
            .Where(i => i.BudgetId == budgetId)
            .OrderBy(i => i.Id)
            .Select(i => new
            {
                Import = i,
                Reversed = db.Postings.Count(p =>
                    p.BudgetId == budgetId
                    && p.Reverses >= i.FirstEntry
                    && p.Reverses <= i.LastEntry
                ),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ImportToCheck(
                row.Import.Id,
                row.Import.File.Name,
                row.Import.FirstEntry,
                row.Import.LastEntry,
                row.Reversed,
                row.Import.ByName,
                row.Import.ImportedAt
            )),
        ];
    }
}
