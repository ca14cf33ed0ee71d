using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Publication;

/// <summary>Which parts of a record the public does not see, on which ground and why; and the wording that they read.</summary>
[Route("decisions/{address}/exempt")]
public sealed class ExemptController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> Parts(string address) =>
        View("Exempt", await Ask(new ReadPublication(address)));

    [HttpGet("part")]
    [PageNeeds(Permission.PublishDecisions)]
    public async Task<IActionResult> Part(string address, string? part)
    {
        var form = new ExemptForm();
        await ReadAsync(address, part, form);
        form.Seen = form.Details.SeenOf(form.Place.Part);
        if (form.Details.Record.Plan.ExemptionOf(form.Place.Part) is { } exemption)
            (form.IsExempt, form.Ground, form.Reasoning) = (
                true,
                exemption.Ground,
                exemption.Reasoning
            );
        return View("ExemptPart", form);
    }

    [HttpPost("part")]
    [PageNeeds(Permission.PublishDecisions)]
    public async Task<IActionResult> Part(string address, string? part, ExemptForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(address, part, form);
        if (form.IsExempt is null)
            ModelState.AddModelError(
                nameof(form.IsExempt),
                "Say whether the public sees this part."
            );
        return await Try(
            new ExemptPart(
                address,
                form.Place.Part,
                form.IsExempt == true,
                form.Ground,
                form.Reasoning,
                form.Seen ?? ""
            ),
            _ => Redirect(form.Href),
            () => Task.FromResult<IActionResult>(View("ExemptPart", form)),
            refusal =>
                refusal.Code switch
                {
                    "exempt.ground" => nameof(form.Ground),
                    "exempt.reasoning" => nameof(form.Reasoning),
                    _ => nameof(form.IsExempt),
                }
        );
    }

    [HttpGet("wording")]
    [PageNeeds(Permission.PublishDecisions)]
    public async Task<IActionResult> Wording(string address, string? part)
    {
        var form = new WordingForm();
        await ReadAsync(address, part, form);
        GuardWording(form);
        form.Seen = form.Details.SeenOf(form.Place.Part);
        form.Text = form.Details.Record.Plan.WordingOf(form.Place.Part) ?? form.Own;
        return View("Wording", form);
    }

    [HttpPost("wording")]
    [PageNeeds(Permission.PublishDecisions)]
    public async Task<IActionResult> Wording(string address, string? part, WordingForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        await ReadAsync(address, part, form);
        GuardWording(form);
        return await Try(
            new CorrectWording(address, form.Place.Part, form.Text, form.Seen ?? ""),
            _ => Redirect(form.Href),
            () => Task.FromResult<IActionResult>(View("Wording", form)),
            _ => nameof(form.Text)
        );
    }

    private async Task ReadAsync(string address, string? part, PartForm form)
    {
        form.Details = await Ask(new ReadPublication(address));
        form.Place =
            form.Details.Parts.FirstOrDefault(place => place.Part == part)
            ?? throw new Application.NotFoundException(
                "The record has no such part. Choose one of the list of what the public sees."
            );
    }

    private static void GuardWording(PartForm form)
    {
        if (form.Place.Field is null)
            throw new DomainException(
                "wording.part",
                "Only the wording of a text can be corrected. A later record can vary the decision."
            );
        if (form.Details.Record.Outcome is null)
            throw new DomainException(
                "wording.undecided",
                $"{form.Details.Record.Label} has not been decided. Change the record itself."
            );
    }
}

/// <summary>What a page about one part shows beside its fields.</summary>
public abstract class PartForm
{
    [BindNever]
    [ValidateNever]
    public PublicationDetails Details { get; set; } = null!;

    [BindNever]
    [ValidateNever]
    public NoticePlace Place { get; set; } = null!;

    /// <summary>What the form showed of the part.</summary>
    public string? Seen { get; set; }

    /// <summary>The list of parts.</summary>
    internal string Href =>
        $"/decisions/{Application.Decisions.DecisionAddresses.Address(Details.Record)}/exempt";

    /// <summary>What the record itself says there, where it is a text.</summary>
    internal string? Own =>
        Place.Field is { } text ? Details.Record.Content.Answer(text.Key) : null;
}

public sealed class ExemptForm : PartForm
{
    public bool? IsExempt { get; set; }
    public string? Ground { get; set; }
    public string? Reasoning { get; set; }

    internal static IReadOnlyList<string> Grounds => ExemptGrounds.All;
}

public sealed class WordingForm : PartForm
{
    public string? Text { get; set; }
}
