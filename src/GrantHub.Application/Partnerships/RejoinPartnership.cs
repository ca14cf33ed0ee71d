using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>An organisation that left belongs to the partnership again.</summary>
/// <param name="On">The first day.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record RejoinPartnership(string Slug, long OrganisationId, DateOnly? On)
    : ICommand<Unit>;

internal sealed class RejoinPartnershipValidator : AbstractValidator<RejoinPartnership>
{
    public RejoinPartnershipValidator()
    {
        RuleFor(r => r.On).Day("Enter the first day of the membership.");
    }
}

internal sealed class RejoinPartnershipHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<RejoinPartnership, Unit>
{
    public async Task<Unit> Handle(RejoinPartnership request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.Rejoin(request.OrganisationId, request.On!.Value, clock.LondonToday());
        return Unit.Value;
    }
}
