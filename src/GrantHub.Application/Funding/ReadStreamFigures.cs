using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Funding;

/// <summary>One funding stream in every year, and a page of the grants that it pays for.</summary>
/// <param name="Stream">Its slug or its exact name.</param>
/// <param name="From">Where the page of grants starts (<see cref="Cursor"/>).</param>
[Requires(Permission.ReadGrants)]
public sealed record ReadStreamFigures(string Stream, string? From = null) : IQuery<StreamPage>;

/// <param name="Stream">Read only; not attached to the database.</param>
/// <param name="Years">Those in which it has or bears something, in order.</param>
public sealed record StreamPage(
    FundingStream Stream,
    IReadOnlyList<StreamFigures> Years,
    Page<StreamGrant> Grants
)
{
    /// <summary>The figures of a year, also of one in which there is nothing.</summary>
    public StreamFigures Of(FinancialYear year) =>
        Years.FirstOrDefault(figures => figures.Year == year)
        ?? Stream.FiguresOf(year, Money.Zero, Money.Zero);
}

/// <param name="Amount">What the stream gives towards the grant's ceiling.</param>
public sealed record StreamGrant(
    long Id,
    string Reference,
    string Address,
    string Title,
    string Recipient,
    Money Amount,
    Money Confirmed,
    Money Indicative
);

internal sealed class ReadStreamFiguresHandler(IGrantHubDb db)
    : IRequestHandler<ReadStreamFigures, StreamPage>
{
    public async Task<StreamPage> Handle(
        ReadStreamFigures request,
        CancellationToken cancellationToken
    )
    {
        var stream =
            await db
                .Streams.AsNoTracking()
                .Include(s => s.Allocations)
                .AsSingleQuery()
                .Called(request.Stream)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw StreamAccess.NotFound();
        var totals = await db
            .StreamTotals.AsNoTracking()
            .Where(t => t.StreamId == stream.Id)
            .ToListAsync(cancellationToken);
        var years = stream
            .Allocations.Select(a => a.Year)
            .Union(totals.Select(s => s.Year))
            .Order()
            .Select(year =>
            {
                var total = totals.Find(s => s.Year == year);
                return stream.FiguresOf(
                    year,
                    total?.Confirmed ?? Money.Zero,
                    total?.Indicative ?? Money.Zero
                );
            })
            .ToList();
        return new StreamPage(
            stream,
            years,
            await GrantsAsync(stream.Id, Cursor.Parse(request.From), cancellationToken)
        );
    }

    private async Task<Page<StreamGrant>> GrantsAsync(
        long streamId,
        Cursor? from,
        CancellationToken cancellationToken
    )
    {
        var shares =
            from grant in db.Grants.AsNoTracking()
            from share in grant.Streams
            where share.StreamId == streamId
            select new
            {
                Grant = grant,
                share.Amount,
                share.GrantId,
            };
        var descending = from is not { Backwards: true };
        if (from is not null)
            shares = descending
                ? shares.Where(s => s.GrantId < from.Id)
                : shares.Where(s => s.GrantId > from.Id);
        shares = descending
            ? shares.OrderByDescending(s => s.GrantId)
            : shares.OrderBy(s => s.GrantId);
        var rows = await shares
            .Take(Page<StreamGrant>.Size + 1)
            .Select(s => new
            {
                s.Grant.Id,
                s.Grant.Reference,
                s.Grant.Slug,
                s.Grant.Title,
                s.Grant.RecipientName,
                s.Amount,
                Confirmed = s
                    .Grant.Shares.Where(share => share.StreamId == streamId)
                    .Sum(share => (long)share.Confirmed),
                Indicative = s
                    .Grant.Shares.Where(share => share.StreamId == streamId)
                    .Sum(share => (long)share.Indicative),
            })
            .ToListAsync(cancellationToken);
        return Cursor.Page(
            [
                .. rows.Select(s => new StreamGrant(
                    s.Id,
                    s.Reference,
                    s.Slug,
                    s.Title,
                    s.RecipientName,
                    s.Amount,
                    new Money(s.Confirmed),
                    new Money(s.Indicative)
                )),
            ],
            from,
            row => (row.Id.ToString(CultureInfo.InvariantCulture), row.Id)
        );
    }
}
