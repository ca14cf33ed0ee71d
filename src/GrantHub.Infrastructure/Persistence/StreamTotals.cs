using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Keeps the totals of funding streams in step with the shares of the grants that are being saved.</summary>
internal static class StreamTotals
{
    public static async Task FollowAsync(GrantHubDb db, CancellationToken cancellationToken)
    {
        var changes = db
            .ChangeTracker.Entries<GrantShare>()
            .Where(entry =>
                entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            )
            .Select(Change)
            .GroupBy(change => (change.StreamId, change.Year))
            .Select(group =>
                (
                    group.Key,
                    Confirmed: Money.Sum(group.Select(change => change.Confirmed)),
                    Indicative: Money.Sum(group.Select(change => change.Indicative))
                )
            )
            .Where(change => (change.Confirmed, change.Indicative) != (Money.Zero, Money.Zero))
            // In one order for everybody, so that two savers wait for each other and do not lock each other out.
            .OrderBy(change => change.Key)
            .ToList();
        foreach (var (key, confirmed, indicative) in changes)
        {
            var total = await db.StreamTotals.FindAsync(
                [key.StreamId, key.Year],
                cancellationToken
            );
            if (total is null)
                db.StreamTotals.Add(total = new StreamTotal(key.StreamId, key.Year));
            total.Add(confirmed, indicative);
        }
    }

    private static (long StreamId, FinancialYear Year, Money Confirmed, Money Indicative) Change(
        EntityEntry<GrantShare> entry
    )
    {
        var share = entry.Entity;
        var (confirmed, indicative) =
            entry.State == EntityState.Deleted
                ? (Money.Zero, Money.Zero)
                : (share.Confirmed, share.Indicative);
        if (entry.State != EntityState.Added)
        {
            confirmed -= entry.Property(s => s.Confirmed).OriginalValue;
            indicative -= entry.Property(s => s.Indicative).OriginalValue;
        }
        return (share.StreamId, share.Year, confirmed, indicative);
    }
}
