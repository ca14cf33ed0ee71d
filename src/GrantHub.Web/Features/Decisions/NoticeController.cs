using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The decision notice, as a page and as a PDF.</summary>
[Route("decisions/{address}")]
public sealed class NoticeController(IMediator mediator, IPdfRenderer renderer)
    : FeatureController(mediator)
{
    [HttpGet("notice")]
    public async Task<IActionResult> Page(string address) =>
        View(
            "Notice",
            new NoticePage(await Ask(new ReadNotice(address)), renderer.UnavailableReason)
        );

    [HttpGet("notice.pdf")]
    [Slow]
    public async Task<IActionResult> Pdf(string address, [FromServices] IServiceProvider services)
    {
        var notice = await Ask(new ReadNotice(address));
        try
        {
            var pdf = await services
                .GetRequiredService<NoticePdfs>()
                .OfAsync(notice, HttpContext.RequestAborted);
            return File(pdf, "application/pdf", $"{notice.Address} decision notice.pdf");
        }
        catch (PdfRenderingException failure)
        {
            return new RefusalResult(
                StatusCodes.Status503ServiceUnavailable,
                $"{failure.Message} The notice as a page can be printed from the browser."
            );
        }
    }
}

/// <param name="WhyNoPdf">What stands in the way of PDFs and how to enable them; null when they can be made.</param>
public sealed record NoticePage(NoticeContent Content, string? WhyNoPdf);
