using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

/// <summary>What people have to do for partnerships' money.</summary>
internal sealed class PartnershipWork(IGrantHubDb db, DateOnly today)
{
    /// <summary>Year-end closes that wait for the chief finance officer, and that somebody else signed.</summary>
    public IQueryable<WorkRow> ClosesToCountersign()
    {
        var standIns = StandIns.On(db, today);
        return from budget in db.Budgets
            join partnership in db.Partnerships on budget.PartnershipId equals partnership.Id
            from person in db.People
            where budget.ClosingSince != null && person.DisabledAt == null
            where
                (person.Roles & Role.ChiefFinanceOfficer) != Role.None
                || standIns.Any(d => d.DeputyId == person.Id && d.Role == Role.ChiefFinanceOfficer)
            where
                !budget.Closes.Any(c =>
                    c.CountersignedAt == null && c.UndoneAt == null && c.SignedById == person.Id
                )
            select new WorkRow
            {
                SubjectId = budget.Id,
                PersonId = person.Id,
                Date = budget.WaitsSince!.Value,
                Slug = partnership.Slug,
                Year = budget.Year,
                Title = partnership.Name,
            };
    }

    /// <summary>Contributions that were invoiced, are past their day and have not come in whole.</summary>
    public IQueryable<WorkRow> ContributionsOverdue() =>
        // What came in pays the earliest invoices first, so one instalment of a line is the first that is unpaid.
        from found in db
            .Budgets.Where(b => b.ClosedAt == null && b.ClosingSince == null)
            .SelectMany(b => b.Instalments, (b, i) => new { Budget = b, Instalment = i })
            .Where(f => f.Instalment.InvoicedOn != null && f.Instalment.DueOn < today)
            .Select(f => new
            {
                f.Budget,
                f.Instalment,
                Owed = f
                    .Budget.Instalments.Where(i =>
                        i.LineNumber == f.Instalment.LineNumber
                        && i.InvoicedOn != null
                        && i.DueOn < today
                    )
                    .Sum(i => (long)i.Amount),
                Through = f
                    .Budget.Instalments.Where(i =>
                        i.LineNumber == f.Instalment.LineNumber
                        && i.InvoicedOn != null
                        && (
                            i.DueOn < f.Instalment.DueOn
                            || (i.DueOn == f.Instalment.DueOn && i.Id <= f.Instalment.Id)
                        )
                    )
                    .Sum(i => (long)i.Amount),
                Received = db
                    .Postings.Where(p =>
                        p.BudgetId == f.Budget.Id
                        && p.LineNumber == f.Instalment.LineNumber
                        && p.Kind != EntryKind.YearEnd
                    )
                    .Sum(p => (long)p.Amount),
            })
            .Where(f =>
                f.Through > f.Received
                && (
                    f.Through == (long)f.Instalment.Amount
                    || f.Through - (long)f.Instalment.Amount <= f.Received
                )
            )
        join partnership in db.Partnerships on found.Budget.PartnershipId equals partnership.Id
        from person in FinanceLeads()
        select new WorkRow
        {
            SubjectId = found.Instalment.Id,
            PersonId = person.Id,
            Date = found.Instalment.DueOn,
            Slug = partnership.Slug,
            Year = found.Budget.Year,
            Number = found.Instalment.Number,
            Reference = partnership.Name,
            Title = found
                .Budget.Lines.Where(l => l.Number == found.Instalment.LineNumber)
                .Select(l => l.Partner!)
                .First(),
            Pence = found.Owed - found.Received,
        };

    /// <summary>Instalments of adopted budgets that are not invoiced.</summary>
    public IQueryable<WorkRow> InvoicesToSend() =>
        from budget in db.Budgets
        from instalment in budget.Instalments
        join partnership in db.Partnerships on budget.PartnershipId equals partnership.Id
        from person in FinanceLeads()
        where budget.AdoptedAt != null && budget.ClosedAt == null && budget.ClosingSince == null
        where instalment.InvoicedOn == null
        select new WorkRow
        {
            SubjectId = instalment.Id,
            PersonId = person.Id,
            Date = instalment.DueOn,
            Slug = partnership.Slug,
            Year = budget.Year,
            Number = instalment.Number,
            Reference = partnership.Name,
            Title = budget
                .Lines.Where(l => l.Number == instalment.LineNumber)
                .Select(l => l.Partner!)
                .First(),
            Amount = instalment.Amount,
        };

    /// <summary>Memoranda of present members that nobody has renewed.</summary>
    public IQueryable<WorkRow> MemorandaToReview() =>
        from partnership in db.Partnerships
        from member in partnership.Members
        join organisation in db.Organisations on member.OrganisationId equals organisation.Id
        from person in FinanceLeads()
        where member.ReviewDueOn != null && member.LeftOn == null
        select new WorkRow
        {
            SubjectId = member.Id,
            PersonId = person.Id,
            Date = member.ReviewDueOn!.Value,
            Slug = partnership.Slug,
            Reference = partnership.Name,
            Title = organisation.Name,
        };

    private IQueryable<Person> FinanceLeads() =>
        db.People.Where(p =>
            p.DisabledAt == null && (p.Roles & Role.PartnershipFinanceLead) != Role.None
        );
}
