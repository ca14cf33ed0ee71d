using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Removes a priority. That it was stays in the history.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record RemovePriority(string Slug, int Number) : ICommand<Unit>;

internal sealed class RemovePriorityHandler(IGrantHubDb db) : IRequestHandler<RemovePriority, Unit>
{
    public async Task<Unit> Handle(RemovePriority request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RemovePriority(request.Number);
        return Unit.Value;
    }
}
