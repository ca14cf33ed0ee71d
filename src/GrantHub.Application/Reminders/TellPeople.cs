using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>
/// Writes e-mails about what a command has just done into the outbox, within its transaction: none goes out for what was
/// undone, and none is missed for what was done.
/// </summary>
internal sealed class TellPeople(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
{
    /// <summary>After the command's changes are saved and before they are committed.</summary>
    public async Task AboutAsync(CancellationToken cancellationToken)
    {
        var changed = db
            .ChangeTracker.Entries<AggregateRoot>()
            .Select(entry => entry.Entity)
            .Where(root => root.Happenings.Count > 0)
            .ToList();
        foreach (var root in changed)
        foreach (var happening in root.Happenings.ToList())
            if (About(root, happening) is { } news)
                await TellAsync(news, cancellationToken);
    }

    private async Task TellAsync(News news, CancellationToken cancellationToken)
    {
        var me = user.Must().PersonId;
        var who = await news.To.Distinct().ToListAsync(cancellationToken);
        var people = await db
            .People.Where(p =>
                who.Contains(p.Id)
                && p.Id != me
                && p.DisabledAt == null
                && (p.Muted & news.Moment) == Moment.None
            )
            .Select(p => p.Id)
            .ToListAsync(cancellationToken);
        var at = clock.UtcInstant();
        db.Outbox.AddRange(
            people.Select(id =>
                OutboxMessage.Notice(news.Moment, id, news.Reference, news.Title, news.Path(id), at)
            )
        );
    }

    private News? About(AggregateRoot root, Happening happening) =>
        root switch
        {
            DecisionRecord decision => About(decision, happening.What),
            Grant grant => About(grant, happening),
            _ => null,
        };

    private News? About(DecisionRecord decision, string what) =>
        what switch
        {
            "Submitted" or "Signed" => Of(
                decision,
                Moment.SignOffRequested,
                Work()
                    .Of(WorkKind.WaitingForMe)
                    .Where(w => w.SubjectId == decision.Id)
                    .Select(w => w.PersonId)
            ),
            "Returned" => Of(decision, Moment.Returned, Owners(decision)),
            "Decided:NotApproved" => Of(decision, Moment.Refused, Owners(decision)),
            "Decided:Approved" or "Decided:Noted" or "Decided:Received" => Of(
                decision,
                Moment.Approved,
                Owners(decision)
            ),
            _ => null,
        };

    private News? About(Grant grant, Happening happening) =>
        happening.What switch
        {
            "ReviewRecommended" or "ReviewSigned" => ReviewToSign(grant),
            "ReviewReturned" => Of(
                grant,
                Moment.Returned,
                Lead(grant),
                _ => $"/grants/{grant.Slug}/reviews/{grant.NextReviewYear}"
            ),
            "ReturnSentBack" => ReturnToMend(grant),
            "PaymentMade" => Of(
                grant,
                Moment.PaymentMade,
                Contacts(grant).Concat(Lead(grant)),
                id => id == grant.LeadOfficerId ? $"/grants/{grant.Slug}" : "/returns"
            ),
            _ => null,
        };

    private News? ReviewToSign(Grant grant) =>
        grant.Reviews.FirstOrDefault(r => r.AwaitingRole is not null) is { } review
            ? Of(
                grant,
                Moment.SignOffRequested,
                Work()
                    .Of(WorkKind.ReviewsToSign)
                    .Where(w => w.SubjectId == review.Id)
                    .Select(w => w.PersonId),
                _ => $"/grants/{grant.Slug}/reviews/{review.Year}/sign"
            )
            : null;

    private News? ReturnToMend(Grant grant) =>
        grant.Returns.Where(r => r.SentBackReason is not null).MaxBy(r => r.Latest!.SentBackAt)
            is { } back
            ? Of(
                grant,
                Moment.ReturnSentBack,
                Contacts(grant),
                _ => $"/returns/{grant.Slug}/{back.Number}"
            )
            : null;

    private Work Work() => new(db, clock.LondonToday());

    private IQueryable<long> Owners(DecisionRecord decision) =>
        db
            .People.Where(p => p.Id == decision.RaisedById || p.Id == decision.LeadOfficerId)
            .Select(p => p.Id);

    private IQueryable<long> Lead(Grant grant) =>
        db.People.Where(p => p.Id == grant.LeadOfficerId).Select(p => p.Id);

    private IQueryable<long> Contacts(Grant grant) =>
        db
            .Organisations.Where(o => o.Id == grant.RecipientId)
            .SelectMany(o => o.Contacts)
            .Where(c => c.PersonId != null)
            .Select(c => c.PersonId!.Value);

    private static News Of(DecisionRecord decision, Moment moment, IQueryable<long> to) =>
        new(
            moment,
            to,
            decision.Reference,
            decision.Title,
            _ => WorkAddresses.Of(WorkKind.WaitingForMe, decision.Slug, decision.Id, null, null)
        );

    private static News Of(
        Grant grant,
        Moment moment,
        IQueryable<long> to,
        Func<long, string> path
    ) => new(moment, to, grant.Reference, grant.Title, path);

    /// <param name="To">Ids of people, muted or not.</param>
    /// <param name="Path">The page for a person.</param>
    private sealed record News(
        Moment Moment,
        IQueryable<long> To,
        string? Reference,
        string Title,
        Func<long, string> Path
    );
}
