using System.Runtime.CompilerServices;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>Every published grant whose open data has a fault by our own rules, the latest first.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ExportGrantQuality : IQuery<IAsyncEnumerable<GrantQualityRow>>;

internal sealed class ExportGrantQualityHandler(IGrantHubDb db)
    : IRequestHandler<ExportGrantQuality, IAsyncEnumerable<GrantQualityRow>>
{
    public Task<IAsyncEnumerable<GrantQualityRow>> Handle(
        ExportGrantQuality request,
        CancellationToken cancellationToken
    ) => Task.FromResult(ReadAsync(cancellationToken));

    private async IAsyncEnumerable<GrantQualityRow> ReadAsync(
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
            foreach (
                var row in await ReadGrantQualityHandler.CheckAsync(
                    db,
                    batch.Grants,
                    cancellationToken
                )
            )
                yield return row;
            from = batch.Next;
        } while (from is not null);
    }
}
