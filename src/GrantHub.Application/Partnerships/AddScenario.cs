using FluentValidation;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Keeps another scenario of the reserve runway.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record AddScenario(string Slug, ScenarioTerms Terms) : ICommand<Unit>;

internal sealed class AddScenarioValidator : AbstractValidator<AddScenario>
{
    public AddScenarioValidator()
    {
        RuleFor(r => r.Terms.Name)
            .PartnershipName("Enter a name for the scenario.")
            .OverridePropertyName("Name");
    }
}

internal sealed class AddScenarioHandler(IGrantHubDb db) : IRequestHandler<AddScenario, Unit>
{
    public async Task<Unit> Handle(AddScenario request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.AddScenario(request.Terms);
        return Unit.Value;
    }
}
