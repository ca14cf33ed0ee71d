using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Lets one sign in through a provider of single sign-on, as who one is there.</summary>
[Requires(Permission.SignedIn)]
public sealed record ConnectProvider(ProviderSubject Subject) : ICommand<Unit>;

internal sealed class ConnectProviderHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<ConnectProvider, Unit>
{
    public async Task<Unit> Handle(ConnectProvider request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        await signIns.ConnectAsync(person.Id, request.Subject, cancellationToken);
        person.ProviderConnected(request.Subject.Provider);
        return Unit.Value;
    }
}
