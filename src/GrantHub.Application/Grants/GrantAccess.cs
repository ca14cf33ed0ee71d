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
            .Whole()
            .Include(g => g.Shares)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The whole of a grant, to change it.</summary>
    /// <param name="reference">As printed or as its address writes it.</param>
    public static async Task<Grant> LoadGrantAsync(
        this IGrantHubDb db,
        string reference,
        CancellationToken cancellationToken
    ) =>
        await db
            .Grants.Called(reference)
            .Whole()
            .Include(g => g.Shares)
            .SingleOrDefaultAsync(cancellationToken)
        ?? throw NotFound();

    public static IQueryable<Grant> Called(this IQueryable<Grant> grants, string reference) =>
        grants.Where(g => g.Slug == reference || g.Reference == reference);

    /// <summary>All that a grant's page shows, a command for each list.</summary>
    public static IQueryable<Grant> Whole(this IQueryable<Grant> grants) =>
        grants
            .Include(g => g.Years)
            .Include(g => g.Streams)
            .Include(g => g.Changes)
            .Include(g => g.Instalments)
            .Include(g => g.Recoveries)
            .Include(g => g.Returns)
            .Include(g => g.Reviews)
            .AsSplitQuery();

    public static NotFoundException NotFound() =>
        new(
            "There is no grant with that reference. Check the reference, or look for the grant in the list of grants."
        );

    /// <summary>A superseding decision can end one grant and make another: only the latter is its own.</summary>
    public static IQueryable<Grant> OfDecision(this IQueryable<Grant> grants, long decisionId) =>
        // Joined rather than asked of each grant, so that SQLite starts from the decision and not from every grant.
        from grant in grants
        from change in grant.Changes
        where change.DecisionId == decisionId
        where change.Kind == null || change.Kind == RelationKind.Varies
        select grant;
}
