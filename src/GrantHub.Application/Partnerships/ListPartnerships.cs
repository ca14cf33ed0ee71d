using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A page of the partnerships, by name.</summary>
/// <param name="Search">Part of a name, in whatever case.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ListPartnerships(string? Search = null, string? From = null)
    : IQuery<Page<PartnershipRow>>;

/// <param name="Host">Null until somebody says who hosts it.</param>
/// <param name="Members">How many belong to it today.</param>
/// <param name="NextReview">Of a member's memorandum of understanding; in the past when it is overdue.</param>
public sealed record PartnershipRow(
    long Id,
    string Slug,
    string Name,
    string NameKey,
    string? Host,
    int Members,
    DateOnly? NextReview
);

internal sealed class ListPartnershipsHandler(IGrantHubDb db)
    : IRequestHandler<ListPartnerships, Page<PartnershipRow>>
{
    public async Task<Page<PartnershipRow>> Handle(
        ListPartnerships request,
        CancellationToken cancellationToken
    )
    {
        var partnerships = db.Partnerships.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            // An office has some dozens, so reading through their names needs no index.
            var part = Organisation.KeyOf(request.Search);
            partnerships = partnerships.Where(p => p.NameKey.Contains(part));
        }
        var from = Cursor.Parse(request.From);
        var backwards = from is { Backwards: true };
        if (from is not null)
        {
            var key = from.Key;
            partnerships = backwards
                ? partnerships.Where(p => p.NameKey.CompareTo(key) < 0)
                : partnerships.Where(p => p.NameKey.CompareTo(key) > 0);
        }
        var ordered = backwards
            ? partnerships.OrderByDescending(p => p.NameKey)
            : partnerships.OrderBy(p => p.NameKey);
        var rows = await ordered
            .Take(Page<PartnershipRow>.Size + 1)
            .Select(p => new PartnershipRow(
                p.Id,
                p.Slug,
                p.Name,
                p.NameKey,
                db.Organisations.Where(o => o.Id == p.HostId).Select(o => o.Name).FirstOrDefault(),
                p.Members.Count(m => m.LeftOn == null),
                p.Members.Where(m => m.LeftOn == null).Min(m => m.ReviewDueOn)
            ))
            .ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.NameKey, row.Id));
    }
}
