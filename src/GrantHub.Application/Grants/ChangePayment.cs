using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Changes the amount or the date of a planned payment.</summary>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Shown.Payment"/> that the form showed.</param>
[Requires(Permission.ManageGrants)]
public sealed record ChangePayment(
    string Reference,
    int Number,
    string Seen,
    Money? Amount,
    DateOnly? DueOn
) : ICommand<Unit>;

internal sealed class ChangePaymentValidator : AbstractValidator<ChangePayment>
{
    public ChangePaymentValidator()
    {
        RuleFor(r => r.Amount).Amount("Enter the amount in pounds, such as 4,170.75.");
        RuleFor(r => r.DueOn).Day("Enter the day on which the payment is due.");
    }
}

internal sealed class ChangePaymentHandler(IGrantHubDb db) : IRequestHandler<ChangePayment, Unit>
{
    public async Task<Unit> Handle(ChangePayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (amount, due) = (request.Amount!.Value, request.DueOn!.Value);
        StaleChanges.RefuseStale(
            request.Seen,
            grant.Instalments.FirstOrDefault(i => i.Number == request.Number) is { } planned
                ? Shown.Payment(planned.Amount, planned.DueOn)
                : "The payment has been removed.",
            Shown.Payment(amount, due)
        );
        grant.ChangeInstalment(request.Number, amount, due);
        return Unit.Value;
    }
}
