using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

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
    private const string Section = "agreement";

    [HttpGet("send")]
    public async Task<IActionResult> Send(string reference)
    {
        var form = new SendAgreementForm();
        var grant = await ReadAsync(reference, form, Permission.ManageGrants);
        var sent = grant.Agreement?.SentOn;
        (form.Seen, form.SentOn) = (
            Shown.Of(SendAgreement.Words(sent)),
            sent ?? clock.LondonToday()
        );
        return View("SendAgreement", form);
    }

    [HttpPost("send")]
    public Task<IActionResult> Send(string reference, SendAgreementForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "SendAgreement",
            reference,
            form,
            Permission.ManageGrants,
            new SendAgreement(reference, form.SentOn, form.Seen ?? ""),
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
    public async Task<IActionResult> Attach(string reference)
    {
        var form = new AgreementFileForm();
        var grant = await ReadAsync(reference, form, Permission.ManageGrants);
        form.Seen = grant.Agreement?.File is { } file ? Shown.Of(file.StorageKey) : "";
        return View("AgreementFile", form);
    }

    [HttpPost("file")]
    [RequestSizeLimit(LargestUpload)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
    public async Task<IActionResult> Attach(string reference, AgreementFileForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(reference, form, Permission.ManageGrants);
        return await TryWithFile(
            store,
            form.File,
            nameof(form.File),
            (file, stored) =>
                new AttachAgreement(reference, form.Seen ?? "", file.FileName, stored),
            earlier =>
            {
                if (earlier is not null)
                    store.Delete(earlier);
                return Told(form, "The file is kept with the agreement.", Section);
            },
            () => View("AgreementFile", form)
        );
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
}
