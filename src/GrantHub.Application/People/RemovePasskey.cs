using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Takes a passkey of one's own away. Ends every session, the asking one too unless it is renewed.</summary>
/// <param name="Id">The credential's Id in Base64Url.</param>
[Requires(Permission.SignedIn)]
public sealed record RemovePasskey(string Id) : ICommand<Unit>;

internal sealed class RemovePasskeyHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<RemovePasskey, Unit>
{
    public async Task<Unit> Handle(RemovePasskey request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        person.PasskeyRemoved(
            await signIns.RemovePasskeyAsync(person.Id, request.Id, cancellationToken)
        );
        return Unit.Value;
    }
}
