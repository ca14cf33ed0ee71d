using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>What a person has to do for grants: returns and annual reviews, a command for each group.</summary>
internal sealed class GrantWork(IGrantHubDb db, ICurrentUser user, DateOnly today)
{
    /// <summary>Which signatures a review has cannot be asked in SQL, so more are read than are shown.</summary>
    private const int MostReviews = 100;

    /// <summary>Returns that the person's own organisation owes.</summary>
    public async Task<WorkGroup> ReturnsOwedAsync(CancellationToken cancellationToken)
    {
        var rows = await db.OwnGrants(user)
            .AsNoTracking()
            .SelectMany(g => g.Returns, (g, r) => new { Grant = g, Return = r })
            .Where(f => f.Return.SubmittedAt == null)
            .OrderBy(f => f.Return.DueOn)
            .ThenBy(f => f.Return.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(f => new
            {
                f.Grant.Slug,
                f.Grant.Reference,
                f.Grant.Title,
                f.Grant.RecipientId,
                f.Grant.Successions,
                f.Return,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ReturnsOwed,
            [
                .. rows.Select(f =>
                    Task(
                        $"/returns/{f.Slug}/{f.Return.Number}",
                        f.Reference,
                        f.Title,
                        f.Return.DueOn
                    ) with
                    {
                        Year = f.Return.Year,
                        Reason =
                            f.Return.Latest is { } latest
                            && f.Successions.HeldBy(f.RecipientId, latest.At)
                                ? f.Return.SentBackReason
                                : null,
                    }
                ),
            ]
        );
    }

    /// <summary>Returns that wait for the lead officer to accept them or send them back.</summary>
    public async Task<WorkGroup> ReturnsToAcceptAsync(CancellationToken cancellationToken)
    {
        var me = user.Must().PersonId;
        var rows = await db
            .Grants.AsNoTracking()
            .Where(g => g.LeadOfficerId == me)
            .SelectMany(g => g.Returns, (g, r) => new { Grant = g, Return = r })
            .Where(f => f.Return.SubmittedAt != null && f.Return.AcceptedAt == null)
            .OrderBy(f => f.Return.SubmittedAt)
            .ThenBy(f => f.Return.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(f => new
            {
                f.Grant.Slug,
                f.Grant.Reference,
                f.Grant.Title,
                f.Return.Number,
                f.Return.Year,
                f.Return.SubmittedAt,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ReturnsToAccept,
            [
                .. rows.Select(f =>
                    Task($"/grants/{f.Slug}/returns/{f.Number}", f.Reference, f.Title, null) with
                    {
                        Year = f.Year,
                        Days = Since(f.SubmittedAt!.Value),
                    }
                ),
            ]
        );
    }

    /// <summary>Annual reviews that are open or overdue and not yet recommended.</summary>
    public async Task<WorkGroup> ReviewsToDoAsync(CancellationToken cancellationToken)
    {
        var me = user.Must().PersonId;
        var open = today.AddDays(ReviewPlan.OpensDays);
        var rows = await db
            .Grants.AsNoTracking()
            .Where(g =>
                g.LeadOfficerId == me
                && g.NextReviewOn <= open
                && !g.Reviews.Any(r => r.AwaitingRole != null && r.Year == g.NextReviewYear)
            )
            .OrderBy(g => g.NextReviewOn)
            .ThenBy(g => g.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(g => new
            {
                g.Slug,
                g.Reference,
                g.Title,
                g.NextReviewYear,
                g.NextReviewOn,
                ReturnReason = g
                    .Reviews.Where(r => r.Year == g.NextReviewYear && r.SignedAt == null)
                    .Select(r => r.ReturnReason)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ReviewsToDo,
            [
                .. rows.Select(g =>
                    Task(
                        $"/grants/{g.Slug}/reviews/{g.NextReviewYear}",
                        g.Reference,
                        g.Title,
                        g.NextReviewOn
                    ) with
                    {
                        Year = g.NextReviewYear,
                        Reason = g.ReturnReason,
                    }
                ),
            ]
        );
    }

    /// <summary>Annual reviews that the person can sign now.</summary>
    public async Task<WorkGroup> ReviewsToSignAsync(CancellationToken cancellationToken)
    {
        var actor = user.Must();
        // In a council the Cabinet stands where the Commissioner does.
        var roles = new[]
        {
            (Turn: Role.ChiefFinanceOfficer, Holds: Role.ChiefFinanceOfficer),
            (Turn: Role.Commissioner, Holds: Role.Commissioner),
            (Turn: Role.Commissioner, Holds: Role.Cabinet),
        }
            .Select(pair => (pair.Turn, Capacity: actor.In(pair.Holds)))
            .Where(pair => pair.Capacity is not null)
            .DistinctBy(pair => pair.Turn)
            .ToDictionary(pair => pair.Turn, pair => pair.Capacity!.Limit);
        var turns = roles.Keys.ToList();
        var rows = await db
            .Grants.AsNoTracking()
            .SelectMany(g => g.Reviews, (g, r) => new { Grant = g, Review = r })
            .Where(f =>
                f.Review.AwaitingRole != null && turns.Contains(f.Review.AwaitingRole.Value)
            )
            .OrderBy(f => f.Review.Id)
            .Take(MostReviews)
            .Select(f => new
            {
                f.Grant.Slug,
                f.Grant.Reference,
                f.Grant.Title,
                f.Grant.Ceiling,
                f.Grant.LeadOfficerName,
                f.Review,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ReviewsToSign,
            [
                .. rows.Where(f =>
                        f.Review.LiveSignatures.All(s => s.PersonId != actor.PersonId)
                        && !(roles[f.Review.AwaitingRole!.Value] is { } limit && f.Ceiling > limit)
                    )
                    .Select(f =>
                        Task(
                            $"/grants/{f.Slug}/reviews/{f.Review.Year}/sign",
                            f.Reference,
                            f.Title,
                            null
                        ) with
                        {
                            LeadOfficer = f.LeadOfficerName,
                            Year = f.Review.Year,
                            Days = Since(f.Review.LiveSignatures.Max(s => s.SignedAt)),
                        }
                    )
                    .OrderByDescending(task => task.Days),
            ]
        );
    }

    private WorkTask Task(string href, string reference, string title, DateOnly? dueOn) =>
        new(
            reference,
            reference,
            title,
            null,
            null,
            null,
            null,
            dueOn is { } due ? today.DayNumber - due.DayNumber : 0,
            href,
            dueOn
        );

    private int Since(DateTime at) => today.DayNumber - at.LondonDate().DayNumber;

    private static WorkGroup Group(WorkKind kind, List<WorkTask> tasks) =>
        new(kind, [.. tasks.Take(WorkGroup.Shown)], tasks.Count > WorkGroup.Shown);
}
