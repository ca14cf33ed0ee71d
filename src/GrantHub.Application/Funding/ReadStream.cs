using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Funding;

/// <summary>One funding stream, to change it.</summary>
[Requires(Permission.ManageStreams)]
public sealed record ReadStream(string Slug) : IQuery<FundingStream>;

internal sealed class ReadStreamHandler(IGrantHubDb db) : IRequestHandler<ReadStream, FundingStream>
{
    public Task<FundingStream> Handle(ReadStream request, CancellationToken cancellationToken) =>
        db.LoadStreamAsync(request.Slug, cancellationToken);
}
