using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.People;

public enum PersonState
{
    Active,
    Disabled,
}

/// <summary>A page of the people who sign in, by name.</summary>
/// <param name="Role">One role; null: whichever.</param>
/// <param name="Search">Part of a name or e-mail address, in whatever case.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ManagePeople)]
public sealed record ListPeople(
    Role? Role = null,
    PersonState? State = null,
    string? Search = null,
    string? From = null
) : IQuery<Page<PersonRow>>;

public sealed record PersonRow(
    long Id,
    string Name,
    string Email,
    string? Post,
    Role Roles,
    DateTime? DisabledAt
);

internal sealed class ListPeopleHandler(IGrantHubDb db)
    : IRequestHandler<ListPeople, Page<PersonRow>>
{
    public async Task<Page<PersonRow>> Handle(
        ListPeople request,
        CancellationToken cancellationToken
    )
    {
        var people = db.People.AsNoTracking();
        if (request.Role is { } role)
            people = people.Where(p => (p.Roles & role) == role);
        if (request.State is { } state)
            people = state switch
            {
                PersonState.Active => people.Where(p => p.DisabledAt == null),
                PersonState.Disabled => people.Where(p => p.DisabledAt != null),
            };
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            // An office has hundreds of people at most, so reading through them needs no index. As typed as well,
            // because SQLite lowers no accented letters.
            var typed = request.Search.Trim();
            var lower = typed.ToLowerInvariant();
            people = people.Where(p =>
                p.Name.Contains(typed)
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers, not .NET.
                || p.Name.ToLower().Contains(lower)
#pragma warning restore CA1304, CA1311, CA1862
                || p.Email.Contains(lower)
            );
        }
        var from = Cursor.Parse(request.From);
        var backwards = from is { Backwards: true };
        if (from is not null)
        {
            var name = from.Key;
            people = backwards
                ? people.Where(p =>
                    p.Name.CompareTo(name) < 0 || (p.Name == name && p.Id < from.Id)
                )
                : people.Where(p =>
                    p.Name.CompareTo(name) > 0 || (p.Name == name && p.Id > from.Id)
                );
        }
        var ordered = backwards
            ? people.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id)
            : people.OrderBy(p => p.Name).ThenBy(p => p.Id);
        var rows = await ordered
            .Take(Page<PersonRow>.Size + 1)
            .Select(p => new PersonRow(p.Id, p.Name, p.Email, p.Post, p.Roles, p.DisabledAt))
            .ToListAsync(cancellationToken);
        return Cursor.Page(rows, from, row => (row.Name, row.Id));
    }
}
