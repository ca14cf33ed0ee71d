using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Signs a person out everywhere.</summary>
[Requires(Permission.ManagePeople)]
public sealed record EndSessions(long Id) : ICommand<Unit>;

internal sealed class EndSessionsHandler(IGrantHubDb db, ISignIns signIns)
    : IRequestHandler<EndSessions, Unit>
{
    public async Task<Unit> Handle(EndSessions request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(request.Id, cancellationToken);
        await signIns.EndSessionsAsync(person.Id, cancellationToken);
        person.SessionsEnded();
        return Unit.Value;
    }
}
