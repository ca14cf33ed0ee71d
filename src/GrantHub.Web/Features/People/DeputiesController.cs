using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Web.Features.Account;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.People;

/// <summary>Who can act for a person.</summary>
[PageNeeds(Permission.ManagePeople)]
[Route("admin/people/{id:long}/deputies")]
public sealed class DeputiesController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("add")]
    public Task<IActionResult> Appoint(long id) => Form(id, new DeputyForm());

    [HttpPost("add")]
    public Task<IActionResult> Appoint(long id, DeputyForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (form.Role is null)
            ModelState.TryAddModelError(nameof(form.Role), "Choose the role to act in.");
        if (form.DeputyId is null)
            ModelState.TryAddModelError(nameof(form.DeputyId), "Choose who is to be the deputy.");
        if (
            form.From is null
            && ModelState.GetFieldValidationState(nameof(form.From))
                != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid
        )
            ModelState.AddModelError(
                nameof(form.From),
                "Enter the first day on which the deputy may act."
            );
        Money? limit = null;
        if (!string.IsNullOrWhiteSpace(form.Limit))
        {
            if (Money.TryParse(form.Limit, out var money))
                limit = money;
            else
                ModelState.AddModelError(
                    nameof(form.Limit),
                    "Enter the limit in pounds, such as 10,000 or 10000.00, or leave it empty."
                );
        }
        if (string.IsNullOrWhiteSpace(form.Authority))
            ModelState.AddModelError(
                nameof(form.Authority),
                "Say what allows this, such as the paragraph of the scheme of delegation."
            );
        return Try(
            new AppointDeputy(
                id,
                form.DeputyId ?? 0,
                form.Role ?? Role.None,
                form.From ?? default,
                form.Until,
                limit,
                form.Authority ?? ""
            ),
            _ =>
            {
                Say("The deputy has been appointed.");
                return Redirect($"/admin/people/{id}");
            },
            () => Form(id, form),
            refused =>
                refused.Code switch
                {
                    "deputy.role" or "deputy.officer" => nameof(form.Role),
                    "deputy.self" or "deputy.deputy" => nameof(form.DeputyId),
                    "deputy.dates" or "deputy.until" => nameof(form.Until),
                    "deputy.twice" => nameof(form.From),
                    "deputy.limit" => nameof(form.Limit),
                    "deputy.authority" => nameof(form.Authority),
                    _ => "",
                }
        );
    }

    [HttpGet("{deputyId:long}/end")]
    public async Task<IActionResult> End(long id, long deputyId)
    {
        var person = await Ask(new ReadPerson(id));
        var standing =
            person.Deputies.FirstOrDefault(s => s.Id == deputyId)
            ?? throw new NotFoundException("There is no such deputy.");
        return View(
            "Confirm",
            new ConfirmPage(
                $"End {standing.DeputyName}'s appointment as deputy",
                [
                    $"{standing.DeputyName} can no longer act for {standing.OfficerName} as {standing.Role.Title().ToLowerInvariant()}, from now on.",
                    "What they signed or decided as deputy stays.",
                    $"The appointment ({StandingWords.Of(standing)}) stays in the history.",
                ],
                "End the appointment",
                $"/admin/people/{id}",
                $"Back to {person.Name}"
            )
        );
    }

    [HttpPost("{deputyId:long}/end")]
    public async Task<IActionResult> EndNow(long id, long deputyId)
    {
        await Ask(new EndDeputy(id, deputyId));
        Say("The appointment has been ended.");
        return Redirect($"/admin/people/{id}");
    }

    private async Task<IActionResult> Form(long id, DeputyForm form)
    {
        form.Officer = await Ask(new ReadPerson(id));
        form.Offers = await Ask(new OfferDeputies(id));
        return View("Deputy", form);
    }
}
