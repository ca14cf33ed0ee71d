using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A budget to change, with the partners that its lines can name.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record ReadEditableBudget(string Slug, FinancialYear Year) : IQuery<EditableBudget>;

/// <param name="Budget">Read only; not attached to the database.</param>
/// <param name="Partners">Present members of the partnership and whoever the budget names already, by name.</param>
public sealed record EditableBudget(
    string Slug,
    string Name,
    PartnershipBudget Budget,
    LedgerTotals Totals,
    IReadOnlyList<(long Id, string Name)> Partners
)
{
    /// <summary>Partners by their names, however these are spaced and capitalised.</summary>
    public long? PartnerNamed(string name) =>
        Partners
            .Where(partner => Organisation.KeyOf(partner.Name) == Organisation.KeyOf(name))
            .Select(partner => (long?)partner.Id)
            .FirstOrDefault();
}

internal sealed class ReadEditableBudgetHandler(IGrantHubDb db)
    : IRequestHandler<ReadEditableBudget, EditableBudget>
{
    public async Task<EditableBudget> Handle(
        ReadEditableBudget request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.FindPartnershipAsync(request.Slug, cancellationToken);
        var budget =
            await db
                .Budgets.AsNoTracking()
                .Where(b => b.PartnershipId == partnership.Id)
                .WholeAsync(request.Year, cancellationToken)
            ?? throw BudgetAccess.NotFound(request.Year);
        var named = budget.Lines.Select(line => line.PartnerId).OfType<long>().ToList();
        var partners = await db
            .Organisations.Where(o =>
                named.Contains(o.Id)
                || db.Partnerships.Any(p =>
                    p.Id == partnership.Id
                    && p.Members.Any(m => m.OrganisationId == o.Id && m.LeftOn == null)
                )
            )
            .OrderBy(o => o.NameKey)
            .Select(o => new { o.Id, o.Name })
            .ToListAsync(cancellationToken);
        return new(
            partnership.Slug,
            partnership.Name,
            budget,
            await db.LedgerTotalsAsync(budget.Id, cancellationToken),
            [.. partners.Select(partner => (partner.Id, partner.Name))]
        );
    }
}
