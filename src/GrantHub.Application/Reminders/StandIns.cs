using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

internal static class StandIns
{
    /// <summary>The appointments under which somebody can sign for another on a day.</summary>
    public static IQueryable<Deputy> On(IGrantHubDb db, DateOnly today) =>
        db.Deputies.Where(d =>
            d.From <= today
            && (d.Until == null || d.Until >= today)
            && db.People.Any(officer =>
                officer.Id == d.OfficerId
                && officer.DisabledAt == null
                && (officer.Roles & d.Role) == d.Role
            )
        );
}
