using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records money that came back.</summary>
/// <param name="Number">Of the payment that came back; null where it is none in particular.</param>
/// <param name="BackReference">Under which the money came back.</param>
[Requires(Permission.RecordPayments)]
public sealed record RecoverPayment(
    string Reference,
    FinancialYear? Year,
    int? Number,
    Money? Amount,
    DateOnly? On,
    string BackReference,
    string Reason
) : ICommand<Unit>;

internal sealed class RecoverPaymentValidator : AbstractValidator<RecoverPayment>
{
    public RecoverPaymentValidator()
    {
        RuleFor(r => r.Year).NotNull().WithMessage("Choose the financial year.");
        RuleFor(r => r.Amount).Amount("Enter the amount that came back in pounds, such as 500.00.");
        RuleFor(r => r.On).Day("Enter the day on which the money came back.");
        RuleFor(r => r.BackReference)
            .Line(
                "Enter the reference under which the money came back.",
                GrantRules.LongestReference
            );
        RuleFor(r => r.Reason).Reason("Say why the money came back.");
    }
}

internal sealed class RecoverPaymentHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<RecoverPayment, Unit>
{
    public async Task<Unit> Handle(RecoverPayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (year, amount, on) = (request.Year!.Value, request.Amount!.Value, request.On!.Value);
        // A form that is sent twice must not count the money twice.
        if (
            grant.Recoveries.FirstOrDefault(r =>
                r.Year == year
                && r.Amount == amount
                && r.On == on
                && r.Reference == request.BackReference.Trim()
            ) is
            { } same
        )
            throw DomainException.Conflict(
                "recovery.twice",
                $"{same.ByName} has recorded {amount} with the reference {same.Reference} for {year} already."
            );
        grant.Recover(
            year,
            request.Number,
            amount,
            on,
            request.BackReference,
            request.Reason,
            user.Must(),
            clock.LondonToday()
        );
        return Unit.Value;
    }
}
