using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Where decided records stand on their way to the public.</summary>
public enum PublicationShelf
{
    /// <summary>Decided and neither published nor withheld; longest waiting first.</summary>
    Waiting,

    /// <summary>A day is set; next first.</summary>
    Set,

    /// <summary>Withheld with a reason; longest withheld first.</summary>
    Withheld,

    /// <summary>In the register; latest version first.</summary>
    Published,
}

/// <summary>The publication clock: a page of decided records on one shelf.</summary>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadDecisions)]
public sealed record ListPublications(
    PublicationShelf Shelf = PublicationShelf.Waiting,
    string? From = null
) : IQuery<Page<PublicationRow>>;

/// <param name="Address">Last part of the record's address.</param>
/// <param name="Key">The instant or day that the list is in order of.</param>
/// <param name="DaysWaiting">Since the decision, while it is not published; else null.</param>
/// <param name="Version">The number of the latest version; 0 while none is out.</param>
public sealed record PublicationRow(
    long Id,
    string Address,
    string Reference,
    string Title,
    Outcome Outcome,
    Confidentiality? Confidentiality,
    string? LeadOfficer,
    DateOnly DecidedOn,
    DateTime Key,
    DateOnly? PublishOn = null,
    string? WithheldReason = null,
    DateTime? PublishedAt = null,
    int Version = 0,
    int? DaysWaiting = null
);

internal sealed class ListPublicationsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ListPublications, Page<PublicationRow>>
{
    public async Task<Page<PublicationRow>> Handle(
        ListPublications request,
        CancellationToken cancellationToken
    )
    {
        var from = Cursor.Parse(request.From);
        DateTime? at =
            from is not null
            && long.TryParse(
                from.Key,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ticks
            )
            && ticks <= DateTime.MaxValue.Ticks
                ? new DateTime(ticks, DateTimeKind.Utc)
                : null;
        if (at is null)
            from = null;
        var today = clock.LondonToday();
        var read = await Rows(request.Shelf, from, at ?? default)
            .Take(Page<PublicationRow>.Size + 1)
            .ToListAsync(cancellationToken);
        var rows = read.Select(row =>
                row with
                {
                    Address = DecisionAddresses.Of(row.Address, row.Id),
                    DaysWaiting =
                        request.Shelf == PublicationShelf.Published
                            ? null
                            : today.DayNumber - row.DecidedOn.DayNumber,
                }
            )
            .ToList();
        return Cursor.Page(
            rows,
            from,
            row => (row.Key.Ticks.ToString(CultureInfo.InvariantCulture), row.Id)
        );
    }

    private IQueryable<PublicationRow> Rows(PublicationShelf shelf, Cursor? from, DateTime at)
    {
        if (shelf == PublicationShelf.Published)
            return Published(from, at);
        var records = db.Decisions.AsNoTracking().Where(d => d.DecidedAt != null);
        var backwards = from is { Backwards: true };
        var id = from?.Id ?? 0;
        var day = DateOnly.FromDateTime(at);
        records = shelf switch
        {
            PublicationShelf.Waiting => records.Where(d =>
                d.PublishedAt == null && d.WithheldAt == null && d.PublishOn == null
            ),
            PublicationShelf.Set => records.Where(d => d.PublishOn != null),
            PublicationShelf.Withheld => records.Where(d => d.WithheldAt != null),
            PublicationShelf.Published => records,
        };
        records = (shelf, from, backwards) switch
        {
            (_, null, _) => records,
            (PublicationShelf.Set, _, false) => records.Where(d =>
                d.PublishOn >= day && (d.PublishOn > day || d.Id > id)
            ),
            (PublicationShelf.Set, _, true) => records.Where(d =>
                d.PublishOn <= day && (d.PublishOn < day || d.Id < id)
            ),
            (PublicationShelf.Withheld, _, false) => records.Where(d =>
                d.WithheldAt >= at && (d.WithheldAt > at || d.Id > id)
            ),
            (PublicationShelf.Withheld, _, true) => records.Where(d =>
                d.WithheldAt <= at && (d.WithheldAt < at || d.Id < id)
            ),
            (_, _, false) => records.Where(d =>
                d.DecidedAt >= at && (d.DecidedAt > at || d.Id > id)
            ),
            (_, _, true) => records.Where(d =>
                d.DecidedAt <= at && (d.DecidedAt < at || d.Id < id)
            ),
        };
        var ordered = (shelf, backwards) switch
        {
            (PublicationShelf.Set, false) => records.OrderBy(d => d.PublishOn).ThenBy(d => d.Id),
            (PublicationShelf.Set, true) => records
                .OrderByDescending(d => d.PublishOn)
                .ThenByDescending(d => d.Id),
            (PublicationShelf.Withheld, false) => records
                .OrderBy(d => d.WithheldAt)
                .ThenBy(d => d.Id),
            (PublicationShelf.Withheld, true) => records
                .OrderByDescending(d => d.WithheldAt)
                .ThenByDescending(d => d.Id),
            (_, false) => records.OrderBy(d => d.DecidedAt).ThenBy(d => d.Id),
            (_, true) => records.OrderByDescending(d => d.DecidedAt).ThenByDescending(d => d.Id),
        };
        return ordered.Select(d => new PublicationRow(
            d.Id,
            d.Slug!,
            d.Reference!,
            d.Title,
            d.Outcome!.Value,
            d.Confidentiality,
            d.LeadOfficerName,
            d.DecidedOn!.Value,
            shelf == PublicationShelf.Set ? d.PublishOn!.Value.ToDateTime(TimeOnly.MinValue)
                : shelf == PublicationShelf.Withheld ? d.WithheldAt!.Value
                : d.DecidedAt!.Value,
            d.PublishOn,
            d.WithheldReason,
            null,
            0,
            null
        ));
    }

    private IQueryable<PublicationRow> Published(Cursor? from, DateTime at)
    {
        var entries = db.RegisterEntries.AsNoTracking();
        if (from is { Backwards: false, Id: var after })
            entries = entries.Where(e =>
                e.PublishedAt <= at && (e.PublishedAt < at || e.DecisionId < after)
            );
        else if (from is { Backwards: true, Id: var before })
            entries = entries.Where(e =>
                e.PublishedAt >= at && (e.PublishedAt > at || e.DecisionId > before)
            );
        entries = from is { Backwards: true }
            ? entries.OrderBy(e => e.PublishedAt).ThenBy(e => e.DecisionId)
            : entries.OrderByDescending(e => e.PublishedAt).ThenByDescending(e => e.DecisionId);
        return entries.Select(e => new PublicationRow(
            e.DecisionId,
            e.Slug,
            e.Reference,
            e.Title,
            e.Outcome,
            e.Confidentiality,
            null,
            e.DecidedOn,
            e.PublishedAt,
            null,
            null,
            e.PublishedAt,
            e.Version,
            null
        ));
    }
}
