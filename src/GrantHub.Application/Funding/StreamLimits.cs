using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>What grants commit of the funding streams, and how far that may go.</summary>
internal static class StreamLimits
{
    /// <summary>
    /// Refuses a grant that takes a stream beyond its over-programming limit in any year. The streams are loaded to be
    /// changed: saving the grant's shares gives them a new version, so that two grants cannot take the same headroom.
    /// </summary>
    /// <param name="acceptance">What the chief finance officer says about going beyond the limit; null: nothing.</param>
    public static async Task GuardStreamLimitsAsync(
        this IGrantHubDb db,
        Grant grant,
        string? acceptance,
        CancellationToken cancellationToken
    )
    {
        var ids = grant.Shares.Select(share => share.StreamId).Distinct().ToList();
        if (ids.Count == 0)
            return;
        var streams = await db
            .Streams.Include(s => s.Allocations)
            .Where(s => ids.Contains(s.Id))
            .ToListAsync(cancellationToken);
        var committed = await db.CommittedAsync(ids, exceptGrantId: grant.Id, cancellationToken);
        foreach (var share in grant.Shares)
            streams
                .Single(stream => stream.Id == share.StreamId)
                .GuardLimit(
                    share.Year,
                    committed.GetValueOrDefault((share.StreamId, share.Year)),
                    share.Confirmed + share.Indicative,
                    acceptance
                );
    }

    /// <summary>Where a proposal would take a stream beyond its limit, a sentence for each stream and year.</summary>
    /// <param name="exceptGrantId">The grant that the proposal varies; 0 for none.</param>
    public static async Task<IReadOnlyList<string>> WhyOverLimitAsync(
        this IGrantHubDb db,
        FundingProposal proposal,
        long exceptGrantId,
        CancellationToken cancellationToken
    )
    {
        var ids = proposal.Streams.Select(share => share.StreamId).Distinct().ToList();
        var streams = await db
            .Streams.AsNoTracking()
            .Include(s => s.Allocations)
            .AsSingleQuery()
            .Where(s => ids.Contains(s.Id))
            .ToListAsync(cancellationToken);
        var committed = await db.CommittedAsync(ids, exceptGrantId, cancellationToken);
        return
        [
            .. proposal
                .StreamYears()
                .Select(share =>
                    streams
                        .Single(stream => stream.Id == share.StreamId)
                        .WhyOverLimit(
                            share.Year,
                            committed.GetValueOrDefault((share.StreamId, share.Year)),
                            share.Amount
                        )
                )
                .OfType<string>(),
        ];
    }

    /// <summary>Confirmed and indicative money by stream and year, of all grants but one; a sum in the database.</summary>
    private static async Task<Dictionary<(long Stream, FinancialYear Year), Money>> CommittedAsync(
        this IGrantHubDb db,
        IReadOnlyList<long> streamIds,
        long exceptGrantId,
        CancellationToken cancellationToken
    )
    {
        var sums = await db
            .GrantShares.Where(s => streamIds.Contains(s.StreamId) && s.GrantId != exceptGrantId)
            .GroupBy(s => new { s.StreamId, s.Year })
            .Select(g => new
            {
                g.Key.StreamId,
                g.Key.Year,
                Committed = g.Sum(s => (long)s.Confirmed + (long)s.Indicative),
            })
            .ToListAsync(cancellationToken);
        return sums.ToDictionary(s => (s.StreamId, s.Year), s => new Money(s.Committed));
    }
}
