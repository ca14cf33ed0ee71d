using GrantHub.Domain;
using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Pages of a chain, newest first, by number: a page costs the same however long the chain is.</summary>
internal static class AuditPaging
{
    /// <param name="from">The first day in London; null: from the beginning.</param>
    /// <param name="to">The last day in London; null: to the end.</param>
    public static async Task<Page<T>> PageAsync<T>(
        this IQueryable<T> entries,
        DateOnly? from,
        DateOnly? to,
        string? cursor,
        CancellationToken cancellationToken
    )
        where T : class, IChained
    {
        if (from?.LondonStart() is { } first)
            entries = entries.Where(e => EF.Property<DateTime>(e, nameof(e.At)) >= first);
        if (to?.AddDays(1).LondonStart() is { } end)
            entries = entries.Where(e => EF.Property<DateTime>(e, nameof(e.At)) < end);
        var start = Cursor.Parse(cursor);
        if (start is { Id: var beside })
            entries = start.Backwards
                ? entries.Where(e => EF.Property<long>(e, nameof(e.Number)) > beside)
                : entries.Where(e => EF.Property<long>(e, nameof(e.Number)) < beside);
        var ordered = start is { Backwards: true }
            ? entries.OrderBy(e => EF.Property<long>(e, nameof(e.Number)))
            : entries.OrderByDescending(e => EF.Property<long>(e, nameof(e.Number)));
        var rows = await ordered.Take(Page<T>.Size + 1).ToListAsync(cancellationToken);
        return Cursor.Page(rows, start, entry => ("", entry.Number));
    }
}
