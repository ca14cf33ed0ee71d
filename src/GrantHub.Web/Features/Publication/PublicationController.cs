using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Publication;

/// <summary>Lets a decided record into the public register, or keeps it out with a reason.</summary>
[Route("decisions/{address}")]
public sealed class PublicationController(
    IMediator mediator,
    ICurrentUser user,
    NoticePrinter notices
) : FeatureController(mediator)
{
    [HttpGet("publish")]
    public async Task<IActionResult> Publish(string address) =>
        Show("Publish", await ReadAsync(address), new ReasonForm());

    [HttpPost("publish")]
    public async Task<IActionResult> PublishNow(string address)
    {
        var decision = await ReadAsync(address);
        return await Try(
            new PublishDecision(address),
            _ => Reprinted(address),
            () => Task.FromResult<IActionResult>(Show("Publish", decision, new ReasonForm()))
        );
    }

    [HttpGet("withhold")]
    public async Task<IActionResult> Withhold(string address) =>
        Show("Withhold", await ReadAsync(address), new ReasonForm());

    [HttpPost("withhold")]
    public async Task<IActionResult> Withhold(string address, ReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var decision = await ReadAsync(address);
        return await Try(
            new WithholdDecision(address, form.Reason ?? ""),
            _ => Reprinted(address),
            () => Task.FromResult<IActionResult>(Show("Withhold", decision, form)),
            refusal => refusal.Code == "withhold.reason" ? nameof(form.Reason) : ""
        );
    }

    /// <summary>What has just become of the record in the register.</summary>
    [HttpGet("publication")]
    public async Task<IActionResult> Publication(string address) =>
        View("Publication", await Ask(new ReadDecision(address)));

    private Task<DecisionPage> ReadAsync(string address)
    {
        user.Demand(Permission.PublishDecisions);
        return Ask(new ReadDecision(address));
    }

    // The record has a new version now, and so needs a new rendering of its notice.
    private RedirectResult Reprinted(string address)
    {
        notices.Print(address);
        return Redirect($"/decisions/{Uri.EscapeDataString(address)}/publication");
    }

    private ViewResult Show(string view, DecisionPage decision, ReasonForm form)
    {
        var page = new PublicationPage(decision, form.Reason);
        if (page.Refusal(view) is not null && Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = StatusCodes.Status409Conflict;
        return View(view, page);
    }
}

/// <param name="Reason">Why it is withheld, as typed.</param>
public sealed record PublicationPage(DecisionPage Decision, string? Reason)
{
    public DecisionRecord Record => Decision.Record;
    public string Address => $"/decisions/{Record.Address()}";

    /// <summary>Why there is no form, as a sentence; null where there is one.</summary>
    public string? Refusal(string view) =>
        Record.Publication switch
        {
            PublicationState.NotDecided =>
                $"{Record.Label} has not been decided, so it can be neither published nor withheld.",
            PublicationState.Published =>
                $"{Record.Label} has been published since {DisplayFormat.Instant(Record.PublishedAt!.Value)}. A published decision stays in the register.",
            PublicationState.Withheld when view == "Withhold" =>
                $"{Record.Label} has been withheld since {DisplayFormat.Instant(Record.WithheldAt!.Value)}. It can still be published.",
            PublicationState.Withheld or PublicationState.NotYetPublished => null,
        };
}
