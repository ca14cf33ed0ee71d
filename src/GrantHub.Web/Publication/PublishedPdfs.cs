using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Web.Publication;

/// <summary>The PDF of a published version: rendered of its document once, and kept.</summary>
internal sealed class PublishedPdfs(IMediator mediator, IPdfRenderer renderer, RazorText razor)
{
    /// <param name="document">The version's JSON.</param>
    /// <exception cref="PdfRenderingException">None is kept, and none could be made; the message says why.</exception>
    public async Task<byte[]> OfAsync(
        long versionId,
        string document,
        CancellationToken cancellationToken
    )
    {
        if (await mediator.Send(new FindPublishedPdf(versionId), cancellationToken) is { } kept)
            return kept;
        // Between the transactions, not in one: a browser takes seconds.
        var pdf = await renderer.RenderAsync(
            await razor.RenderAsync(NoticePdfs.Paper, NoticeDocument.FromJson(document)),
            cancellationToken
        );
        return await mediator.Send(new KeepPublishedPdf(versionId, pdf), cancellationToken);
    }
}
