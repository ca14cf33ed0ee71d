using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds a priority after the others.</summary>
/// <param name="LeadId">A present member, as an organisation.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record AddPriority(
    string Slug,
    string Title,
    string? Description,
    long? LeadId,
    FinancialYear? From,
    FinancialYear? To
) : ICommand<Unit>;

internal sealed class AddPriorityValidator : AbstractValidator<AddPriority>
{
    public AddPriorityValidator()
    {
        RuleFor(r => r.Title).PartnershipName("Enter the title of the priority.");
        RuleFor(r => r.Description).PartnershipText();
        RuleFor(r => r.LeadId).NotNull().WithMessage("Choose the partner that leads on it.");
    }
}

internal sealed class AddPriorityHandler(IGrantHubDb db) : IRequestHandler<AddPriority, Unit>
{
    public async Task<Unit> Handle(AddPriority request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.AddPriority(
            request.Title,
            request.Description,
            request.LeadId!.Value,
            request.From,
            request.To
        );
        return Unit.Value;
    }
}
