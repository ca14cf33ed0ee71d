using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Removes an instalment that is not invoiced.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record RemoveInstalment(string Slug, FinancialYear Year, int Number) : ICommand<Unit>;

internal sealed class RemoveInstalmentHandler(IGrantHubDb db)
    : IRequestHandler<RemoveInstalment, Unit>
{
    public async Task<Unit> Handle(RemoveInstalment request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.RemoveInstalment(request.Number);
        return Unit.Value;
    }
}
