using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>
/// What happened to a person, a funding stream, a template, a reminder, a bank holiday, an e-mail or a job, newest first; for whoever may change such
/// things, and for whoever reads the audit trail.
/// </summary>
/// <param name="Id">Null: everything of the kind.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the newest.</param>
[Requires(Permission.SignedIn)]
public sealed record ReadSettingHistory(string Kind, long? Id = null, string? From = null)
    : IQuery<SettingHistory>;

/// <param name="Subject">Null for everything of the kind.</param>
public sealed record SettingHistory(
    string Kind,
    long? Id,
    AuditSubject? Subject,
    Page<AuditRow> Rows
);

internal sealed class ReadSettingHistoryHandler(
    IGrantHubDb db,
    ICurrentUser user,
    AuditSubjects subjects
) : IRequestHandler<ReadSettingHistory, SettingHistory>
{
    public async Task<SettingHistory> Handle(
        ReadSettingHistory request,
        CancellationToken cancellationToken
    )
    {
        var needed = request.Kind switch
        {
            Person.Subject or Deputy.Subject => Permission.ManagePeople,
            FundingStream.Subject => Permission.ManageStreams,
            RecordTemplate.Subject => Permission.ManageTemplates,
            ReminderPolicy.Subject or Job.Subject or BankHoliday.Subject or OutboxMessage.Subject =>
                Permission.ManageReminders,
            _ => throw new NotFoundException("There is no history of such a thing."),
        };
        if (!user.May(Permission.ReadAudit))
            user.Demand(needed);
        var entries = db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == request.Kind);
        if (request.Id is { } id)
            entries = entries.Where(e => e.SubjectId == id);
        var rows = await subjects.NameAsync(
            await entries.PageAsync(null, null, request.From, cancellationToken),
            cancellationToken
        );
        return request.Id is null || rows.Items.Count > 0
            ? new(request.Kind, request.Id, request.Id is null ? null : rows.Items[0].Subject, rows)
            : throw new NotFoundException("There is no history of such a thing.");
    }
}
