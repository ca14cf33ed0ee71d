using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Lifts the lock-out that follows too many wrong passwords.</summary>
[Requires(Permission.ManagePeople)]
public sealed record UnlockPerson(long Id) : ICommand<Unit>;

internal sealed class UnlockPersonHandler(IGrantHubDb db, ISignIns signIns)
    : IRequestHandler<UnlockPerson, Unit>
{
    public async Task<Unit> Handle(UnlockPerson request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        await signIns.UnlockAsync(person.Id, cancellationToken);
        person.Unlocked();
        return Unit.Value;
    }
}
