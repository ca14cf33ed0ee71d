using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Lets a decided record into the public register.</summary>
/// <param name="Seen">The hash of what was previewed; null: nothing to compare.</param>
/// <returns>The number of the version.</returns>
[Requires(Permission.PublishDecisions)]
public sealed record PublishDecision(string Address, string? Seen = null) : ICommand<int>;

internal sealed class PublishDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    Register register,
    TimeProvider clock
) : IRequestHandler<PublishDecision, int>
{
    public async Task<int> Handle(PublishDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadForPublicationAsync(request.Address, user, cancellationToken);
        var version = record.Publish(
            user.Must().Name,
            await templates.OfAsync(record, cancellationToken),
            await db.AuditPointAsync(record.Id, cancellationToken),
            clock.UtcInstant()
        );
        PublicationAccess.GuardPreviewed(version.Sha256, request.Seen);
        await register.ShowAsync(record, version, cancellationToken);
        return version.Number;
    }
}
