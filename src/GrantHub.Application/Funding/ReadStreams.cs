using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>What every funding stream has and bears in one financial year, those at risk first.</summary>
[Requires(Permission.ReadGrants)]
public sealed record ReadStreams(FinancialYear Year) : IQuery<StreamsOfYear>;

/// <param name="Years">Those in which any stream has or bears something, and the one that was asked for; latest first.</param>
public sealed record StreamsOfYear(
    FinancialYear Year,
    IReadOnlyList<FinancialYear> Years,
    IReadOnlyList<StreamRow> Rows
)
{
    public Money Allocation => Money.Sum(Rows.Select(row => row.Figures.Allocation ?? Money.Zero));
    public Money Confirmed => Money.Sum(Rows.Select(row => row.Figures.Confirmed));
    public Money Indicative => Money.Sum(Rows.Select(row => row.Figures.Indicative));
    public Money Headroom => Money.Sum(Rows.Select(row => row.Figures.Headroom));
}

public sealed record StreamRow(
    string Slug,
    string Name,
    bool RingFenced,
    bool IsClosed,
    StreamFigures Figures
);

internal sealed class ReadStreamsHandler(IGrantHubDb db)
    : IRequestHandler<ReadStreams, StreamsOfYear>
{
    public async Task<StreamsOfYear> Handle(
        ReadStreams request,
        CancellationToken cancellationToken
    )
    {
        var streams = await db
            .Streams.AsNoTracking()
            .Include(s => s.Allocations)
            .AsSingleQuery()
            .ToListAsync(cancellationToken);
        var totals = await db.StreamTotals.AsNoTracking().ToListAsync(cancellationToken);
        var rows = streams
            .Select(stream =>
            {
                var total = totals.Find(s => s.StreamId == stream.Id && s.Year == request.Year);
                return new StreamRow(
                    stream.Slug,
                    stream.Name,
                    stream.RingFenced,
                    stream.ClosedAt is not null,
                    stream.FiguresOf(
                        request.Year,
                        total?.Confirmed ?? Money.Zero,
                        total?.Indicative ?? Money.Zero
                    )
                );
            })
            // A closed stream stays in the years in which it had a part.
            .Where(row =>
                !row.IsClosed
                || row.Figures.Allocation is not null
                || row.Figures.Committed > Money.Zero
            )
            .OrderByDescending(row => row.Figures.Standing)
            .ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        return new StreamsOfYear(
            request.Year,
            [
                .. streams
                    .SelectMany(s => s.Allocations.Select(a => a.Year))
                    .Concat(totals.Select(s => s.Year))
                    .Append(request.Year)
                    .Distinct()
                    .OrderDescending(),
            ],
            rows
        );
    }
}
