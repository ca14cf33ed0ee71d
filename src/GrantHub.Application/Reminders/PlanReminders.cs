using System.Linq.Expressions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>
/// Plans every reminder that is due by a day and was not planned before, and puts the e-mails into the outbox, in one
/// transaction. The number of SQL commands follows from the policies, not from how much there is to do.
/// </summary>
/// <param name="AsOf">Stands for today; null: today in London.</param>
[Requires(Permission.Operate)]
public sealed record PlanReminders(DateOnly? AsOf = null) : ICommand<int>;

internal sealed class PlanRemindersHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<PlanReminders, int>
{
    /// <returns>How many reminders were planned.</returns>
    public async Task<int> Handle(PlanReminders request, CancellationToken cancellationToken)
    {
        var today = request.AsOf ?? clock.LondonToday();
        var plan = new ReminderPlan(db, today, clock.UtcInstant());
        await plan.StopDoneAsync(cancellationToken);
        var calendar = new WorkingDays(
            await db.BankHolidays.Select(h => h.Date).ToListAsync(cancellationToken)
        );
        var planned = 0;
        foreach (var policy in await ReminderPolicies.AllAsync(db, cancellationToken))
            if (policy.IsOn)
                planned += await plan.AddAsync(policy, calendar, cancellationToken);
        await plan.PostAsync(cancellationToken);
        return planned;
    }
}

internal static class ReminderPolicies
{
    /// <summary>Of every kind, as an administrator left it or by default.</summary>
    public static async Task<IReadOnlyList<ReminderPolicy>> AllAsync(
        IGrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        var changed = await db
            .ReminderPolicies.AsNoTracking()
            .ToDictionaryAsync(p => p.Kind, cancellationToken);
        return
        [
            .. WorkKinds.Reminded.Select(kind =>
                changed.GetValueOrDefault(kind) ?? ReminderPolicy.Default(kind)
            ),
        ];
    }
}

/// <summary>The reminders of one day, written from the same rows as My work.</summary>
internal sealed class ReminderPlan(IGrantHubDb db, DateOnly today, DateTime now)
{
    private readonly Work work = new(db, today);

    /// <summary>Stops what waits to be sent though its work is done, or is due on another day by now.</summary>
    public async Task StopDoneAsync(CancellationToken cancellationToken)
    {
        var waiting = db.Reminders.Where(r =>
            r.StoppedAt == null
            && db.Outbox.Any(m =>
                m.State == MessageState.Waiting
                && (
                    m.ReminderId == r.Id
                    || (r.DigestOn != null && m.PersonId == r.PersonId && m.DigestOn == r.DigestOn)
                )
            )
        );
        foreach (
            var kind in await waiting.Select(r => r.Kind).Distinct().ToListAsync(cancellationToken)
        )
        {
            var rows = work.Of(kind);
            await waiting
                .Where(r =>
                    r.Kind == kind && !rows.Any(w => w.SubjectId == r.SubjectId && w.Date == r.Date)
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.StoppedAt, now),
                    cancellationToken
                );
        }
    }

    /// <summary>The reminders of one kind: first of whose work it is, then of line managers and of those copied in.</summary>
    public async Task<int> AddAsync(
        ReminderPolicy policy,
        WorkingDays calendar,
        CancellationToken cancellationToken
    )
    {
        var planned = 0;
        foreach (var rows in Missing(policy, calendar))
            planned += await db.InsertAsync<Reminder, ReminderRow>(rows, cancellationToken);
        return planned;
    }

    /// <summary>
    /// The reminders of one kind that are due and were not planned, as <see cref="AddAsync"/> writes them one query after
    /// the other; somebody who is in two of them gets the one of the first.
    /// </summary>
    public IEnumerable<IQueryable<ReminderRow>> Missing(ReminderPolicy policy, WorkingDays calendar)
    {
        var rule = policy.Rule;
        var reaches = rule.Reaches(today, calendar);
        var furthest = reaches.Max(reach => reach.Latest);
        var due = work.Of(policy.Kind)
            .Where(w => w.Date <= furthest)
            .Select(Timed().With(OffsetOf(reaches)));
        yield return Rows(policy, Responsible(due));
        if (rule.EscalateAfter is { } escalate)
            yield return Rows(policy, LineManagers(due.Where(d => d.Offset == escalate)));
        if (rule.CopyTo != Role.None)
            yield return Rows(policy, Copied(due, rule.CopyTo));
    }

    /// <summary>Puts what was planned into the outbox: an e-mail for each, or one for a person's digest of the day.</summary>
    public async Task PostAsync(CancellationToken cancellationToken)
    {
        var planned = db.Reminders.Where(r => r.PlannedAt == now);
        await db.InsertAsync<OutboxMessage, OutboxRow>(
            planned
                .Where(r => r.DigestOn == null && !db.Outbox.Any(m => m.ReminderId == r.Id))
                .Select(r => new OutboxRow
                {
                    Kind = nameof(MessageKind.Reminder),
                    PersonId = r.PersonId,
                    ReminderId = r.Id,
                    DigestOn = null,
                    CreatedAt = now,
                    SendOn = r.PlannedOn,
                    State = nameof(MessageState.Waiting),
                    Attempts = 0,
                    NextAttemptAt = now,
                })
                .Distinct(),
            cancellationToken
        );
        await db.InsertAsync<OutboxMessage, OutboxRow>(
            planned
                .Where(r =>
                    r.DigestOn != null
                    && !db.Outbox.Any(m => m.PersonId == r.PersonId && m.DigestOn == r.DigestOn)
                )
                .Select(r => new OutboxRow
                {
                    Kind = nameof(MessageKind.Digest),
                    PersonId = r.PersonId,
                    ReminderId = null,
                    DigestOn = r.DigestOn,
                    CreatedAt = now,
                    SendOn = r.DigestOn!.Value,
                    State = nameof(MessageState.Waiting),
                    Attempts = 0,
                    NextAttemptAt = now,
                })
                .Distinct(),
            cancellationToken
        );
    }

    private IQueryable<ReminderRow> Rows(ReminderPolicy policy, IQueryable<Due> due)
    {
        var kind = policy.Kind;
        var inDigest = policy.Rule.InDigest;
        var tomorrow = today.AddDays(1);
        return from d in due
            join person in db.People on d.PersonId equals person.Id
            where person.DisabledAt == null
            where
                !db.Reminders.Any(r =>
                    r.Kind == kind
                    && r.SubjectId == d.SubjectId
                    && r.Date == d.Date
                    && r.Offset == d.Offset
                    && r.PersonId == d.PersonId
                )
            select new ReminderRow
            {
                Kind = kind.ToString(),
                SubjectId = d.SubjectId,
                Date = d.Date,
                Offset = d.Offset,
                PersonId = d.PersonId,
                As = d.As,
                Whose = d.Whose,
                Slug = d.Slug,
                Year = d.Year,
                Number = d.Number,
                Reference = d.Reference,
                Title = d.Title,
                PlannedOn = today,
                PlannedAt = now,
                // Today's digest may have gone already; what comes after it is in tomorrow's.
                DigestOn =
                    !inDigest && !person.DailyDigest ? null
                    : db.Outbox.Any(m => m.PersonId == d.PersonId && m.DigestOn == today) ? tomorrow
                    : today,
            };
    }

    private static IQueryable<Due> Responsible(IQueryable<Due> due) => due.Distinct();

    /// <summary>One for each manager and piece of work, whoever of their people has it as well.</summary>
    private IQueryable<Due> LineManagers(IQueryable<Due> due) =>
        from d in due
        join person in db.People on d.PersonId equals person.Id
        where person.LineManagerId != null
        group person.Name by new
        {
            d.SubjectId,
            ManagerId = person.LineManagerId!.Value,
            d.Date,
            d.Offset,
            d.Slug,
            d.Year,
            d.Number,
            d.Reference,
            d.Title,
        } into names
        select new Due
        {
            SubjectId = names.Key.SubjectId,
            PersonId = names.Key.ManagerId,
            Date = names.Key.Date,
            Offset = names.Key.Offset,
            As = nameof(RemindedAs.LineManager),
            Whose = names.Min(),
            Slug = names.Key.Slug,
            Year = names.Key.Year,
            Number = names.Key.Number,
            Reference = names.Key.Reference,
            Title = names.Key.Title,
        };

    private IQueryable<Due> Copied(IQueryable<Due> due, Role roles) =>
        (
            from d in due
            from person in db.People
            where (person.Roles & roles) != Role.None
            select new Due
            {
                SubjectId = d.SubjectId,
                PersonId = person.Id,
                Date = d.Date,
                Offset = d.Offset,
                As = nameof(RemindedAs.Copied),
                Whose = null,
                Slug = d.Slug,
                Year = d.Year,
                Number = d.Number,
                Reference = d.Reference,
                Title = d.Title,
            }
        ).Distinct();

    private static Expression<Func<WorkRow, int, Due>> Timed() =>
        (w, offset) =>
            new Due
            {
                SubjectId = w.SubjectId,
                PersonId = w.PersonId,
                Date = w.Date,
                Offset = offset,
                As = nameof(RemindedAs.Responsible),
                Whose = null,
                Slug = w.Slug!,
                Year = w.Year,
                Number = w.Number,
                Reference = w.Reference,
                Title = w.Title,
            };

    /// <summary>The latest offset whose day has come: those missed before it collapse into it.</summary>
    private static Expression<Func<WorkRow, int>> OffsetOf(IReadOnlyList<OffsetReach> reaches)
    {
        var row = Expression.Parameter(typeof(WorkRow), "w");
        var date = Expression.Property(row, nameof(WorkRow.Date));
        Expression offset = Expression.Constant(reaches[^1].Offset);
        foreach (var reach in reaches.SkipLast(1).Reverse())
            offset = Expression.Condition(
                Expression.LessThanOrEqual(date, Expression.Constant(reach.Latest)),
                Expression.Constant(reach.Offset),
                offset
            );
        return Expression.Lambda<Func<WorkRow, int>>(offset, row);
    }

    /// <summary>A piece of work whose reminder is due, with the person who gets it.</summary>
    private sealed record Due
    {
        public required long SubjectId { get; init; }
        public required long PersonId { get; init; }
        public required DateOnly Date { get; init; }
        public required int Offset { get; init; }
        public required string As { get; init; }
        public required string? Whose { get; init; }
        public required string Slug { get; init; }
        public required FinancialYear? Year { get; init; }
        public required int? Number { get; init; }
        public required string? Reference { get; init; }
        public required string Title { get; init; }
    }

    /// <summary>The columns of <see cref="Reminder"/>, in the form in which the database keeps them.</summary>
    internal sealed record ReminderRow
    {
        public required string Kind { get; init; }
        public required long SubjectId { get; init; }
        public required DateOnly Date { get; init; }
        public required int Offset { get; init; }
        public required long PersonId { get; init; }
        public required string As { get; init; }
        public required string? Whose { get; init; }
        public required string Slug { get; init; }
        public required FinancialYear? Year { get; init; }
        public required int? Number { get; init; }
        public required string? Reference { get; init; }
        public required string Title { get; init; }
        public required DateOnly PlannedOn { get; init; }
        public required DateTime PlannedAt { get; init; }
        public required DateOnly? DigestOn { get; init; }
    }

    /// <summary>The columns of <see cref="OutboxMessage"/> that a planned e-mail has.</summary>
    private sealed record OutboxRow
    {
        public required string Kind { get; init; }
        public required long PersonId { get; init; }
        public required long? ReminderId { get; init; }
        public required DateOnly? DigestOn { get; init; }
        public required DateTime CreatedAt { get; init; }
        public required DateOnly SendOn { get; init; }
        public required string State { get; init; }
        public required int Attempts { get; init; }
        public required DateTime NextAttemptAt { get; init; }
    }
}
