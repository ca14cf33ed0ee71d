using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The documents of a record: read, attach, remove.</summary>
public sealed class AppendixController(IMediator mediator, IAppendixStore store)
    : DraftController(mediator)
{
    [HttpGet("decisions/{address}/documents")]
    public async Task<IActionResult> List(string address) =>
        View("Documents", new AppendixForm { Page = await Ask(new ReadDecision(address)) });

    [HttpPost("decisions/{address}/documents")]
    [PageNeeds(Permission.RaiseDecisions)]
    [RequestSizeLimit(LargestUpload)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
    public async Task<IActionResult> Attach(string address, AppendixForm form)
    {
        form.Page = await DraftAsync(address);
        return await TryWithFile(
            store,
            form.File,
            nameof(form.File),
            (file, stored) => new AttachAppendix(address, file.FileName, stored),
            _ => Redirect($"/decisions/{address}/documents"),
            () => View("Documents", form)
        );
    }

    [HttpGet("decisions/{address}/documents/{id:long}/remove")]
    [PageNeeds(Permission.RaiseDecisions)]
    public async Task<IActionResult> ConfirmRemoval(string address, long id)
    {
        var page = await DraftAsync(address);
        var appendix = await Ask(new ReadAppendix(address, id));
        return appendix.IsRemoved
            ? Redirect($"/decisions/{address}/documents")
            : View("RemoveDocument", new AppendixRemoval(page, appendix));
    }

    [HttpPost("decisions/{address}/documents/{id:long}/remove")]
    [PageNeeds(Permission.RaiseDecisions)]
    public async Task<IActionResult> Remove(string address, long id)
    {
        var page = await DraftAsync(address);
        // Sent twice: it is gone, which is what was asked for.
        if (page.Record.Appendices.Any(appendix => appendix.Id == id))
            if (await Ask(new RemoveAppendix(address, id)) is { } storageKey)
                store.Delete(storageKey);
        return Redirect($"/decisions/{address}/documents");
    }

    [HttpGet("decisions/{address}/documents/{id:long}/{name}")]
    [Slow]
    public async Task<IActionResult> Download(string address, long id)
    {
        var appendix = await Ask(new ReadAppendix(address, id));
        return await this.DownloadAsync(
            store,
            appendix.StorageKey,
            appendix.Sha256,
            appendix.ContentType,
            appendix.Name
        );
    }
}

public sealed record AppendixRemoval(DecisionPage Page, Appendix Appendix);
