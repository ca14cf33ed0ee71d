using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Sets the day on which a decided record goes out by itself, or takes it back.</summary>
/// <param name="Day">Null: nobody has set one.</param>
/// <param name="Seen">What the person saw (<see cref="PublicationDetails.Seen"/>); null: nobody saw it.</param>
[Requires(Permission.PublishDecisions)]
public sealed record PublishLater(string Address, DateOnly? Day, string? Seen = null)
    : ICommand<Unit>;

internal sealed class PublishLaterHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<PublishLater, Unit>
{
    public async Task<Unit> Handle(PublishLater request, CancellationToken cancellationToken)
    {
        var record = await db.LoadForPublicationAsync(request.Address, user, cancellationToken);
        var at = clock.UtcInstant();
        if (request.Day is not { } day)
        {
            record.ForgetDay(at);
            return Unit.Value;
        }
        var (withheldAt, publishOn) = (record.WithheldAt, record.PublishOn);
        record.PublishLater(user.Must(), day, at);
        var would = NoticeWriter.Public(
            record,
            await templates.OfAsync(record, cancellationToken),
            await db.AuditPointAsync(record.Id, cancellationToken)
        );
        PublicationAccess.GuardPreviewed(
            PublicationAccess.SeenOf(
                PublishedVersion.HashOf(would.ToJson()),
                withheldAt,
                publishOn
            ),
            request.Seen
        );
        return Unit.Value;
    }
}
