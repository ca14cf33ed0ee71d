using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Reminders;

/// <summary>When and to whom reminders go, kind by kind.</summary>
[PageNeeds(Permission.ManageReminders)]
[Route("admin/reminders")]
public sealed class RemindersController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> List() => View("Policies", await Ask(new ReadPolicies()));

    [HttpGet("{kind}")]
    public async Task<IActionResult> Change(string kind) =>
        View("Policy", PolicyForm.Of(await FindAsync(kind)));

    [HttpPost("{kind}")]
    public async Task<IActionResult> Change(string kind, PolicyForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var policy = await FindAsync(kind);
        (form.Kind, form.IsDefault) = (policy.Kind, policy.IsDefault);
        var rule = form.Rule(ModelState);
        // Whoever only switches the reminders off need not say when they would go out.
        if (!form.IsOn && rule.Offsets.Count == 0)
            rule = rule with { Offsets = policy.Rule.Offsets };
        return await Try(
            new ChangePolicy(policy.Kind, form.Seen, form.IsOn, rule),
            _ => Saved($"{WorkWords.Heading(policy.Kind)}: the reminders have been saved."),
            () => Task.FromResult<IActionResult>(View("Policy", form)),
            refused => Field(refused, rule)
        );
    }

    [HttpGet("{kind}/default")]
    public async Task<IActionResult> Reset(string kind) => View("Default", await FindAsync(kind));

    [HttpPost("{kind}/default")]
    public async Task<IActionResult> ResetNow(string kind, Guid seen)
    {
        var policy = await FindAsync(kind);
        return await Try(
            new ChangePolicy(policy.Kind, seen, true, ReminderRule.DefaultOf(policy.Kind)),
            _ => Saved($"{WorkWords.Heading(policy.Kind)}: the default counts again."),
            () => Task.FromResult<IActionResult>(View("Default", policy))
        );
    }

    private async Task<PolicyDetails> FindAsync(string kind) =>
        Enum.TryParse<WorkKind>(kind, ignoreCase: true, out var known)
        && (await Ask(new ReadPolicies())).SingleOrDefault(p => p.Kind == known) is { } policy
            ? policy
            : throw new NotFoundException("Nobody is reminded of such work.");

    private RedirectToActionResult Saved(string sentence)
    {
        Say(sentence);
        return RedirectToAction(nameof(List));
    }

    private static string Field(DomainException refused, ReminderRule rule) =>
        refused.Code switch
        {
            "policy.offsets" or "policy.offsets-before" => nameof(PolicyForm.After),
            "policy.offsets-many" or "policy.offsets-far" => rule.Offsets.Any(o => o > 0)
            && !rule.Offsets.Any(o => o < -ReminderRule.Furthest)
                ? nameof(PolicyForm.After)
                : nameof(PolicyForm.Before),
            "policy.escalate" => nameof(PolicyForm.Escalate),
            "policy.copy-partners" => nameof(PolicyForm.CopyTo),
            _ => "",
        };
}
