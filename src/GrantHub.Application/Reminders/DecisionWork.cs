using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

/// <summary>What people have to do for decision records.</summary>
internal sealed class DecisionWork(IGrantHubDb db, DateOnly today)
{
    /// <summary>Whose turn it is, except who raised, submitted or leads the record, signed it, or may not for so much.</summary>
    public IQueryable<WorkRow> WaitingForMe()
    {
        var standIns = StandIns.On(db, today);
        return from decision in db.Decisions
            from person in db.People
            where decision.AwaitingRole != null && person.DisabledAt == null
            where
                (person.Roles & decision.AwaitingRole) != Role.None
                || standIns.Any(d =>
                    d.DeputyId == person.Id
                    && d.Role == decision.AwaitingRole
                    && (
                        d.Limit == null
                        || decision.Amount == null
                        || (long)decision.Amount <= (long)d.Limit
                    )
                )
            where
                decision.RaisedById != person.Id
                && decision.SubmittedById != person.Id
                && (decision.LeadOfficerId == null || decision.LeadOfficerId != person.Id)
            where !decision.Signatures.Any(s => s.PersonId == person.Id && s.VoidedAt == null)
            select new WorkRow
            {
                SubjectId = decision.Id,
                PersonId = person.Id,
                Date = decision.WaitsSince!.Value,
                Slug = decision.Slug,
                Reference = decision.Reference,
                Title = decision.Title,
                LeadOfficer = decision.LeadOfficerName,
                Amount = decision.Amount,
                AwaitingRole = decision.AwaitingRole,
            };
    }

    public IQueryable<WorkRow> ReturnedToMe() =>
        from decision in db.Decisions
        from person in db.People
        where decision.AwaitingRole == null && decision.Outcome == null
        where decision.WithdrawnAt == null && decision.ReturnedAt != null
        where person.DisabledAt == null
        where decision.RaisedById == person.Id || decision.LeadOfficerId == person.Id
        select new WorkRow
        {
            SubjectId = decision.Id,
            PersonId = person.Id,
            Date = decision.WaitsSince!.Value,
            Slug = decision.Slug,
            Reference = decision.Reference,
            Title = decision.Title,
            LeadOfficer = decision.LeadOfficerName,
            Amount = decision.Amount,
            Reason = decision.ReturnReason,
        };

    /// <summary>Publishing falls to the lead officer and to the monitoring officer.</summary>
    public IQueryable<WorkRow> NotYetPublished() =>
        from decision in db.Decisions
        from person in db.People
        where
            decision.PublishedAt == null
            && decision.DecidedAt != null
            && decision.WithheldAt == null
            && decision.PublishOn == null
        where person.DisabledAt == null
        where
            decision.LeadOfficerId == person.Id
            || (person.Roles & Role.MonitoringOfficer) != Role.None
        select new WorkRow
        {
            SubjectId = decision.Id,
            PersonId = person.Id,
            Date = decision.WaitsSince!.Value,
            Slug = decision.Slug,
            Reference = decision.Reference,
            Title = decision.Title,
            LeadOfficer = decision.LeadOfficerName,
            Amount = decision.Amount,
        };

    /// <summary>Drafts never submitted, of who raised or leads them.</summary>
    public IQueryable<WorkRow> MyDrafts() =>
        from decision in db.Decisions
        from person in db.People
        where decision.AwaitingRole == null && decision.Outcome == null
        where decision.WithdrawnAt == null && decision.ReturnedAt == null
        where decision.RaisedById == person.Id || decision.LeadOfficerId == person.Id
        select new WorkRow
        {
            SubjectId = decision.Id,
            PersonId = person.Id,
            Date = decision.WaitsSince!.Value,
            Slug = decision.Slug,
            Reference = decision.Reference,
            Title = decision.Title,
            LeadOfficer = decision.LeadOfficerName,
            Amount = decision.Amount,
        };
}
