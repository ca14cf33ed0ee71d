using GrantHub.Domain.Audit;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>What happened to a grant, newest first.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ReadGrantHistory(long GrantId) : IQuery<IReadOnlyList<AuditEntry>>;

internal sealed class ReadGrantHistoryHandler(IGrantHubDb db)
    : IRequestHandler<ReadGrantHistory, IReadOnlyList<AuditEntry>>
{
    /// <summary>Far more than the reviews and variations of a grant's life.</summary>
    private const int Most = 200;

    public async Task<IReadOnlyList<AuditEntry>> Handle(
        ReadGrantHistory request,
        CancellationToken cancellationToken
    ) =>
        await db
            .AuditEntries.AsNoTracking()
            .Where(entry =>
                entry.SubjectKind == Grant.Subject && entry.SubjectId == request.GrantId
            )
            .OrderByDescending(entry => entry.Number)
            .Take(Most)
            .ToListAsync(cancellationToken);
}
