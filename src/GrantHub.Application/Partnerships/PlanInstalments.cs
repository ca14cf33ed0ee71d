using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Plans equal instalments of what is left of a contribution, in place of those that are not invoiced.</summary>
/// <param name="Count">1 to 12.</param>
/// <param name="EveryMonths">1 to 12 months between them.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record PlanInstalments(
    string Slug,
    FinancialYear Year,
    int LineNumber,
    DateOnly? FirstDue,
    int? Count,
    int? EveryMonths
) : ICommand<Unit>;

internal sealed class PlanInstalmentsValidator : AbstractValidator<PlanInstalments>
{
    public PlanInstalmentsValidator()
    {
        RuleFor(r => r.FirstDue).Day("Enter the day on which the first instalment is due.");
        RuleFor(r => r.Count)
            .NotNull()
            .WithMessage("Enter how many instalments there are, from 1 to 12.");
        RuleFor(r => r.EveryMonths)
            .NotNull()
            .WithMessage("Enter how many months lie between them, from 1 to 12.");
    }
}

internal sealed class PlanInstalmentsHandler(IGrantHubDb db)
    : IRequestHandler<PlanInstalments, Unit>
{
    public async Task<Unit> Handle(PlanInstalments request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.PlanInstalments(
            request.LineNumber,
            request.FirstDue!.Value,
            request.Count!.Value,
            request.EveryMonths!.Value
        );
        return Unit.Value;
    }
}
