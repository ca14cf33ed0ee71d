using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>A page of the organisations, by name.</summary>
/// <param name="Search">Part of a name, in whatever case.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadGrants)]
public sealed record ListOrganisations(string? Search = null, string? From = null)
    : IQuery<Page<OrganisationRow>>;

/// <param name="Grants">How many it holds as the present recipient.</param>
public sealed record OrganisationRow(
    long Id,
    string Slug,
    string Name,
    string NameKey,
    string? CharityNumber,
    string? CompanyNumber,
    string? OtherIdentifier,
    int Grants
);

internal sealed class ListOrganisationsHandler(IGrantHubDb db)
    : IRequestHandler<ListOrganisations, Page<OrganisationRow>>
{
    public async Task<Page<OrganisationRow>> Handle(
        ListOrganisations request,
        CancellationToken cancellationToken
    )
    {
        var organisations = db.Organisations.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            // Recipients are some thousands at most, so reading through their names needs no index.
            var part = Organisation.KeyOf(request.Search);
            organisations = organisations.Where(o => o.NameKey.Contains(part));
        }
        var from = Cursor.Parse(request.From);
        var backwards = from is { Backwards: true };
        if (from is not null)
        {
            var key = from.Key;
            organisations = backwards
                ? organisations.Where(o => o.NameKey.CompareTo(key) < 0)
                : organisations.Where(o => o.NameKey.CompareTo(key) > 0);
        }
        var ordered = backwards
            ? organisations.OrderByDescending(o => o.NameKey)
            : organisations.OrderBy(o => o.NameKey);
        var rows = await ordered
            .Take(Page<OrganisationRow>.Size + 1)
            .Select(o => new OrganisationRow(
                o.Id,
                o.Slug,
                o.Name,
                o.NameKey,
                o.CharityNumber,
                o.CompanyNumber,
                o.OtherIdentifier,
                db.Grants.Count(g => g.RecipientId == o.Id)
            ))
            .ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.NameKey, row.Id));
    }
}
