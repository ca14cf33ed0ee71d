using GrantHub.Application;
using GrantHub.Application.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class CheckForm
{
    /// <summary>The version of the record that was checked.</summary>
    public Guid Checked { get; set; }

    [BindNever, ValidateNever]
    public DecisionPage Page { get; set; } = null!;
}

/// <summary>Check answers, submit, and what happens next.</summary>
public sealed class SubmitController(IMediator mediator, ICurrentUser user)
    : DraftController(mediator)
{
    [HttpGet("decisions/{address}/check")]
    public async Task<IActionResult> Check(string address) => Form(await DraftAsync(address));

    [HttpPost("decisions/{address}/check")]
    public async Task<IActionResult> Submit(string address, CheckForm form)
    {
        var page = await Ask(new ReadDecision(address));
        // Sent twice by the same person: it is submitted, which is what was asked for.
        if (page.Record.IsSealed && page.Record.SubmittedById == user.Must().PersonId)
            return Redirect($"/decisions/{page.Record.Address()}/submitted");
        return await Try(
            new SubmitDecision(address, form.Checked),
            submitted => Redirect($"/decisions/{submitted}/submitted"),
            async () => Form(await DraftAsync(address))
        );
    }

    [HttpGet("decisions/{address}/submitted")]
    public async Task<IActionResult> Submitted(string address)
    {
        var page = await Ask(new ReadDecision(address));
        return page.Record.IsSealed
            ? View("Submitted", page)
            : Redirect($"/decisions/{page.Record.Address()}");
    }

    private ViewResult Form(DecisionPage page)
    {
        ModelState.Remove(nameof(CheckForm.Checked));
        return View("Check", new CheckForm { Checked = page.Record.Version, Page = page });
    }
}
