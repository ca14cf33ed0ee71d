using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Partnerships;

/// <summary>What a partnership is called and for, its floor, its year-end rule and its priorities.</summary>
[PageNeeds(Permission.ManagePartnerships)]
[Route("partnerships/{slug}")]
public sealed class PartnershipDetailsController(IMediator mediator)
    : PartnershipFormController(mediator)
{
    [HttpGet("change")]
    public async Task<IActionResult> Describe(string slug)
    {
        var form = new DescribeForm();
        var partnership = (await ReadAsync(slug, form)).Partnership;
        (form.Name, form.ShortName) = (partnership.Name, partnership.Slug);
        (form.Purpose, form.HostId) = (partnership.Purpose, partnership.HostId);
        form.Floor = partnership.Floor.ForField();
        return View("Describe", form);
    }

    [HttpPost("change")]
    public async Task<IActionResult> Describe(string slug, DescribeForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, form);
        return await Try(
            new DescribePartnership(
                slug,
                form.Seen,
                form.Name ?? "",
                form.ShortName ?? "",
                form.Purpose,
                form.HostId,
                Money.TryParse(form.Floor, out var floor) ? floor : null
            ),
            renamed =>
            {
                Say("The details have been saved.");
                return Redirect($"/partnerships/{renamed}");
            },
            () => Task.FromResult<IActionResult>(View("Describe", form)),
            refused =>
                refused.Code switch
                {
                    "partnership.floor" => nameof(form.Floor),
                    "partnership.host" => nameof(form.HostId),
                    "partnership.slug" or "partnership.slug-taken" => nameof(form.ShortName),
                    _ => nameof(form.Name),
                }
        );
    }

    [HttpGet("rule")]
    public async Task<IActionResult> Rule(string slug)
    {
        var form = new RuleForm();
        var rule = (await ReadAsync(slug, form)).Partnership.Rule;
        (form.Underspend, form.Overspend) = (rule.Underspend, rule.Overspend);
        form.Return = rule.ReturnTenths is { } tenths
            ? Domain.Partnerships.TenthsOfAPercent.ForField(tenths)
            : null;
        form.Lay(typed: false);
        return View("Rule", form);
    }

    [HttpPost("rule")]
    public async Task<IActionResult> Rule(string slug, RuleForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, form);
        form.Lay(typed: true);
        return await SendAsync(
            "Rule",
            form,
            form.Read(slug, ModelState),
            "The year-end rule has been saved.",
            field: code =>
                code switch
                {
                    "rule.return" => nameof(form.Return),
                    "rule.reason" => nameof(form.Reason),
                    _ => nameof(form.Terms),
                }
        );
    }

    [HttpGet("priorities/add")]
    public async Task<IActionResult> AddPriority(string slug)
    {
        var form = new PriorityForm();
        await ReadAsync(slug, form);
        return View("Priority", form);
    }

    [HttpPost("priorities/add")]
    public async Task<IActionResult> AddPriority(string slug, PriorityForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(slug, form);
        var (from, to) = form.Read(ModelState);
        return await SendAsync(
            "Priority",
            form,
            new AddPriority(slug, form.Title ?? "", form.Description, form.LeadId, from, to),
            "The priority has been added.",
            field: PriorityField
        );
    }

    [HttpGet("priorities/{number:int}/change")]
    public async Task<IActionResult> ChangePriority(string slug, int number)
    {
        var form = new PriorityForm();
        var priority = (await ReadAsync(slug, form)).Priority(number);
        (form.Heading, form.Title) = (priority.Title, priority.Title);
        (form.Description, form.LeadId) = (priority.Description, priority.LeadId);
        (form.From, form.To) = (priority.From?.ToString(), priority.To?.ToString());
        return View("Priority", form);
    }

    [HttpPost("priorities/{number:int}/change")]
    public async Task<IActionResult> ChangePriority(string slug, int number, PriorityForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Heading = (await ReadAsync(slug, form)).Priority(number).Title;
        var (from, to) = form.Read(ModelState);
        return await SendAsync(
            "Priority",
            form,
            new ChangePriority(
                slug,
                number,
                form.Seen,
                form.Title ?? "",
                form.Description,
                form.LeadId,
                from,
                to
            ),
            "The priority has been saved.",
            field: PriorityField
        );
    }

    [HttpPost("priorities/{number:int}/up")]
    public async Task<IActionResult> MovePriorityUp(string slug, int number)
    {
        await Ask(new MovePriorityUp(slug, number));
        Say("The priorities are in another order now.");
        return Redirect($"/partnerships/{slug}#priorities");
    }

    [HttpGet("priorities/{number:int}/remove")]
    public async Task<IActionResult> RemovePriority(string slug, int number)
    {
        var page = await Ask(new ReadPartnership(slug));
        return View(
            "Confirm",
            new ConfirmPage(
                $"Remove the priority {page.Priority(number).Title}",
                [
                    "It is no longer a priority of the partnership. That it was stays in the history.",
                ],
                "Remove this priority",
                $"/partnerships/{slug}",
                $"Back to {page.Partnership.Name}"
            )
        );
    }

    [HttpPost("priorities/{number:int}/remove")]
    public async Task<IActionResult> RemovePriorityNow(string slug, int number)
    {
        await Ask(new RemovePriority(slug, number));
        Say("The priority has been removed.");
        return Redirect($"/partnerships/{slug}");
    }

    private static string? PriorityField(string code) =>
        code switch
        {
            "priority.lead" => nameof(PriorityForm.LeadId),
            "priority.years" => nameof(PriorityForm.To),
            "priority.title" => nameof(PriorityForm.Title),
            _ => null,
        };
}
