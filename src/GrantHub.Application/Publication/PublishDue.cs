using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Publishes the next record whose day of publication has come.</summary>
/// <returns>False when none is left.</returns>
[Requires(Permission.Operate)]
public sealed record PublishDue : ICommand<bool>;

internal sealed class PublishDueHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    Register register,
    TimeProvider clock
) : IRequestHandler<PublishDue, bool>
{
    public async Task<bool> Handle(PublishDue request, CancellationToken cancellationToken)
    {
        var today = clock.LondonToday();
        var slug = await db
            .Decisions.Where(d => d.PublishOn != null && d.PublishOn <= today)
            .OrderBy(d => d.PublishOn)
            .ThenBy(d => d.Id)
            .Select(d => d.Slug)
            .FirstOrDefaultAsync(cancellationToken);
        if (slug is null)
            return false;
        var record = await db.LoadForPublicationAsync(slug, user, cancellationToken);
        var version = record.Publish(
            record.PublishOnByName!,
            await templates.OfAsync(record, cancellationToken),
            await db.AuditPointAsync(record.Id, cancellationToken),
            clock.UtcInstant()
        );
        await register.ShowAsync(record, version, cancellationToken);
        return true;
    }
}
