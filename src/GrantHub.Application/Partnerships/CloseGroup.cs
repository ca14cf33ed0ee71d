using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Closes a group that no longer meets.</summary>
/// <param name="On">The last day.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record CloseGroup(string Slug, int Number, DateOnly? On) : ICommand<Unit>;

internal sealed class CloseGroupValidator : AbstractValidator<CloseGroup>
{
    public CloseGroupValidator()
    {
        RuleFor(r => r.On).Day("Enter the last day of the group.");
    }
}

internal sealed class CloseGroupHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<CloseGroup, Unit>
{
    public async Task<Unit> Handle(CloseGroup request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.CloseGroup(request.Number, request.On!.Value, clock.LondonToday());
        return Unit.Value;
    }
}
