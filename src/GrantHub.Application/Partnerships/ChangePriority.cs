using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes a priority.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangePriority(
    string Slug,
    int Number,
    Guid? Seen,
    string Title,
    string? Description,
    long? LeadId,
    FinancialYear? From,
    FinancialYear? To
) : ICommand<Unit>;

internal sealed class ChangePriorityValidator : AbstractValidator<ChangePriority>
{
    public ChangePriorityValidator()
    {
        RuleFor(r => r.Title).PartnershipName("Enter the title of the priority.");
        RuleFor(r => r.Description).PartnershipText();
        RuleFor(r => r.LeadId).NotNull().WithMessage("Choose the partner that leads on it.");
    }
}

internal sealed class ChangePriorityHandler(IGrantHubDb db) : IRequestHandler<ChangePriority, Unit>
{
    public async Task<Unit> Handle(ChangePriority request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        var priority = partnership.Priorities.FirstOrDefault(p => p.Number == request.Number);
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(
                priority?.Title,
                priority?.Description,
                priority?.From,
                priority?.To
            ),
            request.Title,
            request.Description,
            request.From,
            request.To
        );
        partnership.ChangePriority(
            request.Number,
            request.Title,
            request.Description,
            request.LeadId!.Value,
            request.From,
            request.To
        );
        return Unit.Value;
    }
}
