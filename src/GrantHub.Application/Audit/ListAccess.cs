using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>A page of who signed in, was refused or took something away, newest first.</summary>
/// <param name="PersonId">Who; 0 is the command line and whoever is not known; null: whoever.</param>
/// <param name="First">The first day in London.</param>
/// <param name="Last">The last day in London.</param>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the newest.</param>
[Requires(Permission.ReadAccess)]
public sealed record ListAccess(
    AccessEvent? What = null,
    long? PersonId = null,
    DateOnly? First = null,
    DateOnly? Last = null,
    string? From = null
) : IQuery<Page<AccessEntry>>;

internal sealed class ListAccessHandler(IGrantHubDb db)
    : IRequestHandler<ListAccess, Page<AccessEntry>>
{
    public Task<Page<AccessEntry>> Handle(ListAccess request, CancellationToken cancellationToken)
    {
        var entries = db.AccessEntries.AsNoTracking();
        if (request.What is { } what)
            entries = entries.Where(e => e.What == what);
        if (request.PersonId is { } person)
            entries = entries.Where(e => e.PersonId == person);
        return entries.PageAsync(request.First, request.Last, request.From, cancellationToken);
    }
}
