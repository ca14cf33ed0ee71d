using FluentValidation;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>An officer whose turn it is, or a deputy, agrees to the statement of the route.</summary>
/// <param name="SeenSeal">The hash of what the person read, so that nobody signs what they have not seen; null: not checked.</param>
[Requires(Permission.SignDecisions)]
public sealed record SignDecision(string Address, Signing Signing, string? SeenSeal = null)
    : ICommand<Unit>,
        IRestsOnAppendices;

internal sealed class SignDecisionValidator : AbstractValidator<SignDecision>
{
    public SignDecisionValidator() => RuleFor(r => r.Signing).SetValidator(new SigningValidator());
}

internal sealed class SignDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<SignDecision, Unit>
{
    public async Task<Unit> Handle(SignDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var template = await templates.OfAsync(record, cancellationToken);
        record.GuardSeen(request.SeenSeal);
        record.Sign(user.Must(), template, request.Signing, clock.UtcInstant());
        return Unit.Value;
    }
}
