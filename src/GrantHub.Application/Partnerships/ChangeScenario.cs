using FluentValidation;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Changes a scenario of the reserve runway.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record ChangeScenario(string Slug, int Number, Guid? Seen, ScenarioTerms Terms)
    : ICommand<Unit>;

internal sealed class ChangeScenarioValidator : AbstractValidator<ChangeScenario>
{
    public ChangeScenarioValidator()
    {
        RuleFor(r => r.Terms.Name)
            .PartnershipName("Enter a name for the scenario.")
            .OverridePropertyName("Name");
    }
}

internal sealed class ChangeScenarioHandler(IGrantHubDb db) : IRequestHandler<ChangeScenario, Unit>
{
    public async Task<Unit> Handle(ChangeScenario request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RefuseStale(
            request.Seen,
            partnership.Scenarios.FirstOrDefault(s => s.Number == request.Number)?.Terms.InWords()
                ?? "",
            request.Terms.InWords()
        );
        partnership.ChangeScenario(request.Number, request.Terms);
        return Unit.Value;
    }
}
