using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Records that the partners have adopted a budget.</summary>
/// <param name="Seen">The plan's version that the page showed: what is adopted is what was seen.</param>
/// <param name="Minute">Where the decision is written down; may be empty.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record AdoptBudget(
    string Slug,
    FinancialYear Year,
    Guid Seen,
    DateOnly On,
    string? Minute
) : ICommand<Unit>;

internal sealed class AdoptBudgetValidator : AbstractValidator<AdoptBudget>
{
    private const int LongestMinute = 400;

    public AdoptBudgetValidator() =>
        RuleFor(r => r.Minute)
            .MaximumLength(LongestMinute)
            .WithMessage($"The minute can have at most {LongestMinute} characters.");
}

internal sealed class AdoptBudgetHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<AdoptBudget, Unit>
{
    public async Task<Unit> Handle(AdoptBudget request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        if (budget.AdoptedAt is null)
            budget.RefuseStalePlan(request.Seen);
        budget.Adopt(request.On, request.Minute, user.Must(), clock.UtcInstant());
        return Unit.Value;
    }
}
