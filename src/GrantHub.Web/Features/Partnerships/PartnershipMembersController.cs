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
    [RequestSizeLimit(LargestUpload)]
    [RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
    public async Task<IActionResult> Attach(string slug, long organisation, MemorandumFileForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadFileFormAsync(slug, organisation, form);
        return await TryWithFile(
            store,
            form.File,
            nameof(form.File),
            (file, stored) =>
                new AttachMemorandum(slug, organisation, form.Seen, file.FileName, stored),
            earlier =>
            {
                if (earlier is not null)
                    store.Delete(earlier);
                return Told(form, "The file is kept with the memorandum.", Section);
            },
            () => View("MemorandumFile", form)
        );
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
}
