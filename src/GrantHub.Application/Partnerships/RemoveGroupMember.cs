using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Takes somebody out of a group.</summary>
/// <param name="Member">The number of the person.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record RemoveGroupMember(string Slug, int Number, int Member) : ICommand<Unit>;

internal sealed class RemoveGroupMemberHandler(IGrantHubDb db)
    : IRequestHandler<RemoveGroupMember, Unit>
{
    public async Task<Unit> Handle(RemoveGroupMember request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RemoveGroupMember(request.Number, request.Member);
        return Unit.Value;
    }
}
