using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Records that a breach has ended.</summary>
[Requires(Permission.ManageGrants)]
public sealed record EndBreach(string Reference, int Number, string Reason) : ICommand<Unit>;

internal sealed class EndBreachValidator : AbstractValidator<EndBreach>
{
    public EndBreachValidator()
    {
        RuleFor(r => r.Reason).Reason("Say how the breach has ended.");
    }
}

internal sealed class EndBreachHandler(IGrantHubDb db) : IRequestHandler<EndBreach, Unit>
{
    public async Task<Unit> Handle(EndBreach request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        grant.EndBreach(request.Number, request.Reason);
        return Unit.Value;
    }
}
