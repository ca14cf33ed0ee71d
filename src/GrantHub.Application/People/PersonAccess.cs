using GrantHub.Domain;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

internal static class PersonAccess
{
    public static NotFoundException NoSuchPerson => new("There is no such person.");

    public static async Task<Person> LoadPersonAsync(
        this IGrantHubDb db,
        long id,
        CancellationToken cancellationToken
    ) =>
        await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
        ?? throw NoSuchPerson;

    /// <summary>
    /// Refuses to leave GrantHub without an administrator when one goes. Every other administrator is stamped, so that two who take the
    /// role from each other at once cannot both succeed.
    /// </summary>
    public static async Task KeepAnAdministratorAsync(
        this IGrantHubDb db,
        Person leaving,
        CancellationToken cancellationToken
    )
    {
        var others = await db
            .People.Where(p =>
                p.Id != leaving.Id
                && p.DisabledAt == null
                && (p.Roles & Role.Administrator) == Role.Administrator
            )
            .OrderBy(p => p.Id)
            .ToListAsync(cancellationToken);
        if (others.Count == 0)
            throw new DomainException(
                "person.last-administrator",
                $"{leaving.Name} is the only administrator who can sign in. Give somebody else the administrator role first."
            );
        foreach (var other in others)
            other.StampVersion();
    }
}
