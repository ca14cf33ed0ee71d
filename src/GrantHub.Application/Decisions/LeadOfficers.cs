using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

internal static class LeadOfficers
{
    /// <summary>
    /// Whom the lead officer's e-mail address belongs to; null when to nobody. Also somebody disabled: they can be enabled
    /// again while the record waits for their signature.
    /// </summary>
    public static async Task<long?> PersonIdAsync(
        IGrantHubDb db,
        string? email,
        CancellationToken cancellationToken
    )
    {
        if (email is null)
            return null;
        var key = Person.EmailKey(email);
        return await db
            .People.Where(p => p.Email == key)
            .Select(p => (long?)p.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The person who asks, with post, telephone and e-mail as GrantHub has them.</summary>
    public static async Task<LeadOfficer> OfAsync(
        IGrantHubDb db,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var person = await db
            .People.AsNoTracking()
            .Where(p => p.Id == actor.PersonId)
            .Select(p => new
            {
                p.Name,
                p.Post,
                p.Telephone,
                p.Email,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return person is null
            ? new LeadOfficer(actor.Name, null, null, null)
            : new LeadOfficer(
                person.Name,
                person.Post,
                person.Telephone,
                person.Email,
                actor.PersonId
            );
    }
}
