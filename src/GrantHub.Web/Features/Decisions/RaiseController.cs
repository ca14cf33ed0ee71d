using GrantHub.Application.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Decisions;

/// <summary>Raising a decision record.</summary>
public sealed class RaiseController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("decisions/new")]
    public async Task<IActionResult> Show()
    {
        var templates = await Ask(new OfferTemplates());
        return View(
            "Raise",
            new RaiseForm
            {
                Key = Guid.NewGuid(),
                TemplateKey = templates.Count == 1 ? templates[0].Key : null,
                Templates = templates,
            }
        );
    }

    [HttpPost("decisions/new")]
    public Task<IActionResult> Raise(RaiseForm form) =>
        Try(
            new RaiseDecision(
                // An empty key would be the same for everybody.
                form.Key
                    is { } key
                && key != Guid.Empty
                    ? key
                    : Guid.NewGuid(),
                form.TemplateKey ?? "",
                form.Title ?? ""
            ),
            address => Redirect($"/decisions/{address}"),
            async () =>
            {
                form.Templates = await Ask(new OfferTemplates());
                return View("Raise", form);
            },
            refused => refused.Code == "decision.template" ? "TemplateKey" : "Title"
        );
}
