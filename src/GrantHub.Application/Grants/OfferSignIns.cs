using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>The sign-ins that can belong to a contact: everybody with the role of partner contact, by name.</summary>
[Requires(Permission.ManageOrganisations)]
public sealed record OfferSignIns : IQuery<IReadOnlyList<SignInOffer>>;

public sealed record SignInOffer(long Id, string Name, string Email);

internal sealed class OfferSignInsHandler(IGrantHubDb db)
    : IRequestHandler<OfferSignIns, IReadOnlyList<SignInOffer>>
{
    public async Task<IReadOnlyList<SignInOffer>> Handle(
        OfferSignIns request,
        CancellationToken cancellationToken
    ) =>
        await db
            .People.AsNoTracking()
            .Where(p =>
                p.DisabledAt == null && (p.Roles & Role.PartnerContact) == Role.PartnerContact
            )
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new SignInOffer(p.Id, p.Name, p.Email))
            .ToListAsync(cancellationToken);
}
