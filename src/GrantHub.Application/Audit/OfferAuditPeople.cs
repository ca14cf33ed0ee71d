using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Everybody whom the audit trail can be filtered by, by name; disabled people too.</summary>
[Requires(Permission.ReadAccess)]
public sealed record OfferAuditPeople : IQuery<IReadOnlyList<AuditPerson>>;

public sealed record AuditPerson(long Id, string Name);

internal sealed class OfferAuditPeopleHandler(IGrantHubDb db)
    : IRequestHandler<OfferAuditPeople, IReadOnlyList<AuditPerson>>
{
    public async Task<IReadOnlyList<AuditPerson>> Handle(
        OfferAuditPeople request,
        CancellationToken cancellationToken
    ) =>
        await db
            .People.AsNoTracking()
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => new AuditPerson(p.Id, p.Name))
            .ToListAsync(cancellationToken);
}
