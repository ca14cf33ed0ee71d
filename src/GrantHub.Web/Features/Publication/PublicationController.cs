using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Publication;

/// <summary>Lets a decided record into the public register, now or on a day, or keeps it out with a reason.</summary>
[Route("decisions/{address}")]
public sealed class PublicationController(
    IMediator mediator,
    ICurrentUser user,
    NoticePrinter notices
) : FeatureController(mediator)
{
    [HttpGet("publish")]
    public Task<IActionResult> Publish(string address) => ShowAsync(address, new PublishForm());

    [HttpPost("publish")]
    public async Task<IActionResult> Publish(string address, PublishForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        user.Demand(Permission.PublishDecisions);
        if (form.When is null)
            ModelState.AddModelError(nameof(form.When), "Choose when the decision is published.");
        else if (form is { When: PublishWhen.OnADay, Day: null } && ModelState.IsValid)
            ModelState.AddModelError(
                nameof(form.Day),
                "Enter the day on which the decision is published."
            );
        return form.When == PublishWhen.OnADay
            ? await Try(
                new PublishLater(address, form.Day, form.Seen ?? ""),
                _ => Redirect($"{Href(address)}/publication"),
                () => ShowAsync(address, form),
                refusal => refusal.Code is "publish.day" or "publish.far" ? nameof(form.Day) : ""
            )
            : await Try(
                new PublishDecision(address, form.Seen ?? ""),
                _ => Reprinted(address),
                () => ShowAsync(address, form)
            );
    }

    [HttpGet("publish/forget-day")]
    public async Task<IActionResult> ForgetDay(string address)
    {
        var record = (await ReadAsync(address)).Record;
        return View(
            "Confirm",
            new ConfirmPage(
                $"Take back the day of publication of {record.Label}",
                [
                    $"{record.Label} does not go out by itself any more.",
                    "It waits for somebody to publish or withhold it, and people are reminded of it.",
                ],
                "Take back the day",
                Href(address),
                "Back to the record"
            )
        );
    }

    [HttpPost("publish/forget-day")]
    public async Task<IActionResult> ForgetDayNow(string address)
    {
        await Ask(new PublishLater(address, null));
        Say("The decision does not go out by itself any more.");
        return Redirect(Href(address));
    }

    [HttpGet("withhold")]
    public Task<IActionResult> Withhold(string address) =>
        ShowWithholdAsync(address, new ReasonForm());

    [HttpPost("withhold")]
    public Task<IActionResult> Withhold(string address, ReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new WithholdDecision(address, form.Reason ?? ""),
            _ => Redirect($"{Href(address)}/publication"),
            () => ShowWithholdAsync(address, form),
            refusal => refusal.Code == "withhold.reason" ? nameof(form.Reason) : ""
        );
    }

    /// <summary>What has just become of the record in the register.</summary>
    [HttpGet("publication")]
    public async Task<IActionResult> Publication(string address) =>
        View("Publication", (await Ask(new ReadPublication(address))).Record);

    private async Task<PublicationDetails> ReadAsync(string address)
    {
        user.Demand(Permission.PublishDecisions);
        return await Ask(new ReadPublication(address));
    }

    private async Task<IActionResult> ShowAsync(string address, PublishForm form)
    {
        form.Details = await ReadAsync(address);
        // The page shows it as it is now, whatever was posted.
        ModelState.Remove(nameof(form.Seen));
        form.Seen = form.Details.Seen;
        return Shown("Publish", form.Refusal is not null, form);
    }

    private async Task<IActionResult> ShowWithholdAsync(string address, ReasonForm form)
    {
        var page = new WithholdPage((await ReadAsync(address)).Record, form.Reason);
        return Shown("Withhold", page.Refusal is not null, page);
    }

    private ViewResult Shown(string view, bool refused, object page)
    {
        if (refused && Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = StatusCodes.Status409Conflict;
        return View(view, page);
    }

    private RedirectResult Reprinted(string address)
    {
        notices.Print(address);
        return Redirect($"{Href(address)}/publication");
    }

    private static string Href(string address) => $"/decisions/{Uri.EscapeDataString(address)}";
}

public enum PublishWhen
{
    Now,
    OnADay,
}

public sealed class PublishForm
{
    /// <summary>Never pre-filled.</summary>
    public PublishWhen? When { get; set; }
    public DateOnly? Day { get; set; }

    /// <summary>What the page showed.</summary>
    public string? Seen { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    [Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidateNever]
    public PublicationDetails Details { get; set; } = null!;

    /// <summary>Why there is no form, as a sentence; null where there is one.</summary>
    internal string? Refusal => PublicationWords.WhyNotPublish(Details.Record);
}

/// <param name="Reason">Why it is withheld, as typed.</param>
public sealed record WithholdPage(DecisionRecord Record, string? Reason)
{
    /// <summary>Why there is no form, as a sentence; null where there is one.</summary>
    public string? Refusal =>
        Record.Publication switch
        {
            PublicationState.Withheld =>
                $"{Record.Label} has been withheld since {DisplayFormat.Instant(Record.WithheldAt!.Value)}. It can still be published.",
            _ => PublicationWords.WhyNotPublish(Record),
        };
}
