using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes an instalment that is not invoiced.</summary>
/// <param name="Seen"><see cref="Shown.Of"/> the <see cref="Shown.Payment"/> that the form showed.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangeInstalment(
    string Slug,
    FinancialYear Year,
    int Number,
    string Seen,
    DateOnly? DueOn,
    Money? Amount
) : ICommand<Unit>;

internal sealed class ChangeInstalmentValidator : AbstractValidator<ChangeInstalment>
{
    public ChangeInstalmentValidator()
    {
        RuleFor(r => r.DueOn).Day("Enter the day on which the instalment is due.");
        RuleFor(r => r.Amount).Amount("Enter an amount in pounds, such as 4,170.75.");
    }
}

internal sealed class ChangeInstalmentHandler(IGrantHubDb db)
    : IRequestHandler<ChangeInstalment, Unit>
{
    public async Task<Unit> Handle(ChangeInstalment request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        var (due, amount) = (request.DueOn!.Value, request.Amount!.Value);
        StaleChanges.RefuseStale(
            request.Seen,
            budget.Instalments.FirstOrDefault(i => i.Number == request.Number) is { } planned
                ? Shown.Payment(planned.Amount, planned.DueOn)
                : "The instalment has been removed.",
            Shown.Payment(amount, due)
        );
        budget.ChangeInstalment(request.Number, due, amount);
        return Unit.Value;
    }
}
