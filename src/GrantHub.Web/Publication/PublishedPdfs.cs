using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;
using MediatR;

namespace GrantHub.Web.Publication;

/// <summary>The PDF of a published version: rendered of its document once, and kept.</summary>
internal sealed class PublishedPdfs(IMediator mediator, IPdfRenderer renderer, RazorText razor)
{
    /// <summary>Of people who wait for a PDF that is not made yet; whoever comes after them is asked to come back.</summary>
    private const int MostWaiting = 8;

    /// <summary>One at a time, so that the public never keeps the office's own notices waiting for long.</summary>
    private static readonly SemaphoreSlim Turn = new(1);
    private static int waiting;

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
        var hasTurn = false;
        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting)
                throw new PdfRenderingException("Too many PDFs are being made at the moment.");
            await Turn.WaitAsync(cancellationToken);
            hasTurn = true;
            // Whoever had the turn before may have made the same one.
            if (await mediator.Send(new FindPublishedPdf(versionId), cancellationToken) is { } made)
                return made;
            // Between the transactions, not in one: a browser takes seconds.
            var pdf = await renderer.RenderAsync(
                await razor.RenderAsync(NoticePdfs.Paper, NoticeDocument.FromJson(document)),
                cancellationToken
            );
            return await mediator.Send(new KeepPublishedPdf(versionId, pdf), cancellationToken);
        }
        finally
        {
            if (hasTurn)
                Turn.Release();
            Interlocked.Decrement(ref waiting);
        }
    }
}
