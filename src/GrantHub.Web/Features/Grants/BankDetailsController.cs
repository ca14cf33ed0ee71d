using GrantHub.Application.Grants;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>Where an organisation is paid: one person proposes, another confirms or rejects.</summary>
[PageNeeds(Permission.ManageOrganisations)]
[Route("organisations/{slug}/bank-details")]
public sealed class BankDetailsController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("propose")]
    public async Task<IActionResult> Propose(string slug) =>
        View("ProposeBank", new BankForm { Page = await Ask(new ReadOrganisation(slug)) });

    [HttpPost("propose")]
    public async Task<IActionResult> Propose(string slug, BankForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        form.Page = await Ask(new ReadOrganisation(slug));
        if (form.Verification is not { } verification || !Enum.IsDefined(verification))
            ModelState.AddModelError(
                nameof(form.Verification),
                "Choose how you made sure that the details are the organisation’s own."
            );
        return await Try(
            new ProposeBankDetails(
                slug,
                form.SortCode ?? "",
                form.AccountNumber ?? "",
                form.AccountName ?? "",
                form.Verification ?? BankVerification.EmailAlone,
                form.Note ?? ""
            ),
            _ =>
                Told(
                    slug,
                    "The bank details have been proposed. They hold once a second person confirms them."
                ),
            () => Task.FromResult<IActionResult>(View("ProposeBank", form)),
            BankForm.FieldOf
        );
    }

    [HttpGet("confirm")]
    public async Task<IActionResult> Confirm(string slug) =>
        await PendingAsync("ConfirmBank", slug, new PendingBankForm());

    [HttpPost("confirm")]
    public Task<IActionResult> Confirm(string slug, PendingBankForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ConfirmBankDetails(slug, form.Seen),
            _ => Told(slug, "The bank details have been confirmed and hold from now on."),
            () => PendingAsync("ConfirmBank", slug, form)
        );
    }

    [HttpGet("reject")]
    public async Task<IActionResult> Reject(string slug) =>
        await PendingAsync("RejectBank", slug, new PendingBankForm());

    [HttpPost("reject")]
    public Task<IActionResult> Reject(string slug, PendingBankForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new RejectBankDetails(slug, form.Reason ?? "", form.Seen),
            _ => Told(slug, "The proposed bank details have been rejected. Nothing else changes."),
            () => PendingAsync("RejectBank", slug, form),
            _ => nameof(form.Reason)
        );
    }

    private async Task<IActionResult> PendingAsync(string view, string slug, PendingBankForm form)
    {
        form.Pending = await Ask(new ReadPendingBankDetails(slug));
        form.Seen ??= form.Pending.Details.ProposedAt.Ticks;
        form.Href = $"/organisations/{slug}";
        return View(view, form);
    }

    private RedirectResult Told(string slug, string sentence)
    {
        Say(sentence);
        return Redirect($"/organisations/{slug}");
    }
}
