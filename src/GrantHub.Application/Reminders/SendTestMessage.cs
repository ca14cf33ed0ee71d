using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;

namespace GrantHub.Application.Reminders;

/// <summary>Puts a test e-mail to oneself into the outbox.</summary>
[Requires(Permission.ManageReminders)]
public sealed record SendTestMessage : ICommand<Unit>;

internal sealed class SendTestMessageHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SendTestMessage, Unit>
{
    public Task<Unit> Handle(SendTestMessage request, CancellationToken cancellationToken)
    {
        db.Outbox.Add(OutboxMessage.Test(user.Must().PersonId, clock.UtcInstant()));
        return Unit.Task;
    }
}
