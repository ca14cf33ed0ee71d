using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Gives up the changes of a published record that are not out yet.</summary>
/// <param name="Seen">The version of the record that the page showed; null: it does not rest on that.</param>
[Requires(Permission.PublishDecisions)]
public sealed record ForgetCorrection(string Address, Guid? Seen = null) : ICommand<Unit>;

internal sealed class ForgetCorrectionHandler(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
    : IRequestHandler<ForgetCorrection, Unit>
{
    public async Task<Unit> Handle(ForgetCorrection request, CancellationToken cancellationToken)
    {
        var record = await db.LoadForPublicationAsync(request.Address, user, cancellationToken);
        record.RefuseStale(
            request.Seen,
            "The changes are not those that you saw.",
            "Give up the changes"
        );
        if (record.Versions is [.., var latest])
            record.ForgetPlan(latest, clock.UtcInstant());
        return Unit.Value;
    }
}
