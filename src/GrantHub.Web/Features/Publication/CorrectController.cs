using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Decisions;
using GrantHub.Web.Publication;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Publication;

/// <summary>Corrects what is published by a new version, and takes an earlier one out of sight.</summary>
[Route("decisions/{address}")]
public sealed class CorrectController(IMediator mediator, ICurrentUser user, NoticePrinter notices)
    : FeatureController(mediator)
{
    [HttpGet("correct")]
    public Task<IActionResult> Correct(string address) => ShowAsync(address, new CorrectForm());

    [HttpPost("correct")]
    public Task<IActionResult> Correct(string address, CorrectForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new CorrectPublication(address, form.Note, form.Seen ?? ""),
            version =>
            {
                notices.Print(address);
                Say($"Version {version} is published. Version {version - 1} stays readable.");
                return Redirect(VersionsHref(address));
            },
            () => ShowAsync(address, form),
            refusal => refusal.Code == "correct.note" ? nameof(form.Note) : ""
        );
    }

    [HttpGet("correct/forget")]
    public async Task<IActionResult> Forget(string address)
    {
        var record = (await ReadAsync(address)).Record;
        return View(
            "Confirm",
            new ConfirmPage(
                $"Give up the changes to what is published of {record.Label}",
                [
                    "What is exempt and how it is worded are again as in the version that is out.",
                    "The public sees no difference.",
                ],
                "Give up the changes",
                $"/decisions/{Uri.EscapeDataString(address)}/exempt",
                "Back to what the public sees"
            )
            {
                Seen = record.Version,
            }
        );
    }

    [HttpPost("correct/forget")]
    public async Task<IActionResult> ForgetNow(string address, Guid seen)
    {
        await Ask(new ForgetCorrection(address, seen));
        Say("The changes are given up.");
        return Redirect($"/decisions/{Uri.EscapeDataString(address)}/exempt");
    }

    [HttpGet("versions")]
    public async Task<IActionResult> Versions(string address) =>
        View("Versions", new VersionsPage(await Ask(new ReadPublication(address)), user));

    [HttpGet("versions/{number:int}/take-down")]
    public Task<IActionResult> TakeDown(string address, int number) =>
        ShowTakeDownAsync(address, number, new ReasonForm());

    [HttpPost("versions/{number:int}/take-down")]
    public Task<IActionResult> TakeDown(string address, int number, ReasonForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new TakeDownVersion(address, number, form.Reason),
            _ =>
            {
                Say($"Version {number} is taken down.");
                return Redirect(VersionsHref(address));
            },
            () => ShowTakeDownAsync(address, number, form),
            refusal => refusal.Code == "take-down.reason" ? nameof(form.Reason) : ""
        );
    }

    private async Task<PublicationDetails> ReadAsync(string address)
    {
        user.Demand(Permission.PublishDecisions);
        var details = await Ask(new ReadPublication(address));
        return details.Latest is not null
            ? details
            : throw new DomainException(
                "correct.unpublished",
                $"{details.Record.Label} is not published, so there is nothing to correct. Change what goes out and publish it."
            );
    }

    private async Task<IActionResult> ShowAsync(string address, CorrectForm form)
    {
        form.Details = await ReadAsync(address);
        // The page shows it as it is now, whatever was posted.
        ModelState.Remove(nameof(form.Seen));
        form.Seen = form.Details.Seen;
        return View("Correct", form);
    }

    private async Task<IActionResult> ShowTakeDownAsync(string address, int number, ReasonForm form)
    {
        var details = await ReadAsync(address);
        return details.Record.Versions.Any(version => version.Number == number)
            ? View("TakeDown", new TakeDownPage(details, number, form.Reason))
            : throw new NotFoundException($"{details.Record.Label} has no version {number}.");
    }

    private static string VersionsHref(string address) =>
        $"/decisions/{Uri.EscapeDataString(address)}/versions";
}

public sealed class CorrectForm
{
    public string? Note { get; set; }

    /// <summary>What the page showed.</summary>
    public string? Seen { get; set; }

    [BindNever]
    [ValidateNever]
    public PublicationDetails Details { get; set; } = null!;
}

public sealed record VersionsPage(PublicationDetails Details, bool MayPublish)
{
    public VersionsPage(PublicationDetails details, ICurrentUser user)
        : this(details, user.May(Permission.PublishDecisions)) { }
}

/// <param name="Reason">As typed.</param>
public sealed record TakeDownPage(PublicationDetails Details, int Number, string? Reason);
