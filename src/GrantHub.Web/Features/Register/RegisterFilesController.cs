using System.Net.Mime;
using GrantHub.Application.Publication;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.Publication;
using GrantHub.Web.Branding;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Features.Register;

/// <summary>The whole register as files, written as they are read, and what is new in it as a feed.</summary>
[AllowAnonymous]
public sealed class RegisterFilesController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("register.csv")]
    [PublicPage(IsKept = false)]
    [Slow]
    public Task<IActionResult> Csv() =>
        StreamAsync(
            $"{MediaTypeNames.Text.Csv}; charset=utf-8",
            "register.csv",
            RegisterFile.WriteCsvAsync
        );

    [HttpGet("register.json")]
    [PublicPage(IsKept = false)]
    [Slow]
    public Task<IActionResult> Json() =>
        StreamAsync(MediaTypeNames.Application.Json, "register.json", RegisterFile.WriteJsonAsync);

    [HttpGet("register.atom")]
    [PublicPage]
    public async Task<IActionResult> Feed(
        [FromServices] IOptions<MailSettings> settings,
        [FromServices] Brand brand
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(brand);
        var items = await Ask(new ReadRegisterFeed());
        return File(
            RegisterFeed.Write(
                new Uri(settings.Value.PublicAddress.TrimEnd('/')),
                brand.Office.Name,
                items
            ),
            "application/atom+xml; charset=utf-8"
        );
    }

    private async Task<IActionResult> StreamAsync(
        string contentType,
        string fileName,
        Func<Stream, IAsyncEnumerable<RegisterRow>, CancellationToken, Task> write
    )
    {
        var rows = await Ask(new ExportRegister());
        Response.ContentType = contentType;
        Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await write(Response.Body, rows, HttpContext.RequestAborted);
        return new EmptyResult();
    }
}
