using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Application.Publication;

/// <summary>A page of a month's specified information, in the order of <see cref="ExportSpending"/>.</summary>
/// <param name="From">Where the page starts; null for the start of the lists.</param>
[Requires(Permission.ReadRegister)]
public sealed record ReadSpending(SpendingMonth Month, string? From = null) : IQuery<SpendingPage>;

/// <param name="IsComplete">Whether the month is over.</param>
/// <param name="IsFirst">Whether the page is the first.</param>
/// <param name="Next">Where the next page starts; null on the last.</param>
public sealed record SpendingPage(
    SpendingMonth Month,
    bool IsComplete,
    bool IsFirst,
    IReadOnlyList<SpendingRow> Rows,
    string? Next
);

internal sealed class ReadSpendingHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadSpending, SpendingPage>
{
    public async Task<SpendingPage> Handle(
        ReadSpending request,
        CancellationToken cancellationToken
    )
    {
        const int Size = Page<SpendingRow>.Size;
        request.Month.RefuseFuture(clock);
        var from = SpendingPosition.Parse(request.From);
        var rows = await SpendingSource
            .ReadAsync(db, request.Month, from, Size + 1, cancellationToken)
            .Take(Size + 1)
            .ToListAsync(cancellationToken);
        return new SpendingPage(
            request.Month,
            request.Month.Last < clock.LondonToday(),
            from is null,
            [.. rows.Take(Size).Select(entry => entry.Row)],
            rows.Count > Size ? rows[Size - 1].At.ToString() : null
        );
    }
}

internal static class SpendingMonths
{
    /// <summary>There is nothing to publish of a month that has not begun.</summary>
    public static void RefuseFuture(this SpendingMonth month, TimeProvider clock)
    {
        if (month > SpendingMonth.Of(clock.LondonToday()))
            throw new NotFoundException(
                $"{month} has not begun, so nothing was spent in it yet. Choose an earlier month."
            );
    }
}
