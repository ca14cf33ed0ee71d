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

    /// <returns>
    /// Null when the person is gone or switched off, or when the stamp shows that every session was ended since.
    /// </returns>
    public async Task<Actor?> FindAsync(
        long id,
        string? securityStamp,
        CancellationToken cancellationToken
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
