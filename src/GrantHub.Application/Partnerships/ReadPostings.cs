using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Every posting of a ledger, to be read one at a time.</summary>
/// <param name="Partnership">Its slug or its exact name.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadPostings(string Partnership, FinancialYear Year, LedgerFilter Filter)
    : IQuery<LedgerPostings>;

/// <param name="Budget">With its lines only.</param>
/// <param name="Rows">By entry, then by line; read as they are asked for, while the request lasts.</param>
public sealed record LedgerPostings(
    PartnershipTitle Partnership,
    PartnershipBudget Budget,
    IAsyncEnumerable<LedgerRow> Rows
);

internal sealed class ReadPostingsHandler(IGrantHubDb db)
    : IRequestHandler<ReadPostings, LedgerPostings>
{
    public async Task<LedgerPostings> Handle(
        ReadPostings request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Partnership, cancellationToken);
        var budget = await db.ReadBudgetLinesAsync(partnership, request.Year, cancellationToken);
        var postings = db.PostingsOf(budget, request.Filter)
            .OrderBy(p => p.Entry)
            .ThenBy(p => p.LineNumber);
        return new(partnership, budget, db.Rows(postings).AsAsyncEnumerable());
    }
}
