using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Ends an organisation's membership.</summary>
/// <param name="On">The last day.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record LeavePartnership(string Slug, long OrganisationId, DateOnly? On)
    : ICommand<Unit>;

internal sealed class LeavePartnershipValidator : AbstractValidator<LeavePartnership>
{
    public LeavePartnershipValidator()
    {
        RuleFor(r => r.On).Day("Enter the last day of the membership.");
    }
}

internal sealed class LeavePartnershipHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<LeavePartnership, Unit>
{
    public async Task<Unit> Handle(LeavePartnership request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.Leave(request.OrganisationId, request.On!.Value, clock.LondonToday());
        return Unit.Value;
    }
}
