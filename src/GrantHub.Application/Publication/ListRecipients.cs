using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>A page of those whom published decisions give money to, by name.</summary>
/// <param name="From">Where the page starts (<see cref="Cursor"/>); null or nonsense: at the top.</param>
[Requires(Permission.ReadRegister)]
public sealed record ListRecipients(string? From = null) : IQuery<Page<RecipientRow>>;

/// <param name="Name">As the decisions have it.</param>
public sealed record RecipientRow(string Slug, string Name, int Decisions, DateOnly Latest);

internal sealed class ListRecipientsHandler(IGrantHubDb db)
    : IRequestHandler<ListRecipients, Page<RecipientRow>>
{
    public async Task<Page<RecipientRow>> Handle(
        ListRecipients request,
        CancellationToken cancellationToken
    )
    {
        var from =
            Cursor.Parse(request.From) is { } given && RegisterAccess.IsAddress(given.Key)
                ? given
                : null;
        var backwards = from is { Backwards: true };
        var entries = db.RegisterEntries.AsNoTracking().Where(e => e.RecipientSlug != null);
        if (from is not null)
            entries = backwards
                ? entries.Where(e => e.RecipientSlug!.CompareTo(from.Key) < 0)
                : entries.Where(e => e.RecipientSlug!.CompareTo(from.Key) > 0);
        var grouped = entries
            .GroupBy(e => e.RecipientSlug!)
            .Select(group => new
            {
                Slug = group.Key,
                Name = group.Max(e => e.Recipient)!,
                Decisions = group.Count(),
                Latest = group.Max(e => e.DecidedOn),
            });
        var rows = await (
            backwards ? grouped.OrderByDescending(r => r.Slug) : grouped.OrderBy(r => r.Slug)
        )
            .Take(Page<RecipientRow>.Size + 1)
            .ToListAsync(cancellationToken);
        return Cursor.Page(
            rows.ConvertAll(r => new RecipientRow(r.Slug, r.Name, r.Decisions, r.Latest)),
            from,
            row => (row.Slug, 0)
        );
    }
}
