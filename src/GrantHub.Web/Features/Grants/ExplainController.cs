using GrantHub.Application;
using GrantHub.Application.Publication;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>What the monthly lists and open data say of a grant.</summary>
[Route("grants/{reference}/explain")]
public sealed class ExplainController(IMediator mediator, ICurrentUser user)
    : GrantFormController(mediator, user)
{
    [HttpGet("")]
    public async Task<IActionResult> Explain(string reference)
    {
        var form = new ExplainForm();
        var grant = await ReadAsync(reference, form, Permission.PublishDecisions);
        (form.Seen, form.Purpose, form.Reasons, form.ValueForMoney) = (
            Shown.Of(
                ExplainGrant.Words(grant.PublicPurpose, grant.PublicReasons, grant.ValueForMoney)
            ),
            grant.PublicPurpose,
            grant.PublicReasons,
            grant.ValueForMoney
        );
        return View("Explain", form);
    }

    [HttpPost("")]
    public Task<IActionResult> Explain(string reference, ExplainForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return SendAsync(
            "Explain",
            reference,
            form,
            Permission.PublishDecisions,
            new ExplainGrant(
                reference,
                form.Seen ?? "",
                form.Purpose,
                form.Reasons,
                form.ValueForMoney
            ),
            "What the public reads of the grant has been saved.",
            "public-words"
        );
    }
}

public sealed class ExplainForm : GrantForm
{
    /// <inheritdoc cref="Shown"/>
    public string? Seen { get; set; }
    public string? Purpose { get; set; }
    public string? Reasons { get; set; }
    public string? ValueForMoney { get; set; }
}
