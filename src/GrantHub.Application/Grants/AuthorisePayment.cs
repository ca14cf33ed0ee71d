using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>Lets a requested payment be paid, up to the limit of the person who authorises.</summary>
[Requires(Permission.AuthorisePayments)]
public sealed record AuthorisePayment(string Reference, int Number) : ICommand<Unit>;

internal sealed class AuthorisePaymentHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<AuthorisePayment, Unit>
{
    public async Task<Unit> Handle(AuthorisePayment request, CancellationToken cancellationToken)
    {
        var actor = user.Must();
        var capacity =
            actor.In(Role.PaymentAuthoriser)
            ?? throw new ForbiddenException(
                "Your role does not let you authorise payments. A payment authoriser can."
            );
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.AuthorisePayment(
            request.Number,
            actor,
            await LimitOfAsync(capacity, cancellationToken),
            clock.UtcInstant()
        );
        return Unit.Value;
    }

    /// <summary>A deputy has the limit of the person they stand in for, or a lower one of their own.</summary>
    private async Task<Money?> LimitOfAsync(Capacity capacity, CancellationToken cancellationToken)
    {
        var holder = capacity.ForId ?? user.Must().PersonId;
        var limit = await db
            .People.Where(person => person.Id == holder)
            .Select(person => person.PaymentLimit)
            .SingleAsync(cancellationToken);
        return limit is { } own && capacity.Limit is { } given
            ? (own < given ? own : given)
            : limit ?? capacity.Limit;
    }
}
