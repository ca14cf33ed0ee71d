using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Takes a chair out of a group who was entered by mistake.</summary>
/// <param name="Chair">The number of the turn.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record RemoveChair(string Slug, int Number, int Chair) : ICommand<Unit>;

internal sealed class RemoveChairHandler(IGrantHubDb db) : IRequestHandler<RemoveChair, Unit>
{
    public async Task<Unit> Handle(RemoveChair request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RemoveChair(request.Number, request.Chair);
        return Unit.Value;
    }
}
