using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>No new record is raised on this version; records that rest on it go on.</summary>
[Requires(Permission.ManageTemplates)]
public sealed record RetireTemplate(string Key, int Version) : ICommand<Unit>;

internal sealed class RetireTemplateHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<RetireTemplate, Unit>
{
    public async Task<Unit> Handle(RetireTemplate request, CancellationToken cancellationToken)
    {
        var template = await db.LoadTemplateAsync(request.Key, request.Version, cancellationToken);
        template.Retire(clock.UtcInstant());
        return Unit.Value;
    }
}
