using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Removes a scenario of the reserve runway.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record RemoveScenario(string Slug, int Number) : ICommand<Unit>;

internal sealed class RemoveScenarioHandler(IGrantHubDb db) : IRequestHandler<RemoveScenario, Unit>
{
    public async Task<Unit> Handle(RemoveScenario request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RemoveScenario(request.Number);
        return Unit.Value;
    }
}
