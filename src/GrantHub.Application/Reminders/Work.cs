using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;

namespace GrantHub.Application.Reminders;

/// <summary>
/// Everything that anybody has to do, a query for each kind. It is the one rule of what My work shows, what people are
/// reminded of, and when work is done: then its row is gone.
/// </summary>
internal sealed class Work(IGrantHubDb db, DateOnly today)
{
    private readonly DecisionWork decisions = new(db, today);
    private readonly GrantWork grants = new(db, today);
    private readonly PartnershipWork partnerships = new(db, today);

    /// <summary>A row for each piece of work and each person who can do it.</summary>
    public IQueryable<WorkRow> Of(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => decisions.WaitingForMe(),
            WorkKind.ReturnedToMe => decisions.ReturnedToMe(),
            WorkKind.NotYetPublished => decisions.NotYetPublished(),
            WorkKind.MyDrafts => decisions.MyDrafts(),
            WorkKind.ReviewsToSign => grants.ReviewsToSign(),
            WorkKind.ReviewsToDo => grants.ReviewsToDo(),
            WorkKind.ReturnsOwed => grants.ReturnsOwed(),
            WorkKind.ReturnsToChase => grants.ReturnsToChase(),
            WorkKind.ReturnsToAccept => grants.ReturnsToAccept(),
            WorkKind.AgreementsToSign => grants.AgreementsToSign(),
            WorkKind.PaymentsToRequest => grants.PaymentsToRequest(),
            WorkKind.PaymentsToAuthorise => grants.PaymentsToAuthorise(),
            WorkKind.PaymentsToMake => grants.PaymentsToMake(),
            WorkKind.GrantsEnding => grants.GrantsEnding(),
            WorkKind.ClosesToCountersign => partnerships.ClosesToCountersign(),
            WorkKind.ContributionsOverdue => partnerships.ContributionsOverdue(),
            WorkKind.InvoicesToSend => partnerships.InvoicesToSend(),
            WorkKind.MemorandaToReview => partnerships.MemorandaToReview(),
        };

    /// <summary>Without those whose role was taken: it is not in their My work, and they cannot do it.</summary>
    public IQueryable<WorkRow> OfPermitted(WorkKind kind)
    {
        var roles = Permissions.RolesWith(Needed(kind));
        var standIns = StandIns.On(db, today);
        return Of(kind)
            .Where(w =>
                db.People.Any(p => p.Id == w.PersonId && (p.Roles & roles) != Role.None)
                || standIns.Any(d => d.DeputyId == w.PersonId && (d.Role & roles) != Role.None)
            );
    }

    /// <summary>The roles that may open the page of any such work, whose ever it is; a draft's page not everybody may.</summary>
    public static Role Readers(WorkKind kind) =>
        Permissions.RolesWith(
            kind switch
            {
                WorkKind.ReturnedToMe or WorkKind.MyDrafts => Permission.ReadAllDrafts,
                WorkKind.WaitingForMe or WorkKind.NotYetPublished => Permission.ReadDecisions,
                WorkKind.ReviewsToSign
                or WorkKind.ReviewsToDo
                or WorkKind.ReturnsOwed
                or WorkKind.ReturnsToChase
                or WorkKind.ReturnsToAccept
                or WorkKind.AgreementsToSign
                or WorkKind.PaymentsToRequest
                or WorkKind.PaymentsToAuthorise
                or WorkKind.PaymentsToMake
                or WorkKind.GrantsEnding => Permission.ReadGrants,
                WorkKind.ClosesToCountersign
                or WorkKind.ContributionsOverdue
                or WorkKind.InvoicesToSend
                or WorkKind.MemorandaToReview => Permission.ReadPartnerships,
            }
        );

    /// <summary>The kinds that somebody can have at all; the others need not be asked for.</summary>
    public static IEnumerable<WorkKind> KindsOf(ICurrentUser user) =>
        Enum.GetValues<WorkKind>().Where(kind => user.May(Needed(kind)));

    private static Permission Needed(WorkKind kind) =>
        kind switch
        {
            WorkKind.WaitingForMe => Permission.ReadDecisions,
            WorkKind.ReturnedToMe or WorkKind.MyDrafts => Permission.RaiseDecisions,
            WorkKind.NotYetPublished => Permission.PublishDecisions,
            WorkKind.ReviewsToSign => Permission.SignReviews,
            WorkKind.ReviewsToDo
            or WorkKind.ReturnsToChase
            or WorkKind.ReturnsToAccept
            or WorkKind.AgreementsToSign
            or WorkKind.PaymentsToRequest
            or WorkKind.GrantsEnding => Permission.ManageGrants,
            WorkKind.ReturnsOwed => Permission.SubmitOwnReturns,
            WorkKind.PaymentsToAuthorise => Permission.AuthorisePayments,
            WorkKind.PaymentsToMake => Permission.RecordPayments,
            WorkKind.ClosesToCountersign => Permission.CountersignCloses,
            WorkKind.ContributionsOverdue
            or WorkKind.InvoicesToSend
            or WorkKind.MemorandaToReview => Permission.ManagePartnerships,
        };
}
