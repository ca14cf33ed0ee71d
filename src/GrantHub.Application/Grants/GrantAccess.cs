using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

internal static class GrantAccess
{
    /// <summary>
    /// The grant that a decision made, or changed by varying an earlier one; null when the decision has none. Follows
    /// variations back to the decision that made the grant.
    /// </summary>
    public static async Task<Grant?> LoadGrantOfDecisionAsync(
        this IGrantHubDb db,
        long decisionId,
        CancellationToken cancellationToken
    )
    {
        for (long? id = decisionId; id is { } at; )
        {
            var grant = await db
                .Grants.Include(g => g.Years)
                .Include(g => g.Streams)
                .AsSplitQuery()
                .SingleOrDefaultAsync(g => g.DecisionId == at, cancellationToken);
            if (grant is not null)
                return grant;
            id = await db
                .Decisions.Where(d => d.Id == at)
                .Select(d => d.EarlierId)
                .SingleOrDefaultAsync(cancellationToken);
        }
        return null;
    }
}
