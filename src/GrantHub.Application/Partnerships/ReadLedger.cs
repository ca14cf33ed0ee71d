using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A page of the ledger of one year, newest first.</summary>
/// <param name="Year">Null: the latest open year that has begun, else the latest.</param>
/// <param name="At">Where the page starts (<see cref="Cursor"/>).</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadLedger(
    string Slug,
    FinancialYear? Year,
    LedgerFilter Filter,
    string? At = null
) : IQuery<LedgerPage>;

/// <param name="Budget">With its lines only; null where the partnership has no budget yet.</param>
/// <param name="Years">Every year that has a budget, latest first.</param>
public sealed record LedgerPage(
    PartnershipTitle Partnership,
    PartnershipBudget? Budget,
    IReadOnlyList<FinancialYear> Years,
    Page<LedgerRow> Rows
);

internal sealed class ReadLedgerHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadLedger, LedgerPage>
{
    public async Task<LedgerPage> Handle(ReadLedger request, CancellationToken cancellationToken)
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        var years = await db
            .Budgets.Where(b => b.PartnershipId == partnership.Id)
            .OrderByDescending(b => b.Year)
            .Select(b => new { b.Year, IsOpen = b.ClosedAt == null })
            .ToListAsync(cancellationToken);
        var today = clock.LondonToday();
        var chosen =
            request.Year
            ?? years
                .OrderByDescending(y => y.IsOpen)
                .ThenByDescending(y => y.Year.Start <= today)
                .Select(y => (FinancialYear?)y.Year)
                .FirstOrDefault();
        if (chosen is not { } year)
            return new(partnership, null, [], new([], null, null));
        var budget = await db.ReadBudgetLinesAsync(partnership, year, cancellationToken);
        return new(
            partnership,
            budget,
            [.. years.Select(y => y.Year)],
            await PageAsync(budget, request, cancellationToken)
        );
    }

    private async Task<Page<LedgerRow>> PageAsync(
        PartnershipBudget budget,
        ReadLedger request,
        CancellationToken cancellationToken
    )
    {
        var from = Cursor.Parse(request.At);
        var postings = db.PostingsOf(budget, request.Filter);
        var descending = from is not { Backwards: true };
        if (
            from is not null
            && DateOnly.TryParseExact(
                from.Key,
                "O",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
        )
            postings = descending
                ? postings.Where(p => p.Date <= date && (p.Date < date || p.Id < from.Id))
                : postings.Where(p => p.Date >= date && (p.Date > date || p.Id > from.Id));
        postings = descending
            ? postings.OrderByDescending(p => p.Date).ThenByDescending(p => p.Id)
            : postings.OrderBy(p => p.Date).ThenBy(p => p.Id);
        var rows = await db.Rows(postings.Take(Page<LedgerRow>.Size + 1))
            .ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.Date.Iso(), row.Id));
    }
}
