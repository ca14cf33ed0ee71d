using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>A published decision as everybody may read it; null where the register has none at that address.</summary>
/// <param name="Version">Its number, from 1; null: the latest.</param>
[Requires(Permission.ReadRegister)]
public sealed record ReadPublished(string Address, int? Version = null)
    : IQuery<PublishedDecision?>;

/// <param name="Address">Last part of its address in the register.</param>
/// <param name="Version">The one that is shown.</param>
/// <param name="Document">The exact JSON of the version that is shown; null where it was taken down.</param>
/// <param name="Versions">Every one, the latest first.</param>
/// <param name="ChangedBy">Later decisions in the register that change this one, the oldest first.</param>
/// <param name="Earlier">Where the decision that this one changes is; null where it changes none or the register has not got it.</param>
/// <param name="Grant">The grant that it made, where the public may see it.</param>
/// <param name="Downloads">The numbers of the appendices that can be downloaded, by the SHA-256 of their files.</param>
public sealed record PublishedDecision(
    string Address,
    string Reference,
    string Title,
    string? Recipient,
    string? RecipientSlug,
    VersionInRegister Version,
    string? Document,
    IReadOnlyList<VersionInRegister> Versions,
    IReadOnlyList<LaterDecision> ChangedBy,
    string? Earlier,
    GrantInRegister? Grant,
    IReadOnlyDictionary<string, int> Downloads
)
{
    public bool IsLatest => Version.Number == Versions[0].Number;
}

public sealed record VersionInRegister(
    long Id,
    int Number,
    DateTime PublishedAt,
    string? Note,
    DateTime? TakenDownAt,
    string? TakenDownReason
);

public sealed record LaterDecision(
    string Address,
    string Reference,
    string Title,
    RelationKind? Kind,
    DateOnly DecidedOn
);

public sealed record GrantInRegister(string Address, string Reference);

internal sealed class ReadPublishedHandler(IGrantHubDb db)
    : IRequestHandler<ReadPublished, PublishedDecision?>
{
    public async Task<PublishedDecision?> Handle(
        ReadPublished request,
        CancellationToken cancellationToken
    )
    {
        if (!RegisterAccess.IsAddress(request.Address))
            return null;
        var entry = await db
            .RegisterEntries.AsNoTracking()
            .Where(e => e.Slug == request.Address)
            .Select(e => new
            {
                e.DecisionId,
                e.Slug,
                e.Reference,
                e.Title,
                e.Recipient,
                e.RecipientSlug,
                e.Version,
                Grant = db
                    .Grants.Where(g => g.Id == e.GrantId)
                    .Select(g => new GrantInRegister(g.Slug, g.Reference))
                    .FirstOrDefault(),
                Earlier = db
                    .RegisterEntries.Where(earlier => earlier.Reference == e.EarlierReference)
                    .Select(earlier => earlier.Slug)
                    .FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (entry is null)
            return null;
        var asked = request.Version ?? entry.Version;
        var versions = await db
            .PublishedVersions.AsNoTracking()
            .Where(v => v.DecisionId == entry.DecisionId)
            .OrderByDescending(v => v.Number)
            .Select(v => new
            {
                Of = new VersionInRegister(
                    v.Id,
                    v.Number,
                    v.PublishedAt,
                    // It may repeat what the version was taken down for.
                    v.TakenDownAt == null
                        ? v.Note
                        : null,
                    v.TakenDownAt,
                    v.TakenDownReason
                ),
                Document = (v.Number == asked || v.Number == entry.Version) && v.TakenDownAt == null
                    ? v.Document
                    : null,
            })
            .ToListAsync(cancellationToken);
        if (versions.Find(version => version.Of.Number == asked) is not { } shown)
            return null;
        var latest = versions.Find(version => version.Of.Number == entry.Version)?.Document;
        var later = await db
            .RegisterEntries.AsNoTracking()
            .Where(e => e.EarlierReference == entry.Reference)
            .OrderBy(e => e.DecidedOn)
            .ThenBy(e => e.DecisionId)
            .Select(e => new LaterDecision(
                e.Slug,
                e.Reference,
                e.Title,
                e.RelationKind,
                e.DecidedOn
            ))
            .ToListAsync(cancellationToken);
        return new PublishedDecision(
            entry.Slug,
            entry.Reference,
            entry.Title,
            entry.Recipient,
            entry.RecipientSlug,
            shown.Of,
            shown.Document,
            [.. versions.Select(version => version.Of)],
            later,
            entry.Earlier,
            entry.Grant,
            latest is null
                ? new Dictionary<string, int>()
                : NoticeDocument
                    .FromJson(latest)
                    .PublicFiles()
                    .ToDictionary(file => file.Sha256!, file => file.Number)
        );
    }
}
