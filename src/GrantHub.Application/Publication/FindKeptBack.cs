using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>
/// Whether the office has what the register has not got at an address: then somebody who is signed in is refused it, though
/// they are answered as if there were none. Never of the public.
/// </summary>
[Requires(Permission.ReadRegister)]
public sealed record FindKeptBack(string Address) : IQuery<bool>;

internal sealed class FindKeptBackHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<FindKeptBack, bool>
{
    public Task<bool> Handle(FindKeptBack request, CancellationToken cancellationToken) =>
        db.IsKeptBackAsync(user, request.Address, cancellationToken);
}
