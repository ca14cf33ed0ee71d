using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Plans one payment of any amount on any day.</summary>
/// <param name="Seen">The last payment number that the form knew of, so that sending it twice plans once.</param>
[Requires(Permission.ManageGrants)]
public sealed record PlanPayment(
    string Reference,
    int Seen,
    FinancialYear? Year,
    Money? Amount,
    DateOnly? DueOn
) : ICommand<Unit>;

internal sealed class PlanPaymentValidator : AbstractValidator<PlanPayment>
{
    public PlanPaymentValidator()
    {
        RuleFor(r => r.Year).NotNull().WithMessage("Choose the financial year.");
        RuleFor(r => r.Amount).Amount("Enter the amount in pounds, such as 4,170.75.");
        RuleFor(r => r.DueOn).Day("Enter the day on which the payment is due.");
    }
}

internal sealed class PlanPaymentHandler(IGrantHubDb db) : IRequestHandler<PlanPayment, Unit>
{
    public async Task<Unit> Handle(PlanPayment request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (year, amount, due) = (
            request.Year!.Value,
            request.Amount!.Value,
            request.DueOn!.Value
        );
        if (!grant.IsPlannedAlready(request.Seen, year, amount, due))
            grant.PlanInstalment(year, amount, due);
        return Unit.Value;
    }
}
