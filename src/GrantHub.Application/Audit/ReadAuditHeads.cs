using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Where both chains end now, changes first: what is kept elsewhere to show a tail that was cut off.</summary>
[Requires(Permission.ReadAudit)]
public sealed record ReadAuditHeads : IQuery<IReadOnlyList<AuditHead>>;

internal sealed class ReadAuditHeadsHandler(IGrantHubDb db)
    : IRequestHandler<ReadAuditHeads, IReadOnlyList<AuditHead>>
{
    public async Task<IReadOnlyList<AuditHead>> Handle(
        ReadAuditHeads request,
        CancellationToken cancellationToken
    ) => await db.AuditHeads.AsNoTracking().OrderBy(h => h.Id).ToListAsync(cancellationToken);
}
