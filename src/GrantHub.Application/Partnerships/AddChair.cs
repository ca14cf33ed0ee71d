using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds a chair of a group, or a turn of a rota of chairs.</summary>
/// <param name="To">The last day; null: until further notice.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record AddChair(
    string Slug,
    int Number,
    string Name,
    string? Organisation,
    DateOnly? From,
    DateOnly? To
) : ICommand<Unit>;

internal sealed class AddChairValidator : AbstractValidator<AddChair>
{
    public AddChairValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the name of the chair.");
        RuleFor(r => r.Organisation)
            .GrantLine("The name of the organisation", PartnershipRules.Name);
        RuleFor(r => r.From).Day("Enter the first day as the chair.");
        RuleFor(r => r.To).OptionalDay();
    }
}

internal sealed class AddChairHandler(IGrantHubDb db) : IRequestHandler<AddChair, Unit>
{
    public async Task<Unit> Handle(AddChair request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.AddChair(
            request.Number,
            request.Name,
            request.Organisation,
            request.From!.Value,
            request.To
        );
        return Unit.Value;
    }
}
