using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The decisions published or corrected last, newest first.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ReadRegisterFeed : IQuery<IReadOnlyList<FeedItem>>
{
    public const int Size = 50;
}

/// <param name="Version">The number of the version that went out.</param>
/// <param name="Note">What changed and why; null in the first version.</param>
public sealed record FeedItem(
    string Address,
    string Reference,
    string Title,
    string? Decision,
    DateOnly DecidedOn,
    Outcome Outcome,
    int Version,
    string? Note,
    DateTime FirstPublishedAt,
    DateTime PublishedAt
);

internal sealed class ReadRegisterFeedHandler(IGrantHubDb db)
    : IRequestHandler<ReadRegisterFeed, IReadOnlyList<FeedItem>>
{
    public async Task<IReadOnlyList<FeedItem>> Handle(
        ReadRegisterFeed request,
        CancellationToken cancellationToken
    ) =>
        await (
            from entry in db
                .RegisterEntries.AsNoTracking()
                .OrderByDescending(e => e.PublishedAt)
                .ThenByDescending(e => e.DecisionId)
                .Take(ReadRegisterFeed.Size)
            join version in db.PublishedVersions on entry.VersionId equals version.Id
            orderby entry.PublishedAt descending, entry.DecisionId descending
            select new FeedItem(
                entry.Slug,
                entry.Reference,
                entry.Title,
                entry.Decision,
                entry.DecidedOn,
                entry.Outcome,
                entry.Version,
                version.Note,
                entry.FirstPublishedAt,
                entry.PublishedAt
            )
        ).ToListAsync(cancellationToken);
}
