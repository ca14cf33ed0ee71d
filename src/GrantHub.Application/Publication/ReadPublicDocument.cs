using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>
/// A file of a published decision. Only what the latest version shows can be downloaded: a file that a correction exempts
/// is gone, whatever an earlier version said of it.
/// </summary>
/// <param name="Number">Of the appendix, from 1.</param>
[Requires(Permission.ReadRegister)]
public sealed record ReadPublicDocument(string Address, int Number) : IQuery<PublicDocument>;

/// <param name="Sha256">Of the file's bytes, in lower-case hexadecimal.</param>
public sealed record PublicDocument(
    string Name,
    string ContentType,
    string StorageKey,
    string Sha256
);

internal sealed class ReadPublicDocumentHandler(IGrantHubDb db, ICurrentUser user)
    : IRequestHandler<ReadPublicDocument, PublicDocument>
{
    public async Task<PublicDocument> Handle(
        ReadPublicDocument request,
        CancellationToken cancellationToken
    )
    {
        if (!RegisterAccess.IsAddress(request.Address))
            throw RegisterAccess.NoDecision();
        var latest = await (
            from entry in db.RegisterEntries.AsNoTracking()
            join version in db.PublishedVersions on entry.VersionId equals version.Id
            where entry.Slug == request.Address && version.TakenDownAt == null
            select new
            {
                entry.DecisionId,
                entry.Reference,
                version.Document,
            }
        ).SingleOrDefaultAsync(cancellationToken);
        if (latest is null)
            throw RegisterAccess.NoDecision(
                await db.IsKeptBackAsync(user, request.Address, cancellationToken)
            );
        var document = NoticeDocument.FromJson(latest.Document);
        var file =
            document.PublicFiles().FirstOrDefault(file => file.Number == request.Number)
            ?? throw NotThere(
                latest.Reference,
                isExempt: document
                    .Parts.SelectMany(part => part.Appendices ?? [])
                    .Any(file => file.Number == request.Number)
            );
        // What the document names by its content; of the record nothing else is looked at.
        var storageKey =
            await db
                .Decisions.Where(d => d.Id == latest.DecisionId)
                .SelectMany(d => d.Appendices)
                .Where(a => a.Sha256 == file.Sha256)
                .Select(a => a.StorageKey)
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw NotThere(latest.Reference, isExempt: false);
        return new PublicDocument(file.Name!, file.ContentType!, storageKey, file.Sha256!);
    }

    private static NotFoundException NotThere(string reference, bool isExempt) =>
        new(
            $"{reference} has no such document that everybody may read. Open the decision to see its documents."
        )
        {
            IsHidden = isExempt,
        };
}
