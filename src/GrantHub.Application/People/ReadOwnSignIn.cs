using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>How one signs in oneself: second factors, passkeys, providers.</summary>
[Requires(Permission.SignedIn)]
public sealed record ReadOwnSignIn : IQuery<SignInState>;

internal sealed class ReadOwnSignInHandler(ISignIns signIns, ICurrentUser user)
    : IRequestHandler<ReadOwnSignIn, SignInState>
{
    public Task<SignInState> Handle(ReadOwnSignIn request, CancellationToken cancellationToken) =>
        signIns.StateAsync(user.Must().PersonId, cancellationToken);
}
