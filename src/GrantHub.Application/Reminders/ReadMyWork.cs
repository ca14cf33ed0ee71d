using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>What the person has to do, the most urgent group first. One SQL command for each kind that they can have.</summary>
[Requires(Permission.SignedIn)]
public sealed record ReadMyWork : IQuery<MyWork>;

/// <param name="Groups">Those with something in them, the one with the latest task first.</param>
/// <param name="Permitted">The kinds that can be in the person's work at all.</param>
/// <param name="ReadsDecisions">Whether the person may open decision records at all.</param>
public sealed record MyWork(
    IReadOnlyList<WorkGroup> Groups,
    IReadOnlyList<WorkKind> Permitted,
    bool ReadsDecisions
);

/// <param name="Tasks">The most urgent first; at most <see cref="Shown"/>.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record WorkGroup(WorkKind Kind, IReadOnlyList<WorkTask> Tasks, bool HasMore)
{
    public const int Shown = 10;
}

/// <param name="Href">The page on which it is done.</param>
/// <param name="Reason">Why it was sent back; null otherwise.</param>
/// <param name="Days">
/// Calendar days in London since it came; 0: since today. With a due date: since that day, below 0 before it.
/// </param>
/// <param name="DueOn">Null where it waits without a date.</param>
/// <param name="Year">That a return or a review is about.</param>
public sealed record WorkTask(
    string Href,
    string? Reference,
    string Title,
    string? LeadOfficer,
    Money? Amount,
    Role? AwaitingRole,
    string? Reason,
    int Days,
    DateOnly? DueOn,
    FinancialYear? Year
);

internal sealed class ReadMyWorkHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReadMyWork, MyWork>
{
    public async Task<MyWork> Handle(ReadMyWork request, CancellationToken cancellationToken)
    {
        var today = clock.LondonToday();
        var work = new OwnWork(db, user, today);
        var permitted = Work.KindsOf(user).ToList();
        var groups = new List<WorkGroup>();
        foreach (var kind in permitted)
        {
            var rows = await work.Of(kind)
                .OrderBy(w => w.Date)
                .ThenBy(w => w.SubjectId)
                .Take(WorkGroup.Shown + 1)
                .ToListAsync(cancellationToken);
            if (rows.Count > 0)
                groups.Add(
                    new WorkGroup(
                        kind,
                        [.. rows.Take(WorkGroup.Shown).Select(row => TaskOf(kind, row, today))],
                        rows.Count > WorkGroup.Shown
                    )
                );
        }
        return new MyWork(
            [
                .. groups
                    .OrderBy(group => group.Kind == WorkKind.MyDrafts)
                    .ThenByDescending(group => group.Tasks[0].Days),
            ],
            permitted,
            user.May(Permission.ReadDecisions)
        );
    }

    private static WorkTask TaskOf(WorkKind kind, WorkRow row, DateOnly today) =>
        new(
            WorkAddresses.Of(kind, row.Slug, row.SubjectId, row.Year, row.Number),
            row.Reference,
            row.Title,
            row.LeadOfficer,
            row.Pence is { } pence ? new Money(pence) : row.Amount,
            row.AwaitingRole,
            row.Reason ?? SentBackReason(row),
            today.DayNumber - row.Date.DayNumber,
            kind.HasDueDate() ? row.Date : null,
            row.Year
        );

    private static string? SentBackReason(WorkRow row) =>
        row is { Submissions: [.., var latest], Successions: { } successions }
        && successions.All(succession => succession.At <= latest.At)
            ? latest.SentBackReason
            : null;
}

/// <summary>What one person has to do, from the day on which it is shown to them.</summary>
internal sealed class OwnWork(IGrantHubDb db, ICurrentUser user, DateOnly today)
{
    private readonly Work work = new(db, today);

    public IQueryable<WorkRow> Of(WorkKind kind)
    {
        var me = user.Must().PersonId;
        var until = today.AddDays(kind.DaysAhead());
        return work.Of(kind).Where(w => w.PersonId == me && w.Date <= until);
    }
}
