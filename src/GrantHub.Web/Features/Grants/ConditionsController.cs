using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>The conditions of a grant, and overriding what blocks its payments.</summary>
[Route("grants/{reference}")]
public sealed class ConditionsController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : GrantFormController(mediator, user)
{
    private const string Section = "conditions";

    [HttpGet("conditions/add")]
    public Task<IActionResult> Add(string reference) =>
        ShowAsync("Condition", reference, new ConditionForm(), Permission.ManageGrants);

    [HttpPost("conditions/add")]
    public Task<IActionResult> Add(string reference, ConditionForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        // A date behind an answer that was not chosen does not stand in the way.
        if (form.Kind != ConditionKind.ByDate)
            ModelState.Remove(nameof(form.DueOn));
        return SendAsync(
            "Condition",
            reference,
            form,
            Permission.ManageGrants,
            new AddCondition(reference, form.Kind, form.Text ?? "", form.DueOn),
            "The condition has been added.",
            Section,
            code => code == "condition.date" ? nameof(form.DueOn) : nameof(form.Text)
        );
    }

    [HttpGet("conditions/{number:int}/{step}")]
    public async Task<IActionResult> Step(string reference, int number, string step)
    {
        var form = await StepFormAsync(reference, number, step, new ConditionStepForm());
        if (form.Step.DateAsked is not null)
            form.On = clock.LondonToday();
        return View("ConditionStep", form);
    }

    [HttpPost("conditions/{number:int}/{step}")]
    public async Task<IActionResult> Step(
        string reference,
        int number,
        string step,
        ConditionStepForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        await StepFormAsync(reference, number, step, form);
        var why = form.Reason ?? "";
        return await SendAsync(
            "ConditionStep",
            reference,
            form,
            form.Step.By,
            form.Step.Key switch
            {
                "meet" => new MeetCondition(reference, number, form.On, why),
                "unmeet" => new UnmeetCondition(reference, number, why),
                "breach" => new BreachCondition(reference, number, form.On, why),
                "end-breach" => new EndBreach(reference, number, why),
                _ => (IRequest<Unit>)new WaiveCondition(reference, number, why),
            },
            $"Condition {number} {form.Step.Done}.",
            Section,
            code => code == "condition.future" ? nameof(form.On) : nameof(form.Reason)
        );
    }

    [HttpGet("override")]
    public async Task<IActionResult> Override(string reference)
    {
        var form = new OverrideForm { Today = clock.LondonToday() };
        var grant = await ReadAsync(reference, form, Permission.OverrideBlocks);
        GuardBlocked(grant);
        form.Seen = OverrideBlocks.KeysOf(grant, form.Today);
        return View("Override", form);
    }

    [HttpPost("override")]
    public async Task<IActionResult> Override(string reference, OverrideForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Today = clock.LondonToday();
        var grant = await ReadAsync(reference, form, Permission.OverrideBlocks);
        GuardBlocked(grant);
        var seen = form.Seen ?? "";
        // A page that is shown again shows what blocks by then.
        ModelState.Remove(nameof(form.Seen));
        form.Seen = OverrideBlocks.KeysOf(grant, form.Today);
        return await SendAsync(
            "Override",
            reference,
            form,
            Permission.OverrideBlocks,
            new OverrideBlocks(reference, form.Reason ?? "", seen),
            "Payments can be authorised again. Everyone who sees the grant can read your reason.",
            "blocks",
            code => code == "override.reason" ? nameof(form.Reason) : null
        );
    }

    private void GuardBlocked(Grant grant)
    {
        if (grant.OpenBlocks(clock.LondonToday()).Count == 0)
            throw DomainException.Conflict(
                "override.nothing",
                "Nothing blocks payments that is not overridden already."
            );
    }

    private async Task<ConditionStepForm> StepFormAsync(
        string reference,
        int number,
        string step,
        ConditionStepForm form
    )
    {
        form.Step =
            ConditionStep.All.FirstOrDefault(s => s.Key == step)
            ?? throw new NotFoundException("There is no such page.");
        form.Number = number;
        var grant = await ReadAsync(reference, form, form.Step.By);
        var condition =
            grant.Conditions.FirstOrDefault(c => c.Number == number)
            ?? throw new NotFoundException($"{grant.Reference} has no condition {number}.");
        return form.Step.Suits(condition)
            ? form
            : throw DomainException.Conflict(
                "condition.state",
                $"Condition {number} is now: {GrantWords.State(condition.StateOn(clock.LondonToday())).ToLowerInvariant()}. Look at the grant again."
            );
    }
}
