using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Lets a decided record into the public register.</summary>
/// <param name="Seen">What the person saw (<see cref="PublicationDetails.Seen"/>); null: nobody saw it.</param>
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
        var (withheldAt, publishOn) = (record.WithheldAt, record.PublishOn);
        var version = record.Publish(
            user.Must().Name,
            await templates.OfAsync(record, cancellationToken),
            await db.AuditPointAsync(record.Id, cancellationToken),
            clock.UtcInstant()
        );
        PublicationAccess.GuardPreviewed(
            PublicationAccess.SeenOf(version.Sha256, withheldAt, publishOn),
            request.Seen
        );
        await register.ShowAsync(record, version, cancellationToken);
        return version.Number;
    }
}
