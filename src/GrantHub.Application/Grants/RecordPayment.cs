using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records that an authorised payment was made.</summary>
/// <param name="PaidReference">The bank's or the ledger's.</param>
[Requires(Permission.RecordPayments)]
public sealed record RecordPayment(string Reference, int Number, DateOnly? On, string PaidReference)
    : ICommand<Unit>;

internal sealed class RecordPaymentValidator : AbstractValidator<RecordPayment>
{
    public RecordPaymentValidator()
    {
        RuleFor(r => r.On).Day("Enter the day on which the payment was made.");
        RuleFor(r => r.PaidReference)
            .Line(
                "Enter the reference of the payment, as the bank or the ledger has it.",
                GrantRules.LongestReference
            );
    }
}

internal sealed class RecordPaymentHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RecordPayment, Unit>
{
    public async Task<Unit> Handle(RecordPayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.Pay(
            request.Number,
            request.On!.Value,
            request.PaidReference,
            user.Must(),
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
