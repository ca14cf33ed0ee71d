using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A page of what happened to a budget, newest first.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>).</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadBudgetHistory(string Partnership, FinancialYear Year, string? From = null)
    : IQuery<BudgetHistory>;

public sealed record BudgetHistory(
    string Slug,
    string Name,
    FinancialYear Year,
    Page<AuditEntry> Entries
);

internal sealed class ReadBudgetHistoryHandler(IGrantHubDb db)
    : IRequestHandler<ReadBudgetHistory, BudgetHistory>
{
    public async Task<BudgetHistory> Handle(
        ReadBudgetHistory request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budget =
            await db
                .Budgets.Where(b => b.PartnershipId == partnership.Id && b.Year == request.Year)
                .Select(b => (long?)b.Id)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw BudgetAccess.NotFound(request.Year);
        var from = Cursor.Parse(request.From);
        var entries = db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKind == PartnershipBudget.Subject && e.SubjectId == budget);
        if (from is not null)
            entries = from.Backwards
                ? entries.Where(e => e.Number > from.Id)
                : entries.Where(e => e.Number < from.Id);
        var ordered = from is { Backwards: true }
            ? entries.OrderBy(e => e.Number)
            : entries.OrderByDescending(e => e.Number);
        var rows = await ordered.Take(Page<AuditEntry>.Size + 1).ToListAsync(cancellationToken);
        return new(
            partnership.Slug,
            partnership.Name,
            request.Year,
            Cursor.Page(rows, from, entry => ("", entry.Number))
        );
    }
}
