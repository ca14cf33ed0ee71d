using GrantHub.Application.Publication;
using GrantHub.Web.Hosting;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Publication;

/// <summary>Everything about a decision or a grant as one zip.</summary>
public sealed class DossierController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("decisions/{reference}/dossier.zip")]
    [HttpGet("grants/{reference}/dossier.zip")]
    [Slow]
    public async Task<IActionResult> Download(
        string reference,
        [FromServices] IServiceProvider services
    )
    {
        var content = await Ask(new ReadDossier(reference));
        var stop = HttpContext.RequestAborted;
        // On disk first, so that a file that is missing is a refusal and not half a zip.
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 81_920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous
        );
        Response.RegisterForDispose(file);
        await services.GetRequiredService<Dossier>().WriteAsync(file, content, stop);
        file.Position = 0;
        return File(file, "application/zip", $"{FileName(content.Label)} dossier.zip");
    }

    private static string FileName(string label) => label.Replace(' ', '-').Replace('/', '-');
}
