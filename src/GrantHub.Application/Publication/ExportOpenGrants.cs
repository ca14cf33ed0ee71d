using System.Runtime.CompilerServices;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Every published grant as open data, the latest decision first, read as it is taken.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ExportOpenGrants : IQuery<IAsyncEnumerable<OpenGrant>>;

internal sealed class ExportOpenGrantsHandler(IGrantHubDb db)
    : IRequestHandler<ExportOpenGrants, IAsyncEnumerable<OpenGrant>>
{
    public Task<IAsyncEnumerable<OpenGrant>> Handle(
        ExportOpenGrants request,
        CancellationToken cancellationToken
    ) => Task.FromResult(ReadAsync(cancellationToken));

    private async IAsyncEnumerable<OpenGrant> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        Cursor? from = null;
        do
        {
            var batch = await OpenGrantSource.BatchAsync(
                db,
                from,
                OpenGrantSource.Batch,
                cancellationToken
            );
            foreach (var grant in batch.Grants)
                yield return grant;
            from = batch.Next;
        } while (from is not null);
    }
}
