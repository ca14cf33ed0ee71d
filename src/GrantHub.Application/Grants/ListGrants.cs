using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A page of grants, latest approval first.</summary>
/// <param name="Mine">Only grants that the person leads.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>).</param>
[Requires(Permission.ReadGrants)]
public sealed record ListGrants(bool Mine = false, string? From = null) : IQuery<Page<GrantRow>>;

public sealed record GrantRow(
    long Id,
    string Reference,
    string Address,
    string Title,
    string Recipient,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    Money Ceiling,
    Money Confirmed,
    Money Indicative,
    DateTime ApprovedAt
);

internal sealed class ListGrantsHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ListGrants, Page<GrantRow>>
{
    public async Task<Page<GrantRow>> Handle(
        ListGrants request,
        CancellationToken cancellationToken
    )
    {
        var me = user.Must().PersonId;
        var from = Cursor.Parse(request.From);
        var grants = db.Grants.AsNoTracking();
        if (request.Mine)
            grants = grants.Where(g => g.LeadOfficerId == me);
        var descending = from is not { Backwards: true };
        if (
            from is not null
            && long.TryParse(
                from.Key,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var ticks
            )
            && ticks <= DateTime.MaxValue.Ticks
        )
        {
            var at = new DateTime(ticks, DateTimeKind.Utc);
            grants = descending
                ? grants.Where(g => g.ApprovedAt <= at && (g.ApprovedAt < at || g.Id < from.Id))
                : grants.Where(g => g.ApprovedAt >= at && (g.ApprovedAt > at || g.Id > from.Id));
        }
        grants = descending
            ? grants.OrderByDescending(g => g.ApprovedAt).ThenByDescending(g => g.Id)
            : grants.OrderBy(g => g.ApprovedAt).ThenBy(g => g.Id);
        var rows = await grants
            .Take(Page<GrantRow>.Size + 1)
            .Select(g => new
            {
                g.Id,
                g.Reference,
                g.Slug,
                g.Title,
                g.RecipientName,
                g.PeriodStart,
                g.PeriodEnd,
                g.Ceiling,
                Confirmed = g.Years.Sum(y =>
                    y.State == GrantYearState.Confirmed ? (long)y.Planned : (long)y.Released
                ),
                Indicative = g
                    .Years.Where(y => y.State == GrantYearState.Indicative)
                    .Sum(y => (long)y.Planned - (long)y.Released),
                g.ApprovedAt,
            })
            .ToListAsync(cancellationToken);
        var page = rows.Select(g => new GrantRow(
                g.Id,
                g.Reference,
                g.Slug,
                g.Title,
                g.RecipientName,
                g.PeriodStart,
                g.PeriodEnd,
                g.Ceiling,
                new Money(g.Confirmed),
                new Money(g.Indicative),
                g.ApprovedAt
            ))
            .ToList();
        return Cursor.Page(
            page,
            from,
            row => (row.ApprovedAt.Ticks.ToString(CultureInfo.InvariantCulture), row.Id)
        );
    }
}
