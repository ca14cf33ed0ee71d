using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Reminders;

/// <summary>
/// What would go out in a month, and to whom, if nothing was done until then. Writes nothing. The number of SQL commands
/// follows from the policies, not from how much there is to do.
/// </summary>
/// <param name="Month">Any day of it; null: this month in London.</param>
/// <param name="Kind">Only this kind of work; null: every one.</param>
/// <param name="PersonId">Only what this person would get; null: everybody.</param>
[Requires(Permission.ManageReminders)]
public sealed record PreviewReminders(
    DateOnly? Month = null,
    WorkKind? Kind = null,
    long? PersonId = null
) : IQuery<ReminderPreview>
{
    public const int MonthsAhead = 12;
}

/// <param name="Month">Its first day.</param>
/// <param name="Reminders">In order of day, kind, title and person.</param>
/// <param name="Cut">
/// Kinds of which there is more than <see cref="Most"/> pieces of work: of these only the earliest are in here.
/// </param>
/// <param name="People">Who can be filtered by: everybody who can sign in.</param>
/// <param name="Unled">Running grants of whose work nobody is reminded; at most <see cref="MostUnled"/>.</param>
public sealed record ReminderPreview(
    DateOnly Month,
    DateOnly Today,
    IReadOnlyList<PreviewedReminder> Reminders,
    IReadOnlyList<WorkKind> Cut,
    IReadOnlyList<PreviewPerson> People,
    IReadOnlyList<UnledGrant> Unled
)
{
    public const int Most = 2000;
    public const int MostUnled = 20;
}

public sealed record PreviewPerson(long Id, string Name);

/// <summary>A running grant whose lead officer is missing or switched off.</summary>
public sealed record UnledGrant(string Slug, string Reference, string Title, string? LeadOfficer);

/// <param name="On">The day on which it would go out.</param>
/// <param name="Date">When the work is due, or when it came.</param>
/// <param name="Offset">In days from that.</param>
/// <param name="Whose">For a line manager, whose work it is; else null.</param>
/// <param name="InDigest">It would come in the person's e-mail of the day.</param>
/// <param name="Title">Null where it is a draft that the person may not read.</param>
public sealed record PreviewedReminder(
    DateOnly On,
    WorkKind Kind,
    string Href,
    string? Reference,
    string? Title,
    DateOnly Date,
    int Offset,
    long PersonId,
    string PersonName,
    RemindedAs As,
    string? Whose,
    bool InDigest
);

internal sealed class PreviewRemindersHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<PreviewReminders, ReminderPreview>
{
    public async Task<ReminderPreview> Handle(
        PreviewReminders request,
        CancellationToken cancellationToken
    )
    {
        var today = clock.LondonToday();
        var month = FirstOf(request.Month ?? today);
        if (
            month < FirstOf(today)
            || month > FirstOf(today).AddMonths(PreviewReminders.MonthsAhead)
        )
            throw new NotFoundException(
                $"The preview shows this month and the {PreviewReminders.MonthsAhead} after it."
            );
        var people = await db
            .People.AsNoTracking()
            .Where(p => p.DisabledAt == null)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new Recipient(p.Id, p.Name, p.Roles, p.LineManagerId, p.DailyDigest))
            .ToListAsync(cancellationToken);
        var calendar = new WorkingDays(
            await db.BankHolidays.Select(h => h.Date).ToListAsync(cancellationToken)
        );
        var forecast = new ReminderForecast(db, clock, calendar, people, today, month);
        foreach (var policy in await ReminderPolicies.AllAsync(db, cancellationToken))
            if (policy.IsOn && (request.Kind is null || request.Kind == policy.Kind))
                await forecast.AddAsync(policy, cancellationToken);
        return new(
            month,
            today,
            [
                .. forecast
                    .Found.Where(r => request.PersonId is null || r.PersonId == request.PersonId)
                    .OrderBy(r => r.On)
                    .ThenBy(r => r.Kind)
                    .ThenBy(r => r.Title, StringComparer.Ordinal)
                    .ThenBy(r => r.Reference, StringComparer.Ordinal)
                    .ThenBy(r => r.Date)
                    .ThenBy(r => r.As)
                    .ThenBy(r => r.PersonName, StringComparer.Ordinal)
                    .ThenBy(r => r.PersonId)
                    .Select(Readable),
            ],
            forecast.Cut,
            [.. people.Select(p => new PreviewPerson(p.Id, p.Name))],
            await UnledAsync(today, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<UnledGrant>> UnledAsync(
        DateOnly today,
        CancellationToken cancellationToken
    ) =>
        await db
            .Grants.AsNoTracking()
            .Where(g => g.TerminatedOn == null && g.PeriodEnd >= today)
            .Where(g => !db.People.Any(p => p.Id == g.LeadOfficerId && p.DisabledAt == null))
            .OrderBy(g => g.Id)
            .Take(ReminderPreview.MostUnled)
            .Select(g => new UnledGrant(g.Slug, g.Reference, g.Title, g.LeadOfficerName))
            .ToListAsync(cancellationToken);

    /// <summary>What was sent back is a draft again, and not everybody reads drafts.</summary>
    private PreviewedReminder Readable(PreviewedReminder reminder) =>
        reminder.Kind == WorkKind.ReturnedToMe && !user.May(Permission.ReadAllDrafts)
            ? reminder with
            {
                Title = null,
            }
            : reminder;

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <summary>Somebody who can get reminders.</summary>
internal sealed record Recipient(
    long Id,
    string Name,
    Role Roles,
    long? LineManagerId,
    bool DailyDigest
);
