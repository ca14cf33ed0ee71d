using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>The reminders that a month's planning would write, reckoned day by day without writing any.</summary>
internal sealed class ReminderForecast(
    IGrantHubDb db,
    TimeProvider clock,
    WorkingDays calendar,
    IReadOnlyList<Recipient> people,
    DateOnly today,
    DateOnly month
)
{
    /// <summary>Christmas with its weekends and the days around it: the longest that offices are closed at a stretch.</summary>
    private const int LongestBreak = 10;

    private readonly DateOnly last = month.AddMonths(1).AddDays(-1);
    private readonly List<PreviewedReminder> found = [];
    private readonly List<WorkKind> cut = [];
    private readonly Dictionary<long, Recipient> byId = people.ToDictionary(p => p.Id);

    public IReadOnlyList<PreviewedReminder> Found => found;

    /// <summary>Kinds of which not all could be looked at.</summary>
    public IReadOnlyList<WorkKind> Cut => cut;

    public async Task AddAsync(ReminderPolicy policy, CancellationToken cancellationToken)
    {
        var isCut = month <= today && await AddTodayAsync(policy, cancellationToken);
        isCut |= await AddLaterAsync(policy, cancellationToken);
        if (isCut)
            cut.Add(policy.Kind);
    }

    /// <summary>What today's planning would find, or has not yet found.</summary>
    private async Task<bool> AddTodayAsync(
        ReminderPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var isCut = false;
        var seen = new HashSet<(long, DateOnly, int, long)>();
        foreach (
            var (remindedAs, missing) in new ReminderPlan(db, today, clock.UtcInstant()).Missing(
                policy,
                calendar
            )
        )
        {
            var rows = await missing
                .OrderBy(r => r.Date)
                .ThenBy(r => r.SubjectId)
                .Take(ReminderPreview.Most + 1)
                .ToListAsync(cancellationToken);
            isCut |= rows.Count > ReminderPreview.Most;
            foreach (var row in rows.Take(ReminderPreview.Most))
                if (
                    byId.TryGetValue(row.PersonId, out var person)
                    && seen.Add((row.SubjectId, row.Date, row.Offset, row.PersonId))
                )
                    found.Add(
                        new(
                            today,
                            policy.Kind,
                            WorkAddresses.Of(
                                policy.Kind,
                                row.Slug,
                                row.SubjectId,
                                row.Year,
                                row.Number
                            ),
                            row.Reference,
                            row.Title,
                            row.Date,
                            row.Offset,
                            person.Id,
                            person.Name,
                            remindedAs,
                            row.Whose,
                            policy.Rule.InDigest || person.DailyDigest
                        )
                    );
        }
        return isCut;
    }

    private async Task<bool> AddLaterAsync(
        ReminderPolicy policy,
        CancellationToken cancellationToken
    )
    {
        var first = month > today ? month : today.AddDays(1);
        if (first > last)
            return false;
        var rule = policy.Rule;
        var (from, until) = (Earliest(rule, first), Latest(rule));
        // Work with a due date is looked at as on the last day: what is late by then is late in this preview.
        var rows = await new Work(db, policy.Kind.HasDueDate() ? last : today)
            .OfPermitted(policy.Kind)
            .Where(w => w.Date >= from && w.Date <= until)
            .Select(w => new
            {
                w.SubjectId,
                w.PersonId,
                w.Date,
                w.Slug,
                w.Year,
                w.Number,
                w.Reference,
                w.Title,
            })
            .Distinct()
            .OrderBy(w => w.Date)
            .ThenBy(w => w.SubjectId)
            .Take(ReminderPreview.Most + 1)
            .ToListAsync(cancellationToken);
        foreach (var subject in rows.Take(ReminderPreview.Most).GroupBy(r => (r.SubjectId, r.Date)))
        {
            var work = subject.First();
            var responsible = subject
                .Select(r => byId.GetValueOrDefault(r.PersonId))
                .OfType<Recipient>()
                .ToList();
            foreach (var (day, offset) in Days(rule, work.Date, first))
            foreach (var (person, role, whose) in Recipients(policy, offset, responsible))
                found.Add(
                    new(
                        day,
                        policy.Kind,
                        WorkAddresses.Of(
                            policy.Kind,
                            work.Slug,
                            work.SubjectId,
                            work.Year,
                            work.Number
                        ),
                        work.Reference,
                        work.Title,
                        work.Date,
                        offset,
                        person.Id,
                        person.Name,
                        role,
                        whose,
                        rule.InDigest || person.DailyDigest
                    )
                );
        }
        return rows.Count > ReminderPreview.Most;
    }

    /// <summary>The days on which something goes out; where two offsets fall on one day, the later stands for both.</summary>
    private IEnumerable<(DateOnly Day, int Offset)> Days(
        ReminderRule rule,
        DateOnly date,
        DateOnly first
    ) =>
        rule
            .Offsets.Select(offset => (Day: rule.On(date, offset, calendar), Offset: offset))
            .Where(due => due.Day >= first && due.Day <= last)
            .GroupBy(due => due.Day, (day, due) => (day, due.Max(d => d.Offset)));

    /// <summary>Each person once, by what comes first.</summary>
    private IEnumerable<(Recipient Person, RemindedAs As, string? Whose)> Recipients(
        ReminderPolicy policy,
        int offset,
        List<Recipient> responsible
    )
    {
        var (rule, readers) = (policy.Rule, Work.Readers(policy.Kind));
        var all = responsible.Select(p => (p, RemindedAs.Responsible, (string?)null));
        if (offset == rule.EscalateAfter)
            all = all.Concat(
                responsible
                    .Where(p =>
                        p.LineManagerId is { } manager
                        && byId.GetValueOrDefault(manager) is { } known
                        && (known.Roles & readers) != Role.None
                    )
                    .OrderBy(p => p.Name, StringComparer.Ordinal)
                    .Select(p =>
                        (byId[p.LineManagerId!.Value], RemindedAs.LineManager, (string?)p.Name)
                    )
            );
        if (rule.CopyTo != Role.None && responsible.Count > 0)
            all = all.Concat(
                people
                    .Where(p =>
                        (p.Roles & rule.CopyTo) != Role.None && (p.Roles & readers) != Role.None
                    )
                    .Select(p => (p, RemindedAs.Copied, (string?)null))
            );
        return all.DistinctBy(r => r.Item1.Id);
    }

    private static DateOnly Earliest(ReminderRule rule, DateOnly first) =>
        first.AddDays(-Stretch(rule, Math.Max(0, rule.Offsets[^1])));

    private DateOnly Latest(ReminderRule rule) =>
        last.AddDays(Stretch(rule, Math.Max(0, -rule.Offsets[0])));

    /// <summary>So many working days are at most this many days.</summary>
    private static int Stretch(ReminderRule rule, int days) =>
        rule.WorkingDays ? days / 5 * 7 + days % 5 + 2 * LongestBreak + days / 20 : days;
}
