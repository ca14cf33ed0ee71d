using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Stops a person from signing in and ends their sessions. What they did stays as it is.</summary>
[Requires(Permission.ManagePeople)]
public sealed record DisablePerson(long Id) : ICommand<Unit>;

internal sealed class DisablePersonHandler(
    IGrantHubDb db,
    ISignIns signIns,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<DisablePerson, Unit>
{
    public async Task<Unit> Handle(DisablePerson request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        var administered = person.Administers;
        var wasDisabled = person.DisabledAt is not null;
        person.Disable(user.Must(), clock.UtcInstant());
        if (wasDisabled)
            return Unit.Value;
        if (administered)
            await db.KeepAnAdministratorAsync(person, cancellationToken);
        // A session must not come back to life when the person is enabled again.
        await signIns.EndSessionsAsync(person.Id, cancellationToken);
        return Unit.Value;
    }
}
