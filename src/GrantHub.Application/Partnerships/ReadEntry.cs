using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>An entry of a ledger with its evidence.</summary>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadEntry(string Slug, FinancialYear Year, int Number) : IQuery<EntryPage>;

/// <param name="Postings">In the order of the lines' numbers; at least one.</param>
/// <param name="ReversedBy">The entry that takes this one back.</param>
public sealed record EntryPage(
    PartnershipTitle Partnership,
    PartnershipBudget Budget,
    IReadOnlyList<Posting> Postings,
    int? ReversedBy,
    IReadOnlyList<LedgerFile> Files
);

internal sealed class ReadEntryHandler(IGrantHubDb db) : IRequestHandler<ReadEntry, EntryPage>
{
    public async Task<EntryPage> Handle(ReadEntry request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        var budget = await db.ReadBudgetLinesAsync(partnership, request.Year, cancellationToken);
        var postings = db.Postings.AsNoTracking();
        return new(
            partnership,
            budget,
            await postings.EntryAsync(budget, request.Number, cancellationToken),
            await postings.ReversalOfAsync(budget, request.Number, cancellationToken),
            await db
                .LedgerFiles.AsNoTracking()
                .Where(file => file.BudgetId == budget.Id && file.Entry == request.Number)
                .OrderBy(file => file.Id)
                .ToListAsync(cancellationToken)
        );
    }
}

internal static class BudgetLines
{
    /// <summary>A budget with its lines only, to read.</summary>
    public static async Task<PartnershipBudget> ReadBudgetLinesAsync(
        this IGrantHubDb db,
        PartnershipTitle partnership,
        FinancialYear year,
        CancellationToken cancellationToken
    ) =>
        await db
            .Budgets.AsNoTracking()
            .Include(b => b.Lines)
            .SingleOrDefaultAsync(
                b => b.PartnershipId == partnership.Id && b.Year == year,
                cancellationToken
            )
        ?? throw BudgetAccess.NotFound(year);
}
