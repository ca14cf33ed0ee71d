using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Ends every session of one's own, the asking one too.</summary>
[Requires(Permission.SignedIn)]
public sealed record SignOutEverywhere : ICommand<Unit>;

internal sealed class SignOutEverywhereHandler(IGrantHubDb db, ISignIns signIns, ICurrentUser user)
    : IRequestHandler<SignOutEverywhere, Unit>
{
    public async Task<Unit> Handle(SignOutEverywhere request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        await signIns.EndSessionsAsync(person.Id, cancellationToken);
        person.SessionsEnded();
        return Unit.Value;
    }
}
