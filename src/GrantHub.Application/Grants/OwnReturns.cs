using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>What a contact of a recipient may see: the returns of the organisation's own grants, and nothing else.</summary>
internal static class OwnReturns
{
    /// <summary>The grants whose present recipient has the person as a contact.</summary>
    public static IQueryable<Grant> OwnGrants(this IGrantHubDb db, ICurrentUser user)
    {
        var me = user.Must().PersonId;
        return db.Grants.Where(g =>
            db.Organisations.Any(o =>
                o.Id == g.RecipientId && o.Contacts.Any(c => c.PersonId == me)
            )
        );
    }

    /// <summary>Another organisation's return is answered as if there were none.</summary>
    public static async Task<NotFoundException> NotFoundAsync(
        this IGrantHubDb db,
        string reference,
        int number,
        CancellationToken cancellationToken
    ) =>
        new(
            "Your organisation owes no such return. Look for it in the list of returns, or ask the lead officer of the grant."
        )
        {
            IsHidden = await db
                .Grants.Called(reference)
                .SelectMany(g => g.Returns)
                .AnyAsync(r => r.Number == number, cancellationToken),
        };
}
