using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Puts a test e-mail to oneself into the outbox.</summary>
/// <param name="Form">The form that was shown: posting it twice sends one.</param>
[Requires(Permission.ManageReminders)]
public sealed record SendTestMessage(Guid Form) : ICommand<Unit>;

internal sealed class SendTestMessageHandler(
    IGrantHubDb db,
    ICurrentUser user,
    AuditTrail trail,
    TimeProvider clock
) : IRequestHandler<SendTestMessage, Unit>
{
    public async Task<Unit> Handle(SendTestMessage request, CancellationToken cancellationToken)
    {
        var me = user.Must().PersonId;
        var form = request.Form.ToString();
        // Changes nothing and locks the row, so that two presses at once stand in a queue.
        await db
            .People.Where(person => person.Id == me)
            .ExecuteUpdateAsync(
                set => set.SetProperty(person => person.Version, person => person.Version),
                cancellationToken
            );
        // What was written is what stood there: no change.
        db.Writes.Forget();
        var isSent = await db.Outbox.AnyAsync(
            message =>
                message.PersonId == me
                && message.Kind == MessageKind.Test
                && message.Reference == form,
            cancellationToken
        );
        if (isSent)
            return Unit.Value;
        var message = OutboxMessage.Test(me, clock.UtcInstant(), request.Form);
        db.Outbox.Add(message);
        // The entry names it by its number, which the database gives.
        await db.SaveChangesAsync(cancellationToken);
        trail.Note(OutboxMessage.Subject, message.Id, new Happening("TestMessageSent"));
        return Unit.Value;
    }
}
