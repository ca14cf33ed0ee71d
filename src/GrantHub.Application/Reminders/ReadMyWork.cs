using System.Linq.Expressions;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>What the person has to do, the most urgent group first. One SQL command for each group they can have.</summary>
[Requires(Permission.SignedIn)]
public sealed record ReadMyWork : IQuery<MyWork>;

/// <param name="ReadsDecisions">Whether the person may open decision records at all.</param>
public sealed record MyWork(IReadOnlyList<WorkGroup> Groups, bool ReadsDecisions);

public enum WorkKind
{
    WaitingForMe,
    ReturnedToMe,
    MyDrafts,
    NotYetPublished,

    /// <summary>Annual reviews that wait for the person's signature.</summary>
    ReviewsToSign,

    /// <summary>Annual reviews that are open or overdue, of grants that the person leads.</summary>
    ReviewsToDo,

    /// <summary>Submitted returns of grants that the person leads.</summary>
    ReturnsToAccept,

    /// <summary>Returns that the person's own organisation owes.</summary>
    ReturnsOwed,

    /// <summary>Year-end closes that wait for the chief finance officer.</summary>
    ClosesToCountersign,

    /// <summary>Partners' contributions that were invoiced and are late.</summary>
    ContributionsOverdue,

    /// <summary>Instalments of contributions that are to be invoiced.</summary>
    InvoicesToSend,
}

/// <param name="Tasks">The longest waiting first; at most <see cref="Shown"/>.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record WorkGroup(WorkKind Kind, IReadOnlyList<WorkTask> Tasks, bool HasMore)
{
    public const int Shown = 10;
}

/// <param name="Address">Last part of the record's address.</param>
/// <param name="Reason">Why it was returned; null otherwise.</param>
/// <param name="Days">
/// Calendar days in London since it has waited; 0: since today. With a due date: since that day, below 0 before it.
/// </param>
/// <param name="Href">Where it is done; null: the decision record.</param>
/// <param name="DueOn">Null where it waits without a date.</param>
/// <param name="Year">That a return or a review is about.</param>
public sealed record WorkTask(
    string Address,
    string? Reference,
    string Title,
    string? LeadOfficer,
    Money? Amount,
    Role? AwaitingRole,
    string? Reason,
    int Days,
    string? Href = null,
    DateOnly? DueOn = null,
    FinancialYear? Year = null
);

internal sealed class ReadMyWorkHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ReadMyWork, MyWork>
{
    public async Task<MyWork> Handle(ReadMyWork request, CancellationToken cancellationToken)
    {
        var actor = user.Must();
        var groups = new List<WorkGroup>();
        if (user.May(Permission.SignDecisions) || user.May(Permission.DecideDecisions))
            // A sealed record changes only when somebody signs it, so its last change is when it came to this role.
            groups.Add(
                await GroupAsync(
                    WorkKind.WaitingForMe,
                    DecisionQueue.IsTurnOf(actor),
                    d => d.UpdatedAt,
                    cancellationToken
                )
            );
        if (user.May(Permission.RaiseDecisions))
        {
            groups.Add(
                await GroupAsync(
                    WorkKind.ReturnedToMe,
                    DecisionQueue.WasReturnedTo(actor),
                    d => d.ReturnedAt!.Value,
                    cancellationToken
                )
            );
            groups.Add(
                await GroupAsync(
                    WorkKind.MyDrafts,
                    DecisionQueue.IsDraftOf(actor),
                    d => d.UpdatedAt,
                    cancellationToken
                )
            );
        }
        if (user.May(Permission.PublishDecisions))
            groups.Add(
                await GroupAsync(
                    WorkKind.NotYetPublished,
                    d => d.PublishedAt == null && d.DecidedAt != null && d.WithheldAt == null,
                    d => d.DecidedAt!.Value,
                    cancellationToken
                )
            );
        groups.AddRange(await GrantGroupsAsync(cancellationToken));
        groups.AddRange(await PartnershipGroupsAsync(cancellationToken));
        return new MyWork(groups, user.May(Permission.ReadDecisions));
    }

    private async Task<IReadOnlyList<WorkGroup>> GrantGroupsAsync(
        CancellationToken cancellationToken
    )
    {
        var work = new GrantWork(db, user, clock.LondonToday());
        var groups = new List<WorkGroup>();
        if (user.May(Permission.SignReviews))
            groups.Add(await work.ReviewsToSignAsync(cancellationToken));
        if (user.May(Permission.ManageGrants))
        {
            groups.Add(await work.ReviewsToDoAsync(cancellationToken));
            groups.Add(await work.ReturnsToAcceptAsync(cancellationToken));
        }
        if (user.May(Permission.SubmitOwnReturns))
            groups.Add(await work.ReturnsOwedAsync(cancellationToken));
        return groups;
    }

    private async Task<IReadOnlyList<WorkGroup>> PartnershipGroupsAsync(
        CancellationToken cancellationToken
    )
    {
        var work = new PartnershipWork(db, user, clock.LondonToday());
        var groups = new List<WorkGroup>();
        if (user.May(Permission.CountersignCloses))
            groups.Add(await work.ClosesToCountersignAsync(cancellationToken));
        if (user.May(Permission.ManagePartnerships))
        {
            groups.Add(await work.ContributionsOverdueAsync(cancellationToken));
            groups.Add(await work.InvoicesToSendAsync(cancellationToken));
        }
        return groups;
    }

    private async Task<WorkGroup> GroupAsync(
        WorkKind kind,
        Expression<Func<DecisionRecord, bool>> rule,
        Expression<Func<DecisionRecord, DateTime>> since,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Decisions.AsNoTracking()
            .Where(rule)
            .OrderBy(since)
            .ThenBy(d => d.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(d => new
            {
                d.Id,
                d.Slug,
                d.Reference,
                d.Title,
                d.LeadOfficerName,
                d.Amount,
                d.AwaitingRole,
                d.ReturnReason,
                d.UpdatedAt,
                d.ReturnedAt,
                d.DecidedAt,
            })
            .ToListAsync(cancellationToken);
        var today = clock.LondonToday();
        var tasks = rows.Take(WorkGroup.Shown)
            .Select(d => new WorkTask(
                DecisionAddresses.Of(d.Slug, d.Id),
                d.Reference,
                d.Title,
                d.LeadOfficerName,
                d.Amount,
                d.AwaitingRole,
                kind == WorkKind.ReturnedToMe ? d.ReturnReason : null,
                today.DayNumber
                    - (
                        kind switch
                        {
                            WorkKind.WaitingForMe or WorkKind.MyDrafts => d.UpdatedAt,
                            WorkKind.ReturnedToMe => d.ReturnedAt!.Value,
                            WorkKind.NotYetPublished => d.DecidedAt!.Value,
                            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
                        }
                    )
                        .LondonDate()
                        .DayNumber
            ))
            .ToList();
        return new WorkGroup(kind, tasks, rows.Count > WorkGroup.Shown);
    }
}
