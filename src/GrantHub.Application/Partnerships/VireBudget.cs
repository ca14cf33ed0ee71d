using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes an adopted budget by a virement.</summary>
/// <param name="Seen">The plan's version that the form showed.</param>
/// <param name="Added">New lines; a parent in them is the number of an existing line.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record VireBudget(
    string Slug,
    FinancialYear Year,
    Guid Seen,
    IReadOnlyList<LineChange> Changes,
    IReadOnlyList<PlannedLine> Added,
    string Reason
) : ICommand<Unit>;

internal sealed class VireBudgetValidator : AbstractValidator<VireBudget>
{
    private const int LongestReason = 2_000;

    public VireBudgetValidator()
    {
        RuleForEach(r => r.Added).SetValidator(new PlannedLineValidator());
        RuleFor(r => r.Reason)
            .MaximumLength(LongestReason)
            .WithMessage($"The reason can have at most {LongestReason:N0} characters.");
    }
}

internal sealed class VireBudgetHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<VireBudget, Unit>
{
    public async Task<Unit> Handle(VireBudget request, CancellationToken cancellationToken)
    {
        var budget = await db.LoadBudgetAsync(request.Slug, request.Year, cancellationToken);
        budget.RefuseStalePlan(request.Seen);
        budget.Vire(
            request.Changes,
            await db.WithPartnersAsync(request.Added, cancellationToken),
            request.Reason,
            user.Must(),
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
