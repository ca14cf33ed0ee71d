using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.People;

/// <summary>Has the person's reminders come as single e-mails instead of one a day.</summary>
[Requires(Permission.SignedIn)]
public sealed record StopDigest : ICommand<Unit>;

internal sealed class StopDigestHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<StopDigest, Unit>
{
    public async Task<Unit> Handle(StopDigest request, CancellationToken cancellationToken)
    {
        var person = await db.LoadPersonAsync(user.Must().PersonId, cancellationToken);
        person.ChooseMail(dailyDigest: false, person.Muted);
        return Unit.Value;
    }
}
