using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds an instalment to a contribution.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record AddInstalment(
    string Slug,
    FinancialYear Year,
    int LineNumber,
    DateOnly? DueOn,
    Money? Amount
) : ICommand<Unit>;

internal sealed class AddInstalmentValidator : AbstractValidator<AddInstalment>
{
    public AddInstalmentValidator()
    {
        RuleFor(r => r.DueOn).Day("Enter the day on which the instalment is due.");
        RuleFor(r => r.Amount).Amount("Enter an amount in pounds, such as 4,170.75.");
    }
}

internal sealed class AddInstalmentHandler(IGrantHubDb db) : IRequestHandler<AddInstalment, Unit>
{
    public async Task<Unit> Handle(AddInstalment request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.AddInstalment(request.LineNumber, request.DueOn!.Value, request.Amount!.Value);
        return Unit.Value;
    }
}
