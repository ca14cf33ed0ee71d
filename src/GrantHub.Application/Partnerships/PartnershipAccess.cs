using GrantHub.Domain;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What pages about a partnership's money need of it.</summary>
/// <param name="Floor">The least that the partners want to hold in reserve.</param>
public sealed record PartnershipTitle(long Id, string Slug, string Name, Money Floor);

internal static class PartnershipAccess
{
    public static NotFoundException NotFound() =>
        new("There is no such partnership. Look for it in the list of partnerships.");

    /// <param name="partnership">Its slug or its exact name.</param>
    public static async Task<PartnershipTitle> FindPartnershipAsync(
        this IGrantHubDb db,
        string partnership,
        CancellationToken cancellationToken
    ) =>
        await db
            .Partnerships.Called(partnership)
            .Select(p => new PartnershipTitle(p.Id, p.Slug, p.Name, p.Floor))
            .FirstOrDefaultAsync(cancellationToken)
        ?? throw NotFound();
}
