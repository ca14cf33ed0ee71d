using GrantHub.Domain.Audit;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What happened to a partnership, newest first, at most 200 entries a page.</summary>
/// <param name="Before">Only what came before the entry of this number; null: from the newest.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadPartnershipHistory(long PartnershipId, long? Before = null)
    : IQuery<PartnershipHistory>;

/// <param name="Earlier">Where the page before this one starts; null: there is nothing earlier.</param>
public sealed record PartnershipHistory(IReadOnlyList<AuditEntry> Entries, long? Earlier);

internal sealed class ReadPartnershipHistoryHandler(IGrantHubDb db)
    : IRequestHandler<ReadPartnershipHistory, PartnershipHistory>
{
    private const int Most = 200;

    public async Task<PartnershipHistory> Handle(
        ReadPartnershipHistory request,
        CancellationToken cancellationToken
    )
    {
        var entries = await db
            .AuditEntries.AsNoTracking()
            .Where(entry =>
                entry.SubjectKind == Partnership.Subject
                && entry.SubjectId == request.PartnershipId
                && (request.Before == null || entry.Number < request.Before)
            )
            .OrderByDescending(entry => entry.Number)
            .Take(Most + 1)
            .ToListAsync(cancellationToken);
        return new PartnershipHistory(
            [.. entries.Take(Most)],
            entries.Count > Most ? entries[Most - 1].Number : null
        );
    }
}
