using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>What grants commit of the funding streams, and how far that may go.</summary>
internal static class StreamLimits
{
    /// <summary>
    /// Refuses a grant that takes more of a stream than before, and takes it beyond its over-programming limit in any year. Saving the grant's shares gives
    /// the streams' totals a new version, so that two grants cannot take the same headroom.
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
        var streams = await db.StreamsAsync(ids, cancellationToken);
        var totals = await db.TotalsAsync(ids, cancellationToken);
        var before = await db.SharesOfAsync(grant.Id, cancellationToken);
        foreach (var share in grant.Shares)
            streams
                .Single(stream => stream.Id == share.StreamId)
                .GuardLimit(
                    share.Year,
                    totals.GetValueOrDefault((share.StreamId, share.Year)),
                    share.Confirmed
                        + share.Indicative
                        - before.GetValueOrDefault((share.StreamId, share.Year)),
                    acceptance
                );
    }

    /// <summary>Where a proposal would take a stream beyond its limit, a sentence for each stream and year.</summary>
    /// <param name="earlier">The grant that the proposal changes, with its years, streams, shares and payments; null: none.</param>
    /// <param name="kind">How it changes that grant.</param>
    public static async Task<IReadOnlyList<string>> WhyOverLimitAsync(
        this IGrantHubDb db,
        FundingProposal proposal,
        Grant? earlier,
        RelationKind? kind,
        CancellationToken cancellationToken
    )
    {
        var before =
            earlier?.Shares.ToDictionary(
                share => (share.StreamId, share.Year),
                share => share.Confirmed + share.Indicative
            ) ?? [];
        if (earlier is not null && kind == RelationKind.Supersedes)
            foreach (
                var (streamId, year, kept) in earlier.SharesIfSuperseded(
                    proposal.Schedule.Select(line => line.Year).ToHashSet()
                )
            )
                before[(streamId, year)] = before.GetValueOrDefault((streamId, year)) - kept;
        return await db.WhyOverLimitAsync([.. proposal.StreamYears()], before, cancellationToken);
    }

    /// <summary>Refuses an amendment that nobody has carried out yet, so that the officer whose turn it is can accept it.</summary>
    /// <param name="acceptance">What the chief finance officer says about going beyond the limit; null: nothing.</param>
    public static async Task GuardAmendmentLimitsAsync(
        this IGrantHubDb db,
        Grant grant,
        FinancialYear year,
        Money amount,
        string? acceptance,
        CancellationToken cancellationToken
    )
    {
        if (!string.IsNullOrWhiteSpace(acceptance))
            return;
        var over = await db.WhyOverLimitAsync(
            [.. grant.SharesIfAmended(year, amount)],
            await db.SharesOfAsync(grant.Id, cancellationToken),
            cancellationToken
        );
        if (over.Count > 0)
            throw new DomainException(
                "stream.over-limit",
                $"{string.Join(" ", over)} The chief finance officer’s comments have to accept it."
            );
    }

    private static async Task<IReadOnlyList<string>> WhyOverLimitAsync(
        this IGrantHubDb db,
        IReadOnlyList<(long StreamId, FinancialYear Year, Money Amount)> shares,
        Dictionary<(long Stream, FinancialYear Year), Money> before,
        CancellationToken cancellationToken
    )
    {
        var ids = shares.Select(share => share.StreamId).Distinct().ToList();
        if (ids.Count == 0)
            return [];
        var streams = await db.StreamsAsync(ids, cancellationToken);
        var totals = await db.TotalsAsync(ids, cancellationToken);
        return
        [
            .. shares
                .Select(share =>
                    streams
                        .Single(stream => stream.Id == share.StreamId)
                        .WhyOverLimit(
                            share.Year,
                            totals.GetValueOrDefault((share.StreamId, share.Year)),
                            share.Amount - before.GetValueOrDefault((share.StreamId, share.Year))
                        )
                )
                .OfType<string>(),
        ];
    }

    private static Task<List<FundingStream>> StreamsAsync(
        this IGrantHubDb db,
        IReadOnlyList<long> ids,
        CancellationToken cancellationToken
    ) =>
        db
            .Streams.AsNoTracking()
            .Include(s => s.Allocations)
            .AsSingleQuery()
            .Where(s => ids.Contains(s.Id))
            .ToListAsync(cancellationToken);

    /// <summary>What all grants commit, by stream and year.</summary>
    private static Task<Dictionary<(long Stream, FinancialYear Year), Money>> TotalsAsync(
        this IGrantHubDb db,
        IReadOnlyList<long> streamIds,
        CancellationToken cancellationToken
    ) =>
        db
            .StreamTotals.AsNoTracking()
            .Where(t => streamIds.Contains(t.StreamId))
            .ToDictionaryAsync(
                t => (t.StreamId, t.Year),
                t => t.Confirmed + t.Indicative,
                cancellationToken
            );

    /// <summary>What one grant commits as it stands in the database: what is being changed is not in the totals yet.</summary>
    private static Task<Dictionary<(long Stream, FinancialYear Year), Money>> SharesOfAsync(
        this IGrantHubDb db,
        long grantId,
        CancellationToken cancellationToken
    ) =>
        db
            .GrantShares.AsNoTracking()
            .Where(s => s.GrantId == grantId)
            .ToDictionaryAsync(
                s => (s.StreamId, s.Year),
                s => s.Confirmed + s.Indicative,
                cancellationToken
            );
}
