using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>Every funding stream, by name.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ListStreams(bool OpenOnly = false) : IQuery<IReadOnlyList<FundingStream>>;

internal sealed class ListStreamsHandler(IGrantHubDb db)
    : IRequestHandler<ListStreams, IReadOnlyList<FundingStream>>
{
    public async Task<IReadOnlyList<FundingStream>> Handle(
        ListStreams request,
        CancellationToken cancellationToken
    ) =>
        await db
            .Streams.AsNoTracking()
            .Where(s => !request.OpenOnly || s.ClosedAt == null)
            .OrderBy(s => s.Name)
            .ToListAsync(cancellationToken);
}
