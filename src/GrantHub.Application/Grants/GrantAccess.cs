using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

internal static class GrantAccess
{
    /// <summary>The grant that a decision made or varied; null when there is none.</summary>
    public static Task<Grant?> LoadGrantOfDecisionAsync(
        this IGrantHubDb db,
        long decisionId,
        CancellationToken cancellationToken
    ) =>
        db
            .Grants.OfDecision(decisionId)
            .Include(g => g.Years)
            .Include(g => g.Streams)
            .Include(g => g.Changes)
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>A superseding decision can end one grant and make another: only the latter is its own.</summary>
    public static IQueryable<Grant> OfDecision(this IQueryable<Grant> grants, long decisionId) =>
        // Joined rather than asked of each grant, so that SQLite starts from the decision and not from every grant.
        from grant in grants
        from change in grant.Changes
        where change.DecisionId == decisionId
        where change.Kind == null || change.Kind == RelationKind.Varies
        select grant;
}
