using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Who could act for an officer: everybody else who can sign in, by name.</summary>
[Requires(Permission.ManagePeople)]
public sealed record OfferDeputies(long OfficerId) : IQuery<IReadOnlyList<DeputyOffer>>;

public sealed record DeputyOffer(long Id, string Name, string? Post);

internal sealed class OfferDeputiesHandler(IGrantHubDb db)
    : IRequestHandler<OfferDeputies, IReadOnlyList<DeputyOffer>>
{
    public async Task<IReadOnlyList<DeputyOffer>> Handle(
        OfferDeputies request,
        CancellationToken cancellationToken
    ) =>
        await db
            .People.AsNoTracking()
            .Where(p => p.Id != request.OfficerId && p.DisabledAt == null)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new DeputyOffer(p.Id, p.Name, p.Post))
            .ToListAsync(cancellationToken);
}
