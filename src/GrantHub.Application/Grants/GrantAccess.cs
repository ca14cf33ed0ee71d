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
            .Grants.Include(g => g.Years)
            .Include(g => g.Streams)
            .Include(g => g.Changes)
            .AsSplitQuery()
            .Where(OfDecision(decisionId))
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>A superseding decision can end one grant and make another: only the latter is its own.</summary>
    public static System.Linq.Expressions.Expression<Func<Grant, bool>> OfDecision(
        long decisionId
    ) =>
        g =>
            g.Changes.Any(c =>
                c.DecisionId == decisionId && (c.Kind == null || c.Kind == RelationKind.Varies)
            );
}
