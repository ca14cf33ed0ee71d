using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes a planned payment out of the plan.</summary>
[Requires(Permission.ManageGrants)]
public sealed record RemovePayment(string Reference, int Number) : ICommand<Unit>;

internal sealed class RemovePaymentHandler(IGrantHubDb db) : IRequestHandler<RemovePayment, Unit>
{
    public async Task<Unit> Handle(RemovePayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.RemoveInstalment(request.Number);
        return Unit.Value;
    }
}
