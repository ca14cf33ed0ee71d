using System.Net.Mime;
using System.Text;
using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Publication;
using GrantHub.Domain.Publication;
using GrantHub.Web.Features.Errors;
using GrantHub.Web.Hosting;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Register;

/// <summary>The register of published decisions, for everybody.</summary>
[AllowAnonymous]
public sealed class RegisterController(IMediator mediator, IPdfRenderer renderer)
    : FeatureController(mediator)
{
    [HttpGet("register")]
    [PublicPage("search", "year", "kind", "recipient", "amount", "from")]
    public async Task<IActionResult> List([FromQuery] RegisterQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var request = query.ToRequest();
        var rows = await Ask(request);
        var years = await Ask(new ReadRegisterYears());
        // The fields show what is filtered by, not the faulty values of an address.
        ModelState.Clear();
        return View("List", new RegisterListPage(RegisterListPage.All, request, rows, years));
    }

    /// <summary>The latest version; a grant's reference leads to the grant, so that either can be typed.</summary>
    [HttpGet("register/{reference}")]
    [PublicPage]
    public async Task<IActionResult> Latest(string reference)
    {
        if (await Ask(new ReadPublished(reference)) is { } decision)
            return View("Published", Page(decision));
        return await Ask(new ReadPublicGrant(reference)) is { } grant
            ? RedirectPermanent($"{RegisterListPage.OfGrants}/{grant.Address}")
            : throw await NotThereAsync(reference);
    }

    [HttpGet("register/{reference}/versions/{number:int}")]
    [PublicPage]
    public async Task<IActionResult> Version(string reference, int number) =>
        View("Published", Page(await ReadAsync(reference, number)));

    [HttpGet("register/{reference}/notice.json")]
    [HttpGet("register/{reference}/versions/{number:int}/notice.json")]
    [PublicPage(IsKept = false)]
    public async Task<IActionResult> Json(string reference, int? number)
    {
        var decision = await ReadAsync(reference, number);
        // The bytes that were hashed when it was published, and no others.
        return File(Encoding.UTF8.GetBytes(DocumentOf(decision)), MediaTypeNames.Application.Json);
    }

    [HttpGet("register/{reference}/notice.pdf")]
    [HttpGet("register/{reference}/versions/{number:int}/notice.pdf")]
    [PublicPage(IsKept = false)]
    [Slow]
    public async Task<IActionResult> Pdf(
        string reference,
        int? number,
        [FromServices] IServiceProvider services
    )
    {
        var decision = await ReadAsync(reference, number);
        var document = DocumentOf(decision);
        try
        {
            var pdf = await services
                .GetRequiredService<PublishedPdfs>()
                .OfAsync(decision.Version.Id, document, HttpContext.RequestAborted);
            return File(pdf, MediaTypeNames.Application.Pdf, FileName(decision));
        }
        catch (PdfRenderingException)
        {
            // Why is the office's business; the sentence of the renderer is for its administrator.
            return new RefusalResult(
                StatusCodes.Status503ServiceUnavailable,
                "The PDF cannot be made at the moment. The decision as a page says the same and can be printed from the browser."
            );
        }
    }

    [HttpGet("register/{reference}/documents/{number:int}")]
    [Slow]
    public async Task<IActionResult> Document(
        string reference,
        int number,
        [FromServices] IAppendixStore store
    )
    {
        var file = await Ask(new ReadPublicDocument(reference, number));
        Response.Headers.CacheControl = "no-cache";
        return await this.DownloadAsync(
            store,
            file.StorageKey,
            file.Sha256,
            file.ContentType,
            file.Name
        );
    }

    private async Task<PublishedDecision> ReadAsync(string reference, int? number) =>
        await Ask(new ReadPublished(reference, number)) ?? throw await NotThereAsync(reference);

    private PublishedPage Page(PublishedDecision decision) =>
        new(
            decision,
            decision.Document is { } document ? NoticeDocument.FromJson(document) : null,
            renderer.IsAvailable
        );

    private static string DocumentOf(PublishedDecision decision) =>
        decision.Document
        ?? throw new NotFoundException(
            $"Version {decision.Version.Number} of {decision.Reference} has been taken down. Its page says when and why."
        );

    private static string FileName(PublishedDecision decision) =>
        decision.IsLatest
            ? $"{decision.Address} decision notice.pdf"
            : $"{decision.Address} decision notice version {decision.Version.Number}.pdf";

    private async Task<NotFoundException> NotThereAsync(string reference) =>
        new(
            "Nothing with that reference is in the register. It may not be published. Check the reference, or search the register."
        )
        {
            IsHidden = await Ask(new FindKeptBack(reference)),
        };
}

/// <param name="Notice">Null where the version was taken down.</param>
/// <param name="HasPdf">Whether PDFs can be made here.</param>
public sealed record PublishedPage(PublishedDecision Decision, NoticeDocument? Notice, bool HasPdf)
{
    public string Address => $"{RegisterListPage.All}/{Decision.Address}";

    /// <summary>Of the version that is shown.</summary>
    public string Href => Decision.IsLatest ? Address : HrefOf(Decision.Version.Number);

    public string HrefOf(int version) =>
        version == Decision.Versions[0].Number ? Address : $"{Address}/versions/{version}";

    /// <summary>Where a file is downloaded; null where the latest version no longer shows it.</summary>
    public string? HrefOf(NoticeAppendix file) =>
        file?.Sha256 is { } sha256 && Decision.Downloads.TryGetValue(sha256, out var number)
            ? $"{Address}/documents/{number}"
            : null;
}
