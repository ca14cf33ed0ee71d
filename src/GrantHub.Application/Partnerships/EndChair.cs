using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Says when a chair's turn ends.</summary>
/// <param name="Chair">The number of the turn.</param>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
/// <param name="On">The last day.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record EndChair(string Slug, int Number, int Chair, Guid? Seen, DateOnly? On)
    : ICommand<Unit>;

internal sealed class EndChairValidator : AbstractValidator<EndChair>
{
    public EndChairValidator()
    {
        RuleFor(r => r.On).Day("Enter the last day as the chair.");
    }
}

internal sealed class EndChairHandler(IGrantHubDb db) : IRequestHandler<EndChair, Unit>
{
    public async Task<Unit> Handle(EndChair request, CancellationToken cancellationToken)
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RefuseStale(
            request.Seen,
            partnership
                .Groups.FirstOrDefault(group => group.Number == request.Number)
                ?.Chairs.FirstOrDefault(chair => chair.Number == request.Chair)
                ?.To?.Iso()
                ?? "",
            request.On!.Value.Iso()
        );
        partnership.EndChair(request.Number, request.Chair, request.On!.Value);
        return Unit.Value;
    }
}
