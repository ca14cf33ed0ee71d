using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>What a form that posts to a ledger has to know.</summary>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadLedgerBudget(string Slug, FinancialYear Year) : IQuery<LedgerBudget>;

/// <param name="Budget">With its lines only.</param>
public sealed record LedgerBudget(PartnershipTitle Partnership, PartnershipBudget Budget);

internal sealed class ReadLedgerBudgetHandler(IGrantHubDb db)
    : IRequestHandler<ReadLedgerBudget, LedgerBudget>
{
    public async Task<LedgerBudget> Handle(
        ReadLedgerBudget request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        return new(
            partnership,
            await db.ReadBudgetLinesAsync(partnership, request.Year, cancellationToken)
        );
    }
}
