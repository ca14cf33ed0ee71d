using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes a submitted return as it is.</summary>
/// <param name="Reference">Of the grant, as printed or as its address writes it.</param>
/// <param name="SeenRound">The submission that the person read; null: not checked.</param>
[Requires(Permission.ManageGrants)]
public sealed record AcceptReturn(string Reference, int Number, int? SeenRound = null)
    : ICommand<Unit>;

internal sealed class AcceptReturnHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<AcceptReturn, Unit>
{
    public async Task<Unit> Handle(AcceptReturn request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Return(request.Number).GuardSeen(request.SeenRound);
        grant.AcceptReturn(request.Number, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
