using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>A page of what a month's lists lack, in the order of the lists.</summary>
/// <param name="From">Where the page starts; null for the start of the lists.</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadSpendingGaps(SpendingMonth Month, string? From = null)
    : IQuery<SpendingGapPage>;

/// <param name="IsFirst">Whether the page is the first.</param>
/// <param name="Next">Where the next page starts; null on the last.</param>
public sealed record SpendingGapPage(
    SpendingMonth Month,
    bool IsFirst,
    IReadOnlyList<SpendingGapRow> Rows,
    string? Next
);

internal sealed class ReadSpendingGapsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadSpendingGaps, SpendingGapPage>
{
    public async Task<SpendingGapPage> Handle(
        ReadSpendingGaps request,
        CancellationToken cancellationToken
    )
    {
        const int Size = Page<SpendingGapRow>.Size;
        request.Month.RefuseFuture(clock);
        var from = SpendingPosition.Parse(request.From);
        var rows = await SpendingGapSource
            .ReadAsync(db, request.Month, from, SpendingSource.Batch, cancellationToken)
            .Take(Size + 1)
            .ToListAsync(cancellationToken);
        return new SpendingGapPage(
            request.Month,
            from is null,
            [.. rows.Take(Size).Select(entry => entry.Row)],
            rows.Count > Size ? rows[Size - 1].At.ToString() : null
        );
    }
}
