using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using StoredFile = GrantHub.Application.Files.StoredFile;

namespace GrantHub.Web.Features.Grants;

/// <summary>The grant agreement: sent, signed by both, filed.</summary>
[Route("grants/{reference}/agreement")]
public sealed class AgreementController(
    IMediator mediator,
    ICurrentUser user,
    IAppendixStore store,
    TimeProvider clock
) : GrantFormController(mediator, user)
{
    // Over the limit of a file, so that one somewhat too large gets its own sentence; beyond it the answer is 413.
    private const int LargestBody = 32 * 1024 * 1024;
    private const string Section = "agreement";

    [HttpGet("send")]
    public Task<IActionResult> Send(string reference) =>
        ShowAsync(
            "SendAgreement",
            reference,
            new SendAgreementForm { SentOn = clock.LondonToday() },
            Permission.ManageGrants
        );

    [HttpPost("send")]
    public Task<IActionResult> Send(string reference, SendAgreementForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "SendAgreement",
            reference,
            form,
            Permission.ManageGrants,
            new SendAgreement(reference, form.SentOn),
            "The agreement is recorded as sent.",
            Section,
            _ => nameof(form.SentOn)
        );
    }

    [HttpGet("sign")]
    public async Task<IActionResult> Sign(string reference)
    {
        var form = new SignAgreementForm();
        var agreement = (await ReadAsync(reference, form, Permission.ManageGrants)).Agreement;
        form.Side =
            agreement is { Recipient: not null, Office: null } ? AgreementSide.Office
            : agreement is { Recipient: null, Office: not null } ? AgreementSide.Recipient
            : null;
        return View("SignAgreement", form);
    }

    [HttpPost("sign")]
    public Task<IActionResult> Sign(string reference, SignAgreementForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "SignAgreement",
            reference,
            form,
            Permission.ManageGrants,
            new SignAgreement(reference, form.Side, form.Name ?? "", form.On),
            "The signature is recorded.",
            Section,
            code =>
                code switch
                {
                    "agreement.future" or "agreement.before-sent" => nameof(form.On),
                    "agreement.name" => nameof(form.Name),
                    _ => null,
                }
        );
    }

    [HttpGet("file")]
    public Task<IActionResult> Attach(string reference) =>
        ShowAsync("AgreementFile", reference, new AgreementFileForm(), Permission.ManageGrants);

    [HttpPost("file")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Attach(string reference, AgreementFileForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(reference, form, Permission.ManageGrants);
        if (await StoreAsync(form.File) is not { } stored)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("AgreementFile", form);
        }
        var kept = false;
        try
        {
            return await Try(
                new AttachAgreement(reference, form.File!.FileName, stored),
                earlier =>
                {
                    kept = true;
                    if (earlier is not null)
                        store.Delete(earlier);
                    return Told(form, "The file is kept with the agreement.", Section);
                },
                () => Task.FromResult<IActionResult>(View("AgreementFile", form)),
                _ => nameof(form.File)
            );
        }
        finally
        {
            if (!kept)
                store.Delete(stored.StorageKey);
        }
    }

    /// <param name="number">Of the agreement among those of the grant, from 1.</param>
    [HttpGet("{number:int}/{name}")]
    [Slow]
    public async Task<IActionResult> Download(string reference, int number)
    {
        var grant = (await Ask(new ReadGrant(reference))).Grant;
        var file =
            grant.Agreements.ElementAtOrDefault(number - 1)?.File
            ?? throw new NotFoundException($"{grant.Reference} has no such file.");
        return await this.DownloadAsync(
            store,
            file.StorageKey,
            file.Sha256,
            file.ContentType,
            file.Name
        );
    }

    /// <summary>The stored file; null, with a sentence at the field, when it cannot be kept.</summary>
    private async Task<StoredFile?> StoreAsync(IFormFile? file)
    {
        if (file is null)
        {
            ModelState.AddModelError(nameof(AgreementFileForm.File), "Choose a file to attach.");
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
            ModelState.AddModelError(nameof(AgreementFileForm.File), refused.Message);
            return null;
        }
    }
}
