using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

internal static class Recipients
{
    /// <summary>The organisation of that name, however it is spaced and capitalised; added when it is not known yet.</summary>
    public static async Task<Organisation> FindOrAddRecipientAsync(
        this IGrantHubDb db,
        string name,
        CancellationToken cancellationToken
    )
    {
        var key = Organisation.KeyOf(name);
        var known = await db.Organisations.SingleOrDefaultAsync(
            o => o.NameKey == key,
            cancellationToken
        );
        if (known is not null)
            return known;
        var slug = await References.FreeSlugAsync(
            References.Kebab(name),
            taken => db.Organisations.AnyAsync(o => o.Slug == taken, cancellationToken)
        );
        var organisation = Organisation.Add(name, slug);
        db.Organisations.Add(organisation);
        await db.SaveChangesAsync(cancellationToken);
        return organisation;
    }
}
