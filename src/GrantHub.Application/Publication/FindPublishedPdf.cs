using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The PDF kept of a published version; null when none has been rendered, or the version was taken down.</summary>
[Requires(Permission.ReadRegister)]
public sealed record FindPublishedPdf(long VersionId) : IQuery<byte[]?>;

internal sealed class FindPublishedPdfHandler(IGrantHubDb db)
    : IRequestHandler<FindPublishedPdf, byte[]?>
{
    public Task<byte[]?> Handle(FindPublishedPdf request, CancellationToken cancellationToken) =>
        (
            from pdf in db.PublishedPdfs
            join version in db.PublishedVersions on pdf.VersionId equals version.Id
            where version.Id == request.VersionId && version.TakenDownAt == null
            select pdf.Pdf
        ).SingleOrDefaultAsync(cancellationToken);
}
