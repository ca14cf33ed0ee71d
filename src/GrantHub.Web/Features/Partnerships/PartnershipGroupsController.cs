using GrantHub.Application;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>The groups of a partnership, their chairs and members.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}/groups")]
public sealed class PartnershipGroupsController(IMediator mediator, TimeProvider clock)
    : PartnershipFormController(mediator)
{
    private const string GroupsPage = "/groups";

    [HttpGet("add")]
    public async Task<IActionResult> Add(string slug)
    {
        var form = new GroupForm();
        await ReadAsync(slug, form);
        return View("Group", form);
    }

    [HttpPost("add")]
    public async Task<IActionResult> Add(string slug, GroupForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, form);
        return await SendAsync(
            "Group",
            form,
            new AddGroup(slug, form.Name ?? "", form.Purpose, form.Meets, form.NextMeetingOn),
            $"{form.Name?.Trim()} has been added.",
            GroupsPage,
            _ => nameof(form.Name)
        );
    }

    [HttpGet("{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number)
    {
        var form = new GroupForm();
        var group = (await ReadAsync(slug, form)).Group(number);
        (form.Heading, form.Name, form.Purpose) = (group.Name, group.Name, group.Purpose);
        (form.Meets, form.NextMeetingOn) = (group.Meets, group.NextMeetingOn);
        return View("Group", form);
    }

    [HttpPost("{number:int}/change")]
    public async Task<IActionResult> Change(string slug, int number, GroupForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Heading = (await ReadAsync(slug, form)).Group(number).Name;
        return await SendAsync(
            "Group",
            form,
            new ChangeGroup(
                slug,
                number,
                form.Seen,
                form.Name ?? "",
                form.Purpose,
                form.Meets,
                form.NextMeetingOn
            ),
            $"{form.Name?.Trim()} has been saved.",
            GroupsPage,
            _ => nameof(form.Name)
        );
    }

    [HttpGet("{number:int}/close")]
    public async Task<IActionResult> Close(string slug, int number)
    {
        var form = new DayForm { On = clock.LondonToday() };
        await AskToCloseAsync(slug, number, form);
        return View("Day", form);
    }

    [HttpPost("{number:int}/close")]
    public async Task<IActionResult> Close(string slug, int number, DayForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var name = await AskToCloseAsync(slug, number, form);
        return await SendAsync(
            "Day",
            form,
            new CloseGroup(slug, number, form.On),
            $"{name} has been closed.",
            GroupsPage,
            _ => nameof(form.On)
        );
    }

    [HttpGet("{number:int}/chairs/add")]
    public Task<IActionResult> AddChair(string slug, int number) =>
        PersonFormAsync(slug, number, new GroupPersonForm(), isChair: true);

    [HttpPost("{number:int}/chairs/add")]
    public async Task<IActionResult> AddChair(string slug, int number, GroupPersonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await PersonFormAsync(slug, number, form, isChair: true);
        return await SendAsync(
            "GroupPerson",
            form,
            new AddChair(slug, number, form.Name ?? "", form.Organisation, form.From, form.To),
            $"{form.Name?.Trim()} has been added as a chair.",
            GroupsPage,
            code =>
                code switch
                {
                    "chair.name" => nameof(form.Name),
                    "chair.dates" => nameof(form.To),
                    "chair.overlap" => nameof(form.From),
                    _ => null,
                }
        );
    }

    [HttpGet("{number:int}/chairs/{chair:int}/end")]
    public async Task<IActionResult> EndChair(string slug, int number, int chair)
    {
        var form = new DayForm();
        form.On = (await AskToEndAsync(slug, number, chair, form)).To;
        return View("Day", form);
    }

    [HttpPost("{number:int}/chairs/{chair:int}/end")]
    public async Task<IActionResult> EndChair(string slug, int number, int chair, DayForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await AskToEndAsync(slug, number, chair, form);
        return await SendAsync(
            "Day",
            form,
            new EndChair(slug, number, chair, form.Seen, form.On),
            "The last day of the chair has been saved.",
            GroupsPage,
            _ => nameof(form.On)
        );
    }

    [HttpGet("{number:int}/chairs/{chair:int}/remove")]
    public async Task<IActionResult> RemoveChair(string slug, int number, int chair)
    {
        var group = (await Ask(new ReadPartnership(slug))).Group(number);
        var person = group.Chairs.FirstOrDefault(c => c.Number == chair) ?? throw Gone(group.Name);
        return Confirm(
            slug,
            $"Remove {person.Name} as a chair of {group.Name}",
            "Do this only when the entry is a mistake. To say when a chair’s turn ends, enter the last day instead. That the entry was there stays in the history.",
            "Remove this chair"
        );
    }

    [HttpPost("{number:int}/chairs/{chair:int}/remove")]
    public async Task<IActionResult> RemoveChairNow(string slug, int number, int chair)
    {
        await Ask(new RemoveChair(slug, number, chair));
        return ToGroups(slug, "The chair has been removed.");
    }

    [HttpGet("{number:int}/members/add")]
    public Task<IActionResult> AddMember(string slug, int number) =>
        PersonFormAsync(slug, number, new GroupPersonForm(), isChair: false);

    [HttpPost("{number:int}/members/add")]
    public async Task<IActionResult> AddMember(string slug, int number, GroupPersonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await PersonFormAsync(slug, number, form, isChair: false);
        return await SendAsync(
            "GroupPerson",
            form,
            new AddGroupMember(slug, number, form.Name ?? "", form.Organisation),
            $"{form.Name?.Trim()} has been added.",
            GroupsPage,
            _ => nameof(form.Name)
        );
    }

    [HttpGet("{number:int}/members/{member:int}/remove")]
    public async Task<IActionResult> RemoveMember(string slug, int number, int member)
    {
        var group = (await Ask(new ReadPartnership(slug))).Group(number);
        var person =
            group.Members.FirstOrDefault(m => m.Number == member) ?? throw Gone(group.Name);
        return Confirm(
            slug,
            $"Remove {person.Name} from {group.Name}",
            $"{person.Name} is no longer a member of the group. That they were stays in the history.",
            "Remove this member"
        );
    }

    [HttpPost("{number:int}/members/{member:int}/remove")]
    public async Task<IActionResult> RemoveMemberNow(string slug, int number, int member)
    {
        await Ask(new RemoveGroupMember(slug, number, member));
        return ToGroups(slug, "The member has been removed.");
    }

    private async Task<IActionResult> PersonFormAsync(
        string slug,
        int number,
        GroupPersonForm form,
        bool isChair
    )
    {
        form.Heading = (await ReadAsync(slug, form)).Group(number).Name;
        form.IsChair = isChair;
        return View("GroupPerson", form);
    }

    private async Task<string> AskToCloseAsync(string slug, int number, DayForm form)
    {
        var group = (await ReadAsync(slug, form)).Group(number);
        form.Asks = new DayPage(
            $"Close {group.Name}",
            "What is its last day?",
            [
                "The group no longer meets, and nothing about it can be changed any more.",
                "Its chairs and members stay to be read.",
            ],
            "Close this group",
            $"{form.Href}{GroupsPage}"
        );
        return group.Name;
    }

    private async Task<GroupChair> AskToEndAsync(string slug, int number, int chair, DayForm form)
    {
        var group = (await ReadAsync(slug, form)).Group(number);
        var person = group.Chairs.FirstOrDefault(c => c.Number == chair) ?? throw Gone(group.Name);
        form.Asks = new DayPage(
            $"{person.Name} ends as the chair of {group.Name}",
            "What is the last day as the chair?",
            [
                "The chair stays in the list with both dates.",
                "The next chair can start the day after.",
            ],
            "Save the last day",
            $"{form.Href}{GroupsPage}"
        );
        return person;
    }

    private ViewResult Confirm(string slug, string title, string consequence, string button) =>
        View(
            "Confirm",
            new ConfirmPage(
                title,
                [consequence],
                button,
                $"/partnerships/{slug}{GroupsPage}",
                "Back to the groups"
            )
        );

    private RedirectResult ToGroups(string slug, string sentence)
    {
        Say(sentence);
        return Redirect($"/partnerships/{slug}{GroupsPage}");
    }

    private static NotFoundException Gone(string group) =>
        new($"{group} has no such person. Somebody may have removed them.");
}
