using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Puts a priority before the one above it.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record MovePriorityUp(string Slug, int Number) : ICommand<Unit>;

internal sealed class MovePriorityUpHandler(IGrantHubDb db) : IRequestHandler<MovePriorityUp, Unit>
{
    public async Task<Unit> Handle(MovePriorityUp request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.MovePriorityUp(request.Number);
        return Unit.Value;
    }
}
