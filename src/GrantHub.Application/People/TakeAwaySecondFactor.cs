using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>
/// Takes somebody's lost second factor away: the app and its codes, and every passkey. Ends their sessions. Where a second
/// factor is needed they set one up at the next sign-in.
/// </summary>
[Requires(Permission.ManagePeople)]
public sealed record TakeAwaySecondFactor(long Id) : ICommand<Unit>;

internal sealed class TakeAwaySecondFactorHandler(IGrantHubDb db, ISignIns signIns)
    : IRequestHandler<TakeAwaySecondFactor, Unit>
{
    public async Task<Unit> Handle(
        TakeAwaySecondFactor request,
        CancellationToken cancellationToken
    )
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        var state = await signIns.StateAsync(person.Id, cancellationToken);
        if (!state.HasSecondFactor)
            throw new DomainException(
                "second-factor.none",
                $"{person.Name} has no second factor, so there is nothing to take away."
            );
        if (state.HasAuthenticator)
            await signIns.TurnOffAuthenticatorAsync(person.Id, cancellationToken);
        foreach (var passkey in state.Passkeys)
            await signIns.RemovePasskeyAsync(person.Id, passkey.Id, cancellationToken);
        person.SecondFactorTakenAway();
        return Unit.Value;
    }
}
