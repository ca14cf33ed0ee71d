using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>What a person has to do for partnerships' money: a command for each group.</summary>
internal sealed class PartnershipWork(IGrantHubDb db, ICurrentUser user, DateOnly today)
{
    /// <summary>So many days before an instalment is due its invoice is to be sent.</summary>
    private const int InvoiceDays = 30;

    /// <summary>Year-end closes that wait for the chief finance officer, and that somebody else signed.</summary>
    public async Task<WorkGroup> ClosesToCountersignAsync(CancellationToken cancellationToken)
    {
        var me = user.Must().PersonId;
        var rows = await db
            .Budgets.AsNoTracking()
            .Where(b =>
                b.ClosingSince != null
                && !b.Closes.Any(c =>
                    c.CountersignedAt == null && c.UndoneAt == null && c.SignedById == me
                )
            )
            .OrderBy(b => b.ClosingSince)
            .ThenBy(b => b.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(b => new
            {
                Partnership = db
                    .Partnerships.Where(p => p.Id == b.PartnershipId)
                    .Select(p => new { p.Slug, p.Name })
                    .Single(),
                b.Year,
                b.ClosingSince,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ClosesToCountersign,
            [
                .. rows.Select(b =>
                    Task(
                        $"/partnerships/{b.Partnership.Slug}/budgets/{b.Year}/close",
                        b.Partnership.Name,
                        b.Year
                    ) with
                    {
                        Days = today.DayNumber - b.ClosingSince!.Value.LondonDate().DayNumber,
                    }
                ),
            ]
        );
    }

    /// <summary>Contributions that were invoiced, are past their day and have not come in whole.</summary>
    public async Task<WorkGroup> ContributionsOverdueAsync(CancellationToken cancellationToken)
    {
        // What came in pays the earliest invoices first, so one instalment of a line is the first that is unpaid.
        var rows = await db
            .Budgets.AsNoTracking()
            .Where(b => b.ClosedAt == null && b.ClosingSince == null)
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
            .OrderBy(f => f.Instalment.DueOn)
            .ThenBy(f => f.Instalment.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(f => new
            {
                Partnership = db
                    .Partnerships.Where(p => p.Id == f.Budget.PartnershipId)
                    .Select(p => new { p.Slug, p.Name })
                    .Single(),
                f.Budget.Year,
                Partner = f
                    .Budget.Lines.Where(l => l.Number == f.Instalment.LineNumber)
                    .Select(l => l.Partner)
                    .Single(),
                Overdue = f.Owed - f.Received,
                f.Instalment.DueOn,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.ContributionsOverdue,
            [
                .. rows.Select(f =>
                    Due(
                        $"/partnerships/{f.Partnership.Slug}/contributions?year={f.Year}",
                        f.Partnership.Name,
                        f.Year,
                        f.Partner!,
                        new Money(f.Overdue),
                        f.DueOn
                    )
                ),
            ]
        );
    }

    /// <summary>Instalments that fall due within thirty days, or did already, and are not invoiced.</summary>
    public async Task<WorkGroup> InvoicesToSendAsync(CancellationToken cancellationToken)
    {
        var until = today.AddDays(InvoiceDays);
        var rows = await db
            .Budgets.AsNoTracking()
            .Where(b => b.AdoptedAt != null && b.ClosedAt == null && b.ClosingSince == null)
            .SelectMany(b => b.Instalments, (b, i) => new { Budget = b, Instalment = i })
            .Where(f => f.Instalment.InvoicedOn == null && f.Instalment.DueOn <= until)
            .OrderBy(f => f.Instalment.DueOn)
            .ThenBy(f => f.Instalment.Id)
            .Take(WorkGroup.Shown + 1)
            .Select(f => new
            {
                Partnership = db
                    .Partnerships.Where(p => p.Id == f.Budget.PartnershipId)
                    .Select(p => new { p.Slug, p.Name })
                    .Single(),
                f.Budget.Year,
                Partner = f
                    .Budget.Lines.Where(l => l.Number == f.Instalment.LineNumber)
                    .Select(l => l.Partner)
                    .Single(),
                f.Instalment.Number,
                f.Instalment.Amount,
                f.Instalment.DueOn,
            })
            .ToListAsync(cancellationToken);
        return Group(
            WorkKind.InvoicesToSend,
            [
                .. rows.Select(f =>
                    Due(
                        $"/partnerships/{f.Partnership.Slug}/contributions/{f.Year}/instalments/{f.Number}/invoice",
                        f.Partnership.Name,
                        f.Year,
                        f.Partner!,
                        f.Amount,
                        f.DueOn
                    )
                ),
            ]
        );
    }

    private WorkTask Due(
        string href,
        string partnership,
        FinancialYear year,
        string partner,
        Money amount,
        DateOnly dueOn
    ) =>
        Task(href, partner, year) with
        {
            Reference = partnership,
            Amount = amount,
            DueOn = dueOn,
            Days = today.DayNumber - dueOn.DayNumber,
        };

    private static WorkTask Task(string href, string title, FinancialYear year) =>
        new("", null, title, null, null, null, null, 0, href, Year: year);

    private static WorkGroup Group(WorkKind kind, List<WorkTask> tasks) =>
        new(kind, [.. tasks.Take(WorkGroup.Shown)], tasks.Count > WorkGroup.Shown);
}
