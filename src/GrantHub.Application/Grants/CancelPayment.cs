using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes a payment out that has not been made. A lead officer or a payment authoriser can.</summary>
[Requires(Permission.ReadGrants)]
public sealed record CancelPayment(string Reference, int Number, string Reason) : ICommand<Unit>;

internal sealed class CancelPaymentValidator : AbstractValidator<CancelPayment>
{
    public CancelPaymentValidator()
    {
        RuleFor(r => r.Reason).Reason("Say why the payment is cancelled.");
    }
}

internal sealed class CancelPaymentHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<CancelPayment, Unit>
{
    public async Task<Unit> Handle(CancelPayment request, CancellationToken cancellationToken)
    {
        if (!user.May(Permission.ManageGrants))
            user.Demand(Permission.AuthorisePayments);
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.CancelPayment(request.Number, request.Reason, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
