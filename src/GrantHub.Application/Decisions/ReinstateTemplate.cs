using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Decisions;

/// <summary>Lets records be raised on a retired version again.</summary>
[Requires(Permission.ManageTemplates)]
public sealed record ReinstateTemplate(string Key, int Version) : ICommand<Unit>;

internal sealed class ReinstateTemplateHandler(IGrantHubDb db)
    : IRequestHandler<ReinstateTemplate, Unit>
{
    public async Task<Unit> Handle(ReinstateTemplate request, CancellationToken cancellationToken)
    {
        var template = await db.LoadTemplateAsync(request.Key, request.Version, cancellationToken);
        template.Reinstate();
        return Unit.Value;
    }
}
