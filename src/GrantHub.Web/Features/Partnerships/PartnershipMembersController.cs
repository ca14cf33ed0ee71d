using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>Who belongs to a partnership, and the memoranda of understanding.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}/members")]
public sealed class PartnershipMembersController(
    IMediator mediator,
    IAppendixStore store,
    TimeProvider clock
) : PartnershipFormController(mediator)
{
    // Over the limit of a file, so that one somewhat too large gets its own sentence; beyond it the answer is 413.
    private const int LargestBody = 32 * 1024 * 1024;
    private const string Section = "#members";

    [HttpGet("add")]
    public Task<IActionResult> Add(string slug) =>
        MemberFormAsync(slug, new MemberForm { Kind = null });

    [HttpPost("add")]
    public async Task<IActionResult> Add(string slug, MemberForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, form);
        return await Try(
            new AddMember(slug, form.Organisation ?? "", form.Kind, form.JoinedOn),
            _ => Told(form, $"{form.Organisation?.Trim()} has been added.", Section),
            () => MemberFormAsync(slug, form),
            _ => nameof(form.Organisation)
        );
    }

    [HttpGet("{organisation:long}/change")]
    public async Task<IActionResult> Change(string slug, long organisation)
    {
        var form = new MemberForm();
        var page = await ReadAsync(slug, form);
        var member = page.Member(organisation);
        form.Heading = page.NameOf(organisation);
        (form.Kind, form.JoinedOn) = (member.Kind, member.JoinedOn);
        return View("Member", form);
    }

    [HttpPost("{organisation:long}/change")]
    public async Task<IActionResult> Change(string slug, long organisation, MemberForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var page = await ReadAsync(slug, form);
        _ = page.Member(organisation);
        form.Heading = page.NameOf(organisation);
        return await SendAsync(
            "Member",
            form,
            new ChangeMember(slug, organisation, form.Seen, form.Kind, form.JoinedOn),
            $"The membership of {form.Heading} has been saved.",
            Section,
            _ => nameof(form.JoinedOn)
        );
    }

    [HttpGet("{organisation:long}/memorandum")]
    public async Task<IActionResult> Memorandum(string slug, long organisation)
    {
        var form = new MemorandumForm();
        var page = await ReadAsync(slug, form);
        var member = page.Member(organisation);
        form.Heading = page.NameOf(organisation);
        (form.SignedOn, form.ReviewDueOn) = (member.MemorandumSignedOn, member.ReviewDueOn);
        return View("Memorandum", form);
    }

    [HttpPost("{organisation:long}/memorandum")]
    public async Task<IActionResult> Memorandum(string slug, long organisation, MemorandumForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var page = await ReadAsync(slug, form);
        _ = page.Member(organisation);
        form.Heading = page.NameOf(organisation);
        return await SendAsync(
            "Memorandum",
            form,
            new RecordMemorandum(slug, organisation, form.Seen, form.SignedOn, form.ReviewDueOn),
            $"The memorandum of understanding with {form.Heading} is recorded.",
            Section,
            code =>
                code switch
                {
                    "memorandum.future" => nameof(form.SignedOn),
                    "memorandum.review" => nameof(form.ReviewDueOn),
                    _ => null,
                }
        );
    }

    [HttpGet("{organisation:long}/memorandum/file")]
    public async Task<IActionResult> Attach(string slug, long organisation)
    {
        var form = new MemorandumFileForm();
        await ReadFileFormAsync(slug, organisation, form);
        return View("MemorandumFile", form);
    }

    [HttpPost("{organisation:long}/memorandum/file")]
    [RequestSizeLimit(LargestBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestBody)]
    public async Task<IActionResult> Attach(string slug, long organisation, MemorandumFileForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadFileFormAsync(slug, organisation, form);
        if (await StoreAsync(form.File) is not { } stored)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("MemorandumFile", form);
        }
        var kept = false;
        try
        {
            return await Try(
                new AttachMemorandum(slug, organisation, form.File!.FileName, stored),
                earlier =>
                {
                    kept = true;
                    if (earlier is not null)
                        store.Delete(earlier);
                    return Told(form, "The file is kept with the memorandum.", Section);
                },
                () => Task.FromResult<IActionResult>(View("MemorandumFile", form)),
                _ => nameof(form.File)
            );
        }
        finally
        {
            if (!kept)
                store.Delete(stored.StorageKey);
        }
    }

    [HttpGet("{organisation:long}/leave")]
    public Task<IActionResult> Leave(string slug, long organisation) =>
        LeaveFormAsync(slug, organisation, new DayForm { On = clock.LondonToday() });

    [HttpPost("{organisation:long}/leave")]
    public async Task<IActionResult> Leave(string slug, long organisation, DayForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await LeaveFormAsync(slug, organisation, form);
        return await SendAsync(
            "Day",
            form,
            new LeavePartnership(slug, organisation, form.On),
            $"{form.Page.NameOf(organisation)} is no longer a member.",
            Section,
            code =>
                code.StartsWith("member.left-", StringComparison.Ordinal) ? nameof(form.On) : null
        );
    }

    [HttpGet("{organisation:long}/rejoin")]
    public Task<IActionResult> Rejoin(string slug, long organisation) =>
        RejoinFormAsync(slug, organisation, new DayForm { On = clock.LondonToday() });

    [HttpPost("{organisation:long}/rejoin")]
    public async Task<IActionResult> Rejoin(string slug, long organisation, DayForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await RejoinFormAsync(slug, organisation, form);
        return await SendAsync(
            "Day",
            form,
            new RejoinPartnership(slug, organisation, form.On),
            $"{form.Page.NameOf(organisation)} is a member again.",
            Section,
            code =>
                code.StartsWith("member.rejoin-", StringComparison.Ordinal) ? nameof(form.On) : null
        );
    }

    private async Task<IActionResult> MemberFormAsync(string slug, MemberForm form)
    {
        if (form.Page is null)
            await ReadAsync(slug, form);
        form.Organisations = await Ask(new SuggestOrganisations());
        return View("Member", form);
    }

    private async Task ReadFileFormAsync(string slug, long organisation, MemorandumFileForm form)
    {
        var page = await ReadAsync(slug, form);
        var member = page.Member(organisation);
        form.Heading = page.NameOf(organisation);
        form.Earlier = member.MemorandumFile?.Name;
        form.HasMemorandum = member.MemorandumSignedOn is not null;
    }

    private async Task<IActionResult> LeaveFormAsync(string slug, long organisation, DayForm form)
    {
        var name = await NameAsync(slug, organisation, form);
        form.Asks = new DayPage(
            $"{name} leaves the partnership",
            "What is the last day of its membership?",
            [
                "It can no longer be chosen for new contributions, priorities or the year-end rule.",
                "Its contributions, its memorandum and that it was a member stay.",
            ],
            "End the membership",
            form.Href
        );
        return View("Day", form);
    }

    private async Task<IActionResult> RejoinFormAsync(string slug, long organisation, DayForm form)
    {
        var name = await NameAsync(slug, organisation, form);
        form.Asks = new DayPage(
            $"{name} rejoins the partnership",
            "What is the first day of its membership?",
            ["It is a member from that day on. Its earlier membership stays in the history."],
            "Let it rejoin",
            form.Href
        );
        return View("Day", form);
    }

    private async Task<string> NameAsync(string slug, long organisation, DayForm form)
    {
        var page = await ReadAsync(slug, form);
        _ = page.Member(organisation);
        return page.NameOf(organisation);
    }

    /// <summary>The stored file; null, with a sentence at the field, when it cannot be kept.</summary>
    private async Task<StoredFile?> StoreAsync(IFormFile? file)
    {
        if (file is null)
        {
            ModelState.AddModelError(nameof(MemorandumFileForm.File), "Choose a file to attach.");
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
            ModelState.AddModelError(nameof(MemorandumFileForm.File), refused.Message);
            return null;
        }
    }
}
