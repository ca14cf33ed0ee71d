using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Asks for a planned payment to be authorised.</summary>
[Requires(Permission.ManageGrants)]
public sealed record RequestPayment(string Reference, int Number) : ICommand<Unit>;

internal sealed class RequestPaymentHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RequestPayment, Unit>
{
    public async Task<Unit> Handle(RequestPayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.RequestPayment(request.Number, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
