using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A page of the grants that an organisation holds, latest first.</summary>
/// <param name="From">Where the page starts (<see cref="Cursor"/>).</param>
[Requires(Permission.ReadGrants)]
public sealed record ListOrganisationGrants(string Slug, string? From = null)
    : IQuery<Page<OrganisationGrantRow>>;

/// <param name="Paid">By the office, recoveries not taken off.</param>
public sealed record OrganisationGrantRow(
    long Id,
    string Reference,
    string Address,
    string Title,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    Money Ceiling,
    Money Confirmed,
    Money Paid
);

internal sealed class ListOrganisationGrantsHandler(IGrantHubDb db)
    : IRequestHandler<ListOrganisationGrants, Page<OrganisationGrantRow>>
{
    public async Task<Page<OrganisationGrantRow>> Handle(
        ListOrganisationGrants request,
        CancellationToken cancellationToken
    )
    {
        var organisation =
            await db
                .Organisations.Where(o => o.Slug == request.Slug)
                .Select(o => (long?)o.Id)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw OrganisationAccess.NotFound();
        var from = Cursor.Parse(request.From);
        var grants = db.Grants.AsNoTracking().Where(g => g.RecipientId == organisation);
        if (from is not null)
            grants = from.Backwards
                ? grants.Where(g => g.Id > from.Id)
                : grants.Where(g => g.Id < from.Id);
        grants = from is { Backwards: true }
            ? grants.OrderBy(g => g.Id)
            : grants.OrderByDescending(g => g.Id);
        var rows = await grants
            .Take(Page<OrganisationGrantRow>.Size + 1)
            .Select(g => new
            {
                g.Id,
                g.Reference,
                g.Slug,
                g.Title,
                g.PeriodStart,
                g.PeriodEnd,
                g.Ceiling,
                Confirmed = g.Years.Sum(y =>
                    y.State == GrantYearState.Confirmed ? (long)y.Planned : (long)y.Released
                ),
                Paid = g.Instalments.Where(i => i.PaidOn != null).Sum(i => (long)i.Amount),
            })
            .ToListAsync(cancellationToken);
        var page = rows.Select(g => new OrganisationGrantRow(
                g.Id,
                g.Reference,
                g.Slug,
                g.Title,
                g.PeriodStart,
                g.PeriodEnd,
                g.Ceiling,
                new Money(g.Confirmed),
                new Money(g.Paid)
            ))
            .ToList();
        return Cursor.Page(
            page,
            from,
            row => (row.Id.ToString(CultureInfo.InvariantCulture), row.Id)
        );
    }
}
