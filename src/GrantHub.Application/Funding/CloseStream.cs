using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Funding;

/// <summary>No new proposal can choose the stream; grants paid from it go on.</summary>
[Requires(Permission.ManageStreams)]
public sealed record CloseStream(string Slug) : ICommand<Unit>;

internal sealed class CloseStreamHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<CloseStream, Unit>
{
    public async Task<Unit> Handle(CloseStream request, CancellationToken cancellationToken)
    {
        var stream = await db.LoadStreamAsync(request.Slug, cancellationToken);
        stream.Close(clock.UtcInstant());
        return Unit.Value;
    }
}
