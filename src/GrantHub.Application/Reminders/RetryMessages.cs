using System.Globalization;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>Has e-mails that were given up tried again from the start: one update, however many.</summary>
/// <param name="Id">One of them; null: all.</param>
[Requires(Permission.ManageReminders)]
public sealed record RetryMessages(long? Id = null) : ICommand<int>;

internal sealed class RetryMessagesHandler(IGrantHubDb db, AuditTrail trail, TimeProvider clock)
    : IRequestHandler<RetryMessages, int>
{
    /// <returns>How many are tried again.</returns>
    public async Task<int> Handle(RetryMessages request, CancellationToken cancellationToken)
    {
        var given = db.Outbox.Where(m => m.State == MessageState.GivenUp);
        if (request.Id is { } id)
            given = given.Where(m => m.Id == id);
        var now = clock.UtcInstant();
        var retried = await given.ExecuteUpdateAsync(
            set =>
                set.SetProperty(m => m.State, MessageState.Waiting)
                    .SetProperty(m => m.Attempts, 0)
                    .SetProperty(m => m.NextAttemptAt, now),
            cancellationToken
        );
        if (retried > 0)
            trail.Note(
                OutboxMessage.Subject,
                request.Id ?? 0,
                new Happening(
                    "MessagesRetried",
                    After: string.Create(
                        CultureInfo.InvariantCulture,
                        $"{retried} {(retried == 1 ? "e-mail" : "e-mails")} to send again"
                    )
                )
            );
        if (retried > 0 || request.Id is not { } one)
            return retried;
        if (!await db.Outbox.AnyAsync(m => m.Id == one, cancellationToken))
            throw new NotFoundException("There is no such e-mail.");
        throw DomainException.Conflict(
            "outbox.not-given-up",
            "This e-mail is not given up any more. Somebody else has had it tried again, or it is on its way."
        );
    }
}
