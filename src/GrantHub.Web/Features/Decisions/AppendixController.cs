using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>The documents of a record: read, attach, remove.</summary>
public sealed class AppendixController(IMediator mediator, IAppendixStore store)
    : DraftController(mediator)
{
    // Over the appendix limit, so that a file somewhat too large gets its own sentence; beyond it the answer is 413.
    private const int LargestBody = 32 * 1024 * 1024;

    [HttpGet("decisions/{address}/documents")]
    public async Task<IActionResult> List(string address) =>
        View("Documents", new AppendixForm { Page = await Ask(new ReadDecision(address)) });

    [HttpPost("decisions/{address}/documents")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Attach(string address, AppendixForm form)
    {
        form.Page = await DraftAsync(address);
        if (await StoreAsync(form.File) is not { } stored)
            return Again();
        try
        {
            return await Try(
                new AttachAppendix(address, form.File!.FileName, stored),
                _ => Redirect($"/decisions/{address}/documents"),
                () =>
                {
                    store.Delete(stored.StorageKey);
                    return Task.FromResult(Again());
                },
                _ => nameof(form.File)
            );
        }
        // Refused before the commit. After any other failure the record may rest on the file, so that it has to stay.
        catch (Exception refusal)
            when (refusal
                    is DomainException
                        or ForbiddenException
                        or NotFoundException
                        or OperationCanceledException
            )
        {
            store.Delete(stored.StorageKey);
            throw;
        }

        IActionResult Again()
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Documents", form);
        }
    }

    [HttpGet("decisions/{address}/documents/{id:long}/remove")]
    public async Task<IActionResult> ConfirmRemoval(string address, long id)
    {
        var page = await DraftAsync(address);
        var appendix = await Ask(new ReadAppendix(address, id));
        return appendix.IsRemoved
            ? Redirect($"/decisions/{address}/documents")
            : View("RemoveDocument", new AppendixRemoval(page, appendix));
    }

    [HttpPost("decisions/{address}/documents/{id:long}/remove")]
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

    /// <summary>The stored file; null, with a sentence at the field, when it cannot be an appendix.</summary>
    private async Task<StoredFile?> StoreAsync(IFormFile? file)
    {
        if (file is null)
        {
            ModelState.AddModelError(nameof(AppendixForm.File), "Choose a file to attach.");
            return null;
        }
        try
        {
            AppendixCheck.RequireAllowedExtension(file.FileName);
            AppendixCheck.RequireAllowedSize(file.Length, file.FileName);
            await using var content = file.OpenReadStream();
            return await store.SaveAsync(content, file.FileName, HttpContext.RequestAborted);
        }
        catch (DomainException refused)
        {
            ModelState.AddModelError(nameof(AppendixForm.File), refused.Message);
            return null;
        }
    }
}

public sealed record AppendixRemoval(DecisionPage Page, Appendix Appendix);
