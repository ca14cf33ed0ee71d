using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes an instalment that is not invoiced.</summary>
/// <param name="Seen">The version of the budget that the form showed.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangeInstalment(
    string Slug,
    FinancialYear Year,
    int Number,
    Guid Seen,
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
        budget.RefuseStale(
            request.Seen,
            budget.Instalments.FirstOrDefault(i => i.Number == request.Number) is { } planned
                ? Words(planned.Amount, planned.DueOn)
                : "The instalment has been removed.",
            Words(amount, due)
        );
        budget.ChangeInstalment(request.Number, due, amount);
        return Unit.Value;
    }

    private static string Words(Money amount, DateOnly dueOn) => $"{amount}, due on {dueOn.Iso()}";
}
