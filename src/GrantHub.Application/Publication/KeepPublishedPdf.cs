using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>
/// Keeps the PDF that was rendered of a published version, for whoever asks next. Where another was kept first, that one
/// stays: the bytes differ from run to run.
/// </summary>
/// <returns>The PDF that is kept.</returns>
[Requires(Permission.ReadRegister)]
[LeavesNoEntry(
    "A PDF that was printed of a version, kept to be printed once; the version stays as it is."
)]
public sealed record KeepPublishedPdf(long VersionId, byte[] Pdf) : ICommand<byte[]>;

internal sealed class KeepPublishedPdfHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<KeepPublishedPdf, byte[]>
{
    public async Task<byte[]> Handle(KeepPublishedPdf request, CancellationToken cancellationToken)
    {
        var isShown = await db.PublishedVersions.AnyAsync(
            version => version.Id == request.VersionId && version.TakenDownAt == null,
            cancellationToken
        );
        if (!isShown)
            throw RegisterAccess.NoDecision();
        // A second writer at the same instant meets the unique index; its command runs again and finds this one's PDF.
        var kept = await db
            .PublishedPdfs.Where(pdf => pdf.VersionId == request.VersionId)
            .Select(pdf => pdf.Pdf)
            .SingleOrDefaultAsync(cancellationToken);
        if (kept is not null)
            return kept;
        db.PublishedPdfs.Add(
            new PublishedPdf
            {
                VersionId = request.VersionId,
                Pdf = request.Pdf,
                RenderedAt = clock.UtcInstant(),
            }
        );
        return request.Pdf;
    }
}
