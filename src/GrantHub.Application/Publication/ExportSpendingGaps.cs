using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>All that a month's lists lack, in the order of the lists.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ExportSpendingGaps(SpendingMonth Month)
    : IQuery<IAsyncEnumerable<SpendingGapRow>>;

internal sealed class ExportSpendingGapsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ExportSpendingGaps, IAsyncEnumerable<SpendingGapRow>>
{
    public Task<IAsyncEnumerable<SpendingGapRow>> Handle(
        ExportSpendingGaps request,
        CancellationToken cancellationToken
    )
    {
        request.Month.RefuseFuture(clock);
        return Task.FromResult(
            SpendingGapSource
                .ReadAsync(db, request.Month, null, SpendingSource.Batch, cancellationToken)
                .Select(entry => entry.Row)
        );
    }
}
