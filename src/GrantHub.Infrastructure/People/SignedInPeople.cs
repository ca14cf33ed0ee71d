using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.People;

/// <summary>Finds who a sign-in belongs to, with the roles and deputies of this very moment.</summary>
public sealed class SignedInPeople(GrantHubDb db, TimeProvider clock)
{
    /// <summary>Marks the commands that belong to signing in, so that a page's own can be counted without them.</summary>
    public const string QueryTag = "sign-in";

    /// <param name="session">Its <see cref="Sessions.Id"/>; null: not a matter of one session.</param>
    /// <returns>
    /// Null when the person is gone or switched off, when the stamp shows that every session was ended since, or when this one was.
    /// </returns>
    public async Task<Actor?> FindAsync(
        long id,
        string? securityStamp,
        CancellationToken cancellationToken,
        string? session = null
    )
    {
        var today = clock.LondonToday();
        var found = await db
            .People.AsNoTracking()
            .TagWith(QueryTag)
            .Where(person => person.Id == id && person.DisabledAt == null)
            .Where(person =>
                db.Users.Any(s => s.Id == person.Id && s.SecurityStamp == securityStamp)
            )
            .Where(person =>
                session == null
                || !db.UserTokens.Any(t =>
                    t.UserId == person.Id && t.LoginProvider == Sessions.Ended && t.Name == session
                )
            )
            .Select(person => new
            {
                person.Name,
                person.Roles,
                Deputies = (
                    from deputy in db.Deputies
                    join officer in db.People on deputy.OfficerId equals officer.Id
                    where deputy.DeputyId == person.Id
                    where deputy.From <= today && (deputy.Until == null || deputy.Until >= today)
                    where officer.DisabledAt == null && (officer.Roles & deputy.Role) == deputy.Role
                    orderby deputy.Id
                    select new Deputising(deputy.Role, officer.Id, officer.Name, deputy.Limit)
                ).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new Actor(id, found.Name, found.Roles, found.Deputies);
    }
}
