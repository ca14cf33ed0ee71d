using FluentValidation;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Makes another organisation the recipient of a grant.</summary>
/// <param name="Name">Of the organisation that takes over; added where it is not known yet.</param>
/// <param name="Decision">The reference of the decision record behind it, where there is one.</param>
[Requires(Permission.ManageGrants)]
public sealed record SucceedRecipient(
    string Reference,
    string Name,
    DateOnly? On,
    string Reason,
    string? Decision
) : ICommand<Unit>;

internal sealed class SucceedRecipientValidator : AbstractValidator<SucceedRecipient>
{
    public SucceedRecipientValidator()
    {
        RuleFor(r => r.Name).Line("Enter the name of the organisation that takes over.");
        RuleFor(r => r.On).Day("Enter the day from which it receives the grant.");
        RuleFor(r => r.Reason).Reason("Say why another organisation takes the grant over.");
        RuleFor(r => r.Decision)
            .MaximumLength(DecisionLimits.Line)
            .WithMessage($"The reference can have at most {DecisionLimits.Line} characters.");
    }
}

internal sealed class SucceedRecipientHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<SucceedRecipient, Unit>
{
    public async Task<Unit> Handle(SucceedRecipient request, CancellationToken cancellationToken)
    {
        var grant = await db.LoadGrantAsync(request.Reference, cancellationToken);
        var successor = await db.FindOrAddRecipientAsync(request.Name, cancellationToken);
        grant.Succeed(
            successor,
            request.On!.Value,
            request.Reason,
            request.Decision,
            user.Must(),
            clock.UtcInstant()
        );
        return Unit.Value;
    }
}
