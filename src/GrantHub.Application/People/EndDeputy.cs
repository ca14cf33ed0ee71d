using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

/// <summary>Ends a deputy's standing now. What the deputy signed stays signed.</summary>
[Requires(Permission.ManagePeople)]
public sealed record EndDeputy(long OfficerId, long Id) : ICommand<Unit>;

internal sealed class EndDeputyHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<EndDeputy, Unit>
{
    public async Task<Unit> Handle(EndDeputy request, CancellationToken cancellationToken)
    {
        var deputy =
            await db.Deputies.SingleOrDefaultAsync(
                d => d.Id == request.Id && d.OfficerId == request.OfficerId,
                cancellationToken
            ) ?? throw new NotFoundException("There is no such deputy.");
        deputy.End(clock.LondonToday());
        return Unit.Value;
    }
}
