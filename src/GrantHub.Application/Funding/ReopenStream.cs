using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Funding;

/// <summary>Lets new proposals choose a closed stream again.</summary>
[Requires(Permission.ManageStreams)]
public sealed record ReopenStream(string Slug) : ICommand<Unit>;

internal sealed class ReopenStreamHandler(IGrantHubDb db) : IRequestHandler<ReopenStream, Unit>
{
    public async Task<Unit> Handle(ReopenStream request, CancellationToken cancellationToken)
    {
        var stream = await db.LoadStreamAsync(request.Slug, cancellationToken);
        stream.Reopen();
        return Unit.Value;
    }
}
