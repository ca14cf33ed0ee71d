using System.Linq.Expressions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>
/// Plans every reminder that is due by a day and was not planned before, and puts the e-mails into the outbox, in one
/// transaction. The number of SQL commands follows from the policies, not from how much there is to do (but for one more
/// with every ten thousand new reminders of a kind).
/// </summary>
/// <param name="AsOf">Stands for today; null: today in London.</param>
[Requires(Permission.Operate)]
[LeavesNoEntry(
    "Reminders follow from what there is to do, and the outbox keeps what went to whom."
)]
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
        await plan.ForgetStoppedAsync(cancellationToken);
        await plan.OpenDigestsAsync(cancellationToken);
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
        // Two lists put together: as one condition with "or" a database would look through both for each reminder.
        var single = db
            .Outbox.Where(m => m.State == MessageState.Waiting && m.ReminderId != null)
            .Select(m => m.ReminderId!.Value);
        var gathered =
            from message in db.Outbox
            where message.State == MessageState.Waiting && message.DigestOn != null
            join reminder in db.Reminders
                on new { message.PersonId, message.DigestOn } equals new
                {
                    reminder.PersonId,
                    reminder.DigestOn,
                }
            select reminder.Id;
        var ids = single.Concat(gathered);
        var waiting = db.Reminders.Where(r => r.StoppedAt == null && ids.Contains(r.Id));
        foreach (
            var kind in await waiting.Select(r => r.Kind).Distinct().ToListAsync(cancellationToken)
        )
        {
            var isThere = IsThere(kind);
            await waiting
                .Where(r => r.Kind == kind)
                .Where(
                    Expression.Lambda<Func<Reminder, bool>>(
                        Expression.Not(isThere.Body),
                        isThere.Parameters
                    )
                )
                .ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.StoppedAt, now),
                    cancellationToken
                );
        }
    }

    /// <summary>
    /// Forgets what was stopped before it was sent though its work is there again, so that it is planned anew: its person
    /// is back, its date has moved back, or it was stopped for a day that stood for today.
    /// </summary>
    public async Task ForgetStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = db.Reminders.Where(r =>
            r.StoppedAt != null
            && db.People.Any(p => p.Id == r.PersonId && p.DisabledAt == null)
            && !db.Outbox.Any(m =>
                m.ReminderId == r.Id && (m.State == MessageState.Sent || m.LeaseToken != null)
            )
            && !db.Outbox.Any(m =>
                r.DigestOn != null
                && m.PersonId == r.PersonId
                && m.DigestOn == r.DigestOn
                && m.LeaseToken != null
            )
        );
        foreach (
            var kind in await stopped.Select(r => r.Kind).Distinct().ToListAsync(cancellationToken)
        )
        {
            var back = stopped.Where(r => r.Kind == kind).Where(IsThere(kind));
            await db
                .Outbox.Where(m => back.Any(r => r.Id == m.ReminderId))
                .ExecuteDeleteAsync(cancellationToken);
            await back.ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Today's digest may wait since yesterday, when it took what came after yesterday's; it takes today's as well and goes
    /// out now. The rows are written to, so that no sender takes one on before its reminders are in it.
    /// </summary>
    public Task OpenDigestsAsync(CancellationToken cancellationToken) =>
        db
            .Outbox.Where(m =>
                m.DigestOn == today
                && m.State == MessageState.Waiting
                && (m.LeaseUntil == null || m.LeaseUntil < now)
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.NextAttemptAt, now),
                cancellationToken
            );

    /// <summary>The reminders of one kind: first of whose work it is, then of line managers and of those copied in.</summary>
    public async Task<int> AddAsync(
        ReminderPolicy policy,
        WorkingDays calendar,
        CancellationToken cancellationToken
    )
    {
        var planned = 0;
        foreach (var (remindedAs, rows) in Missing(policy, calendar))
            planned += await InsertAsync(policy, remindedAs, rows, cancellationToken);
        return planned;
    }

    /// <summary>
    /// The reminders of one kind that are due and were not planned, as <see cref="AddAsync"/> writes them, one query after
    /// the other; somebody who is in two of them gets the one of the first.
    /// </summary>
    public IEnumerable<(RemindedAs As, IQueryable<Due> Rows)> Missing(
        ReminderPolicy policy,
        WorkingDays calendar
    )
    {
        var rule = policy.Rule;
        var reaches = rule.Reaches(today, calendar);
        var furthest = reaches.Max(reach => reach.Latest);
        var due = work.OfPermitted(policy.Kind)
            .Where(w => w.Date <= furthest)
            .Select(Timed().With(OffsetOf(reaches)));
        yield return (RemindedAs.Responsible, NotPlanned(policy.Kind, due));
        if (rule.EscalateAfter is { } escalate)
            yield return (
                RemindedAs.LineManager,
                NotPlanned(
                    policy.Kind,
                    // At the day itself or, where nothing ran on it, with the next reminder after it.
                    LineManagers(policy.Kind, due.Where(d => d.Offset >= escalate))
                )
            );
        if (rule.CopyTo != Role.None)
            yield return (
                RemindedAs.Copied,
                NotPlanned(policy.Kind, Copied(policy.Kind, due, rule.CopyTo))
            );
    }

    /// <summary>Puts what was planned into the outbox: an e-mail for each, or one for a person's digest of the day.</summary>
    public async Task PostAsync(CancellationToken cancellationToken)
    {
        var planned = db.Reminders.Where(r => r.PlannedAt == now);
        var singles = await planned
            .Where(r => r.DigestOn == null && !db.Outbox.Any(m => m.ReminderId == r.Id))
            .Select(r => new { r.PersonId, r.Id })
            .ToListAsync(cancellationToken);
        var digests = await planned
            .Where(r =>
                r.DigestOn != null
                && !db.Outbox.Any(m => m.PersonId == r.PersonId && m.DigestOn == r.DigestOn)
            )
            .Select(r => new { r.PersonId, r.DigestOn })
            .Distinct()
            .ToListAsync(cancellationToken);
        await db.InsertAsync<OutboxMessage, MessageRow>(
            [
                .. singles.Select(r => new MessageRow(
                    MessageKind.Reminder,
                    r.PersonId,
                    r.Id,
                    null,
                    today,
                    now,
                    now
                )),
                .. digests.Select(r => new MessageRow(
                    MessageKind.Digest,
                    r.PersonId,
                    null,
                    r.DigestOn,
                    r.DigestOn!.Value,
                    now,
                    // Tomorrow's waits for tomorrow's planning, and not for ever.
                    r.DigestOn > today
                        ? now.AddDays(1)
                        : now
                )),
            ],
            cancellationToken
        );
    }

    private IQueryable<Due> NotPlanned(WorkKind kind, IQueryable<Due> due) =>
        from d in due
        join person in db.People on d.PersonId equals person.Id
        where person.DisabledAt == null
        where
            !db.Reminders.Any(r =>
                r.Kind == kind
                && r.SubjectId == d.SubjectId
                && r.Date == d.Date
                // A later one says more: a policy that drops its day does not bring back those before it.
                && r.Offset >= d.Offset
                && r.PersonId == d.PersonId
            )
        select d;

    private async Task<int> InsertAsync(
        ReminderPolicy policy,
        RemindedAs remindedAs,
        IQueryable<Due> due,
        CancellationToken cancellationToken
    )
    {
        var found = await (
            from d in due
            join person in db.People on d.PersonId equals person.Id
            select new
            {
                Due = d,
                person.DailyDigest,
                // Today's digest may have gone already; what comes after it is in tomorrow's.
                DigestIsGone = db.Outbox.Any(m =>
                    m.PersonId == d.PersonId
                    && m.DigestOn == today
                    && (m.State != MessageState.Waiting || m.LeaseUntil >= now)
                ),
            }
        ).ToListAsync(cancellationToken);
        var rows = found
            .DistinctBy(f => (f.Due.SubjectId, f.Due.Date, f.Due.Offset, f.Due.PersonId))
            .Select(f => new ReminderRow(
                policy.Kind,
                f.Due.SubjectId,
                f.Due.Date,
                f.Due.Offset,
                f.Due.PersonId,
                remindedAs,
                f.Due.Whose,
                f.Due.Slug,
                f.Due.Year,
                f.Due.Number,
                f.Due.Reference,
                f.Due.Title,
                today,
                now,
                !policy.Rule.InDigest && !f.DailyDigest ? null
                    : f.DigestIsGone ? today.AddDays(1)
                    : today
            ))
            .ToList();
        await db.InsertAsync<Reminder, ReminderRow>(rows, cancellationToken);
        return rows.Count;
    }

    /// <summary>The work of a reminder is still to be done, and due on the same day.</summary>
    private Expression<Func<Reminder, bool>> IsThere(WorkKind kind)
    {
        var rows = work.OfPermitted(kind);
        return r =>
            rows.Any(w =>
                w.SubjectId == r.SubjectId
                && w.Date == r.Date
                // It may have gone on to somebody else on the same day.
                && (r.As != RemindedAs.Responsible || w.PersonId == r.PersonId)
            );
    }

    private IQueryable<Due> LineManagers(WorkKind kind, IQueryable<Due> due)
    {
        var readers = Work.Readers(kind);
        return from d in due
            join person in db.People on d.PersonId equals person.Id
            join manager in db.People on person.LineManagerId equals manager.Id
            where (manager.Roles & readers) != Role.None
            // Told once.
            where
                !db.Reminders.Any(r =>
                    r.Kind == kind
                    && r.SubjectId == d.SubjectId
                    && r.Date == d.Date
                    && r.PersonId == manager.Id
                    && r.As == RemindedAs.LineManager
                )
            select new Due
            {
                SubjectId = d.SubjectId,
                PersonId = manager.Id,
                Date = d.Date,
                Offset = d.Offset,
                Whose = person.Name,
                Slug = d.Slug,
                Year = d.Year,
                Number = d.Number,
                Reference = d.Reference,
                Title = d.Title,
            };
    }

    private IQueryable<Due> Copied(WorkKind kind, IQueryable<Due> due, Role roles)
    {
        var readers = Work.Readers(kind);
        return from d in due
            from person in db.People
            where (person.Roles & roles) != Role.None && (person.Roles & readers) != Role.None
            select new Due
            {
                SubjectId = d.SubjectId,
                PersonId = person.Id,
                Date = d.Date,
                Offset = d.Offset,
                Slug = d.Slug,
                Year = d.Year,
                Number = d.Number,
                Reference = d.Reference,
                Title = d.Title,
            };
    }

    private static Expression<Func<WorkRow, int, Due>> Timed() =>
        (w, offset) =>
            new Due
            {
                SubjectId = w.SubjectId,
                PersonId = w.PersonId,
                Date = w.Date,
                Offset = offset,
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
        Expression offset = Of(reaches[^1], nameof(OffsetReach.Offset));
        foreach (var reach in reaches.SkipLast(1).Reverse())
            offset = Expression.Condition(
                Expression.LessThanOrEqual(date, Of(reach, nameof(OffsetReach.Latest))),
                Of(reach, nameof(OffsetReach.Offset)),
                offset
            );
        return Expression.Lambda<Func<WorkRow, int>>(offset, row);

        // A parameter of the command and no part of its text, so that every day uses the same one.
        static MemberExpression Of(OffsetReach reach, string property) =>
            Expression.Property(Expression.Constant(reach), property);
    }

    /// <summary>A piece of work whose reminder is due, with the person who gets it.</summary>
    public sealed record Due
    {
        public required long SubjectId { get; init; }
        public required long PersonId { get; init; }
        public required DateOnly Date { get; init; }
        public required int Offset { get; init; }
        public string? Whose { get; init; }
        public required string Slug { get; init; }
        public required FinancialYear? Year { get; init; }
        public required int? Number { get; init; }
        public required string? Reference { get; init; }
        public required string Title { get; init; }
    }

    /// <summary>What is written of a <see cref="Reminder"/>.</summary>
    private sealed record ReminderRow(
        WorkKind Kind,
        long SubjectId,
        DateOnly Date,
        int Offset,
        long PersonId,
        RemindedAs As,
        string? Whose,
        string Slug,
        FinancialYear? Year,
        int? Number,
        string? Reference,
        string Title,
        DateOnly PlannedOn,
        DateTime PlannedAt,
        DateOnly? DigestOn
    );

    /// <summary>What is written of an <see cref="OutboxMessage"/>.</summary>
    private sealed record MessageRow(
        MessageKind Kind,
        long PersonId,
        long? ReminderId,
        DateOnly? DigestOn,
        DateOnly SendOn,
        DateTime CreatedAt,
        DateTime NextAttemptAt,
        MessageState State = MessageState.Waiting,
        int Attempts = 0
    );
}
