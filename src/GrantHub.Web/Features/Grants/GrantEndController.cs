using GrantHub.Application;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>Ending a grant before its time, and handing it to another organisation.</summary>
[Route("grants/{reference}")]
public sealed class GrantEndController(IMediator mediator, ICurrentUser user, TimeProvider clock)
    : GrantFormController(mediator, user)
{
    [HttpGet("terminate")]
    public async Task<IActionResult> Terminate(string reference)
    {
        var form = new TerminateForm();
        GuardRunning(await ReadAsync(reference, form, Permission.TerminateGrants));
        return View("Terminate", form);
    }

    [HttpPost("terminate")]
    public async Task<IActionResult> Terminate(string reference, TerminateForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        GuardRunning(await ReadAsync(reference, form, Permission.TerminateGrants));
        return await SendAsync(
            "Terminate",
            reference,
            form,
            Permission.TerminateGrants,
            form.ToRequest(reference),
            "The grant has been terminated.",
            "",
            code =>
                code switch
                {
                    "grant.termination-date" => nameof(form.On),
                    "grant.termination-reason" => nameof(form.Reason),
                    "grant.termination-amount"
                    or "grant.termination-over"
                    or "grant.termination-authorised" => nameof(form.PayUpTo),
                    _ => null,
                }
        );
    }

    [HttpGet("succeed")]
    public Task<IActionResult> Succeed(string reference) =>
        ShowSuccessorAsync(reference, new SucceedForm { On = clock.LondonToday() });

    [HttpPost("succeed")]
    public async Task<IActionResult> Succeed(string reference, SucceedForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ShowSuccessorAsync(reference, form);
        return await SendAsync(
            "Succeed",
            reference,
            form,
            Permission.ManageGrants,
            new SucceedRecipient(
                reference,
                form.Name ?? "",
                form.On,
                form.Reason ?? "",
                form.Decision
            ),
            $"The grant has been handed over to {form.Name?.Trim()}. An agreement with it comes before any payment.",
            "agreement",
            code =>
                code switch
                {
                    "succession.future" or "succession.date" => nameof(form.On),
                    "succession.reason" => nameof(form.Reason),
                    _ => nameof(form.Name),
                }
        );
    }

    private async Task<IActionResult> ShowSuccessorAsync(string reference, SucceedForm form)
    {
        await ReadAsync(reference, form, Permission.ManageGrants);
        form.Known = await Ask(new SuggestRecipients());
        return View("Succeed", form);
    }

    private static void GuardRunning(Grant grant)
    {
        if (grant.Termination is { } termination)
            throw DomainException.Conflict(
                "grant.terminated",
                $"{termination.ByName} terminated {grant.Reference} on {DisplayFormat.Date(termination.On)} already."
            );
    }
}
