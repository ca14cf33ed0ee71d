using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Ends one's own sign-in through a provider of single sign-on.</summary>
[Requires(Permission.SignedIn)]
public sealed record DisconnectProvider(string Issuer) : ICommand<Unit>;

internal sealed class DisconnectProviderHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<DisconnectProvider, Unit>
{
    public async Task<Unit> Handle(DisconnectProvider request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        if (
            await signIns.DisconnectAsync(person.Id, request.Issuer, cancellationToken) is
            { } provider
        )
            person.ProviderDisconnected(provider);
        return Unit.Value;
    }
}
