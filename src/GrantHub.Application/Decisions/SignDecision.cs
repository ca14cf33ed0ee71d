using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>An officer whose turn it is, or a deputy, agrees to the statement of the route.</summary>
[Requires(Permission.SignDecisions)]
public sealed record SignDecision(string Address, Signing Signing) : ICommand<Unit>;

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
        record.Sign(user.Must(), template, request.Signing, clock.UtcInstant());
        return Unit.Value;
    }
}
