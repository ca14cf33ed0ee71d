using GrantHub.Domain;
using GrantHub.Domain.People;

namespace GrantHub.Application.Reminders;

/// <summary>A person in the roles that they hold, or in one in which they stand in for somebody.</summary>
/// <param name="Limit">The largest amount that they may sign for; null: no limit.</param>
internal sealed record Holder
{
    public required long PersonId { get; init; }
    public required Role Roles { get; init; }
    public Money? Limit { get; init; }
}

internal static class Holders
{
    /// <summary>Everybody who can sign in, once for their own roles and once for each standing as a deputy on the day.</summary>
    public static IQueryable<Holder> OfRoles(IGrantHubDb db, DateOnly today) =>
        db
            .People.Where(p => p.DisabledAt == null)
            .Select(p => new Holder
            {
                PersonId = p.Id,
                Roles = p.Roles,
                Limit = null,
            })
            .Concat(
                from deputy in db.Deputies
                join officer in db.People on deputy.OfficerId equals officer.Id
                join person in db.People on deputy.DeputyId equals person.Id
                where deputy.From <= today && (deputy.Until == null || deputy.Until >= today)
                where officer.DisabledAt == null && (officer.Roles & deputy.Role) == deputy.Role
                where person.DisabledAt == null
                select new Holder
                {
                    PersonId = person.Id,
                    Roles = deputy.Role,
                    Limit = deputy.Limit,
                }
            );
}
