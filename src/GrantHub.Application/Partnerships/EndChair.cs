using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Says when a chair's turn ends.</summary>
/// <param name="Chair">The number of the turn.</param>
/// <param name="On">The last day.</param>
[Requires(Permission.ManagePartnerships)]
public sealed record EndChair(string Slug, int Number, int Chair, DateOnly? On) : ICommand<Unit>;

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
        partnership.EndChair(request.Number, request.Chair, request.On!.Value);
        return Unit.Value;
    }
}
