using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Ends the use of codes for one's own signing in. Ends every session, the asking one too unless it is renewed.</summary>
[Requires(Permission.SignedIn)]
public sealed record TurnOffSecondFactor : ICommand<Unit>;

internal sealed class TurnOffSecondFactorHandler(
    IGrantHubDb db,
    ISignIns signIns,
    ICurrentUser user
) : IRequestHandler<TurnOffSecondFactor, Unit>
{
    public async Task<Unit> Handle(TurnOffSecondFactor request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        await signIns.TurnOffAuthenticatorAsync(person.Id, cancellationToken);
        person.SecondFactorTurnedOff();
        return Unit.Value;
    }
}
