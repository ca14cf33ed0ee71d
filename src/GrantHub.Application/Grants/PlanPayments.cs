using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Divides an amount of a year into one payment, four or twelve.</summary>
/// <param name="Seen">The last payment number that the form knew of, so that sending it twice plans once.</param>
[Requires(Permission.ManageGrants)]
public sealed record PlanPayments(
    string Reference,
    int Seen,
    FinancialYear? Year,
    Money? Amount,
    InstalmentPattern? Pattern,
    DateOnly? FirstDueOn
) : ICommand<Unit>;

internal sealed class PlanPaymentsValidator : AbstractValidator<PlanPayments>
{
    public PlanPaymentsValidator()
    {
        RuleFor(r => r.Year).NotNull().WithMessage("Choose the financial year.");
        RuleFor(r => r.Amount).Amount("Enter the amount to divide in pounds, such as 16,683.00.");
        RuleFor(r => r.Pattern)
            .NotNull()
            .WithMessage("Choose how the amount is divided.")
            .IsInEnum()
            .WithMessage("Choose how the amount is divided.");
        RuleFor(r => r.FirstDueOn).Day("Enter the day on which the first payment is due.");
    }
}

internal sealed class PlanPaymentsHandler(IGrantHubDb db) : IRequestHandler<PlanPayments, Unit>
{
    public async Task<Unit> Handle(PlanPayments request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var (year, amount, first) = (
            request.Year!.Value,
            request.Amount!.Value,
            request.FirstDueOn!.Value
        );
        if (!grant.IsPlannedAlready(request.Seen, year, amount, first))
            grant.PlanInstalments(year, amount, request.Pattern!.Value, first);
        return Unit.Value;
    }
}
