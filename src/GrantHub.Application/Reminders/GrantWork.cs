using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

/// <summary>What people have to do for grants.</summary>
internal sealed class GrantWork(IGrantHubDb db, DateOnly today)
{
    /// <summary>Annual reviews whose turn it is, except of who signed them already or may not for so much.</summary>
    public IQueryable<WorkRow> ReviewsToSign()
    {
        var standIns = StandIns.On(db, today);
        // In a council the Cabinet stands where the Commissioner does.
        return from grant in db.Grants
            from review in grant.Reviews
            from person in db.People
            where review.AwaitingRole != null && person.DisabledAt == null
            where
                (person.Roles & review.AwaitingRole) != Role.None
                || (
                    review.AwaitingRole == Role.Commissioner
                    && (person.Roles & Role.Cabinet) != Role.None
                )
                || standIns.Any(d =>
                    d.DeputyId == person.Id
                    && (
                        d.Role == review.AwaitingRole
                        || (review.AwaitingRole == Role.Commissioner && d.Role == Role.Cabinet)
                    )
                    && (d.Limit == null || (long)grant.Ceiling <= (long)d.Limit)
                )
            where review.RecommendedById == null || review.RecommendedById != person.Id
            where review.FinanceSignedById == null || review.FinanceSignedById != person.Id
            select new WorkRow
            {
                SubjectId = review.Id,
                PersonId = person.Id,
                Date = review.WaitsSince!.Value,
                Slug = grant.Slug,
                Year = review.Year,
                Reference = grant.Reference,
                Title = grant.Title,
                LeadOfficer = grant.LeadOfficerName,
            };
    }

    /// <summary>The next review of a grant, until it is recommended.</summary>
    public IQueryable<WorkRow> ReviewsToDo() =>
        from grant in db.Grants
        join person in db.People on grant.LeadOfficerId equals person.Id
        where grant.NextReviewOn != null && person.DisabledAt == null
        where !grant.Reviews.Any(r => r.AwaitingRole != null && r.Year == grant.NextReviewYear)
        select new WorkRow
        {
            SubjectId = grant.Id,
            PersonId = person.Id,
            Date = grant.NextReviewOn!.Value,
            Slug = grant.Slug,
            Year = grant.NextReviewYear,
            Reference = grant.Reference,
            Title = grant.Title,
            Reason = grant
                .Reviews.Where(r => r.Year == grant.NextReviewYear && r.SignedAt == null)
                .Select(r => r.ReturnReason)
                .FirstOrDefault(),
        };

    /// <summary>Returns that are not submitted, of every contact of the recipient who signs in.</summary>
    public IQueryable<WorkRow> ReturnsOwed() =>
        from grant in db.Grants
        from owed in grant.Returns
        from contact in db
            .Organisations.Where(o => o.Id == grant.RecipientId)
            .SelectMany(o => o.Contacts)
        join person in db.People on contact.PersonId equals person.Id
        where owed.SubmittedAt == null && person.DisabledAt == null
        select new WorkRow
        {
            SubjectId = owed.Id,
            PersonId = person.Id,
            Date = owed.DueOn,
            Slug = grant.Slug,
            Year = owed.Year,
            Number = owed.Number,
            Reference = grant.Reference,
            Title = grant.Title,
            Submissions = owed.Submissions,
            Successions = grant.Successions,
        };

    /// <summary>Returns that are past their day, of the lead officer.</summary>
    public IQueryable<WorkRow> ReturnsToChase() =>
        from grant in db.Grants
        from owed in grant.Returns
        join person in db.People on grant.LeadOfficerId equals person.Id
        where owed.SubmittedAt == null && owed.DueOn < today && person.DisabledAt == null
        select new WorkRow
        {
            SubjectId = owed.Id,
            PersonId = person.Id,
            Date = owed.DueOn,
            Slug = grant.Slug,
            Year = owed.Year,
            Number = owed.Number,
            Reference = grant.Reference,
            Title = grant.Title,
        };

    public IQueryable<WorkRow> ReturnsToAccept() =>
        from grant in db.Grants
        from submitted in grant.Returns
        join person in db.People on grant.LeadOfficerId equals person.Id
        where submitted.SubmittedAt != null && submitted.AcceptedAt == null
        where person.DisabledAt == null
        select new WorkRow
        {
            SubjectId = submitted.Id,
            PersonId = person.Id,
            Date = submitted.WaitsSince!.Value,
            Slug = grant.Slug,
            Year = submitted.Year,
            Number = submitted.Number,
            Reference = grant.Reference,
            Title = grant.Title,
        };

    /// <summary>Running grants without an agreement signed by both, since the decision that made them.</summary>
    public IQueryable<WorkRow> AgreementsToSign() =>
        from grant in db.Grants
        join person in db.People on grant.LeadOfficerId equals person.Id
        join decision in db.Decisions on grant.DecisionId equals decision.Id
        where grant.PeriodEnd >= today && grant.AgreedOn == null && grant.TerminatedOn == null
        where person.DisabledAt == null
        select new WorkRow
        {
            SubjectId = grant.Id,
            PersonId = person.Id,
            Date = decision.DecidedOn!.Value,
            Slug = grant.Slug,
            Reference = grant.Reference,
            Title = grant.Title,
        };

    /// <summary>Planned payments of confirmed years that nobody has requested.</summary>
    public IQueryable<WorkRow> PaymentsToRequest() =>
        from grant in db.Grants
        from payment in grant.Instalments
        join person in db.People on grant.LeadOfficerId equals person.Id
        where payment.RequestedAt == null && payment.PaidOn == null && payment.CancelledAt == null
        where grant.TerminatedOn == null && person.DisabledAt == null
        where grant.Years.Any(y => y.Year == payment.Year && y.State == GrantYearState.Confirmed)
        select new WorkRow
        {
            SubjectId = payment.Id,
            PersonId = person.Id,
            Date = payment.DueOn,
            Slug = grant.Slug,
            Year = payment.Year,
            Number = payment.Number,
            Reference = grant.Reference,
            Title = grant.Title,
            Amount = payment.Amount,
        };

    /// <summary>Requested payments, of every authoriser but who requested them, up to their limit.</summary>
    public IQueryable<WorkRow> PaymentsToAuthorise() =>
        from grant in db.Grants
        from payment in grant.Instalments
        from person in db.People
        where payment.RequestedAt != null && payment.AuthorisedAt == null
        where payment.PaidOn == null && payment.CancelledAt == null
        where person.DisabledAt == null && (person.Roles & Role.PaymentAuthoriser) != Role.None
        where payment.RequestedById != person.Id
        where person.PaymentLimit == null || (long)payment.Amount <= (long)person.PaymentLimit
        select new WorkRow
        {
            SubjectId = payment.Id,
            PersonId = person.Id,
            Date = payment.DueOn,
            Slug = grant.Slug,
            Year = payment.Year,
            Number = payment.Number,
            Reference = grant.Reference,
            Title = grant.Title,
            Amount = payment.Amount,
        };

    /// <summary>Authorised payments, of everybody who records that payments were made.</summary>
    public IQueryable<WorkRow> PaymentsToMake() =>
        from grant in db.Grants
        from payment in grant.Instalments
        from person in db.People
        where payment.RequestedAt != null && payment.AuthorisedAt != null
        where payment.PaidOn == null && payment.CancelledAt == null
        where person.DisabledAt == null
        where (person.Roles & (Role.PaymentAuthoriser | Role.PartnershipFinanceLead)) != Role.None
        select new WorkRow
        {
            SubjectId = payment.Id,
            PersonId = person.Id,
            Date = payment.DueOn,
            Slug = grant.Slug,
            Year = payment.Year,
            Number = payment.Number,
            Reference = grant.Reference,
            Title = grant.Title,
            Amount = payment.Amount,
        };

    /// <summary>Grants with a confirmed year that is not settled; they end when the last one is.</summary>
    public IQueryable<WorkRow> GrantsEnding() =>
        from grant in db.Grants
        join person in db.People on grant.LeadOfficerId equals person.Id
        where grant.TerminatedOn == null && person.DisabledAt == null
        where
            grant.Years.Any(y =>
                y.State == GrantYearState.Confirmed && (object?)y.Settlement == null
            )
        select new WorkRow
        {
            SubjectId = grant.Id,
            PersonId = person.Id,
            Date = grant.PeriodEnd,
            Slug = grant.Slug,
            Reference = grant.Reference,
            Title = grant.Title,
        };
}
