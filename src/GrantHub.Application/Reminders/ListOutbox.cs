using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>A page of the e-mails, the latest first: one SQL command.</summary>
/// <param name="State">Null: all of them.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ManageReminders)]
public sealed record ListOutbox(MessageState? State = null, string? From = null)
    : IQuery<Page<OutboxRow>>;

/// <param name="Title">Of the subject of a reminder or a notice; null for a digest and a test.</param>
/// <param name="Offset">Of a reminder, in days.</param>
/// <param name="Fault">Why the last attempt failed.</param>
public sealed record OutboxRow(
    long Id,
    MessageKind Kind,
    MessageState State,
    long PersonId,
    string PersonName,
    string? Reference,
    string? Title,
    WorkKind? Work,
    int? Offset,
    Moment? Moment,
    DateOnly? DigestOn,
    DateTime CreatedAt,
    int Attempts,
    DateTime NextAttemptAt,
    string? Fault,
    DateTime? SentAt
);

internal sealed class ListOutboxHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ListOutbox, Page<OutboxRow>>
{
    public async Task<Page<OutboxRow>> Handle(
        ListOutbox request,
        CancellationToken cancellationToken
    )
    {
        var mayReadDrafts = user.May(Permission.ReadAllDrafts);
        var messages = db.Outbox.AsNoTracking();
        if (request.State is { } state)
            messages = messages.Where(m => m.State == state);
        var from = Cursor.Parse(request.From);
        var backwards = from is { Backwards: true };
        if (from is not null)
            messages = backwards
                ? messages.Where(m => m.Id > from.Id)
                : messages.Where(m => m.Id < from.Id);
        messages = backwards ? messages.OrderBy(m => m.Id) : messages.OrderByDescending(m => m.Id);
        var page = messages.Take(Page<OutboxRow>.Size + 1);
        var rows = await (
            from message in page
            join person in db.People on message.PersonId equals person.Id
            join planned in db.Reminders on message.ReminderId equals planned.Id into reminders
            from reminder in reminders.DefaultIfEmpty()
            select new OutboxRow(
                message.Id,
                message.Kind,
                message.State,
                person.Id,
                person.Name,
                reminder.Reference ?? message.Reference,
                // What was sent back is a draft again, and not everybody reads drafts.
                mayReadDrafts
                || (
                    reminder.Kind != WorkKind.ReturnedToMe
                    && message.Moment != Domain.Reminders.Moment.Returned
                )
                    ? reminder.Title ?? message.Title
                    : null,
                reminder.Kind,
                reminder.Offset,
                message.Moment,
                message.DigestOn,
                message.CreatedAt,
                message.Attempts,
                message.NextAttemptAt,
                message.Fault,
                message.SentAt
            )
        ).ToListAsync(cancellationToken);
        // A join need not keep the order of what it joins.
        rows.Sort((a, b) => backwards ? a.Id.CompareTo(b.Id) : b.Id.CompareTo(a.Id));
        return Cursor.Page(rows, from, row => ("", row.Id));
    }
}
