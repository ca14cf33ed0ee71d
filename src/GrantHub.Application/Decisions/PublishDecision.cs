using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>Lets a decided record into the public register.</summary>
[Requires(Permission.PublishDecisions)]
public sealed record PublishDecision(string Address) : ICommand<Unit>;

internal sealed class PublishDecisionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PublishDecision, Unit>
{
    public async Task<Unit> Handle(PublishDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        record.Publish(clock.UtcInstant());
        return Unit.Value;
    }
}
