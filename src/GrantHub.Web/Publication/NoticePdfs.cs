using GrantHub.Application.Publication;
using MediatR;

namespace GrantHub.Web.Publication;

/// <summary>The PDF of a decision notice: rendered once for each version of its record, and kept.</summary>
internal sealed class NoticePdfs(IMediator mediator, IPdfRenderer renderer, RazorText razor)
{
    public const string Paper = "/Features/Publication/NoticePaper.cshtml";

    /// <exception cref="PdfRenderingException">None is kept, and none could be made; the message says why.</exception>
    public async Task<byte[]> OfAsync(NoticeContent notice, CancellationToken cancellationToken)
    {
        var (id, version) = (notice.DecisionId, notice.RecordVersion);
        if (await mediator.Send(new FindNoticePdf(id, version), cancellationToken) is { } kept)
            return kept;
        // Between the transactions, not in one: a browser takes seconds.
        var pdf = await renderer.RenderAsync(
            await razor.RenderAsync(Paper, notice.Document),
            cancellationToken
        );
        return await mediator.Send(new KeepNotice(id, version, pdf), cancellationToken);
    }
}
