using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

internal static class AuditHeads
{
    /// <summary>Moves the end of a chain on, which locks its row: other writers queue here, so the chain cannot fork.</summary>
    /// <returns>The head with its new number and the hash of the entry before the first new one.</returns>
    public static async Task<AuditHead> MoveHeadAsync(
        this IGrantHubDb db,
        int chain,
        int entries,
        CancellationToken cancellationToken
    )
    {
        await db
            .AuditHeads.Where(head => head.Id == chain)
            .ExecuteUpdateAsync(
                set => set.SetProperty(head => head.Number, head => head.Number + entries),
                cancellationToken
            );
        return await db.AuditHeads.SingleAsync(head => head.Id == chain, cancellationToken);
    }
}
