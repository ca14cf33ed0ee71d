using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace GrantHub.Web.Features.Decisions;

public sealed class LaterForm
{
    /// <summary>Of this form; posting it twice raises one record.</summary>
    public Guid? Key { get; set; }
    public RelationKind? Kind { get; set; }

    [BindNever, ValidateNever]
    public DecisionPage Page { get; set; } = null!;
}

/// <summary>Starting a record that varies, supersedes or revokes a decided one.</summary>
public sealed class LaterController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("decisions/{address}/later")]
    public async Task<IActionResult> Show(string address) =>
        View("Later", new LaterForm { Key = Guid.NewGuid(), Page = await DecidedAsync(address) });

    [HttpPost("decisions/{address}/later")]
    public async Task<IActionResult> Raise(string address, LaterForm form)
    {
        form.Page = await DecidedAsync(address);
        if (form.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            ModelState.Remove(nameof(form.Kind));
            ModelState.AddModelError(
                nameof(form.Kind),
                "Choose what the new record does to this one."
            );
        }
        return await Try(
            new RaiseLaterDecision(
                address,
                form.Kind ?? default,
                form.Key is { } key && key != Guid.Empty ? key : Guid.NewGuid()
            ),
            later => Redirect($"/decisions/{later}"),
            () => Task.FromResult<IActionResult>(View("Later", form)),
            _ => nameof(form.Kind)
        );
    }

    private async Task<DecisionPage> DecidedAsync(string address)
    {
        // Who may raise records is asked first, so that nobody fills in a form that is then refused.
        await Ask(new OfferTemplates());
        var page = await Ask(new ReadDecision(address));
        return page.Record.Outcome is not null
            ? page
            : throw DomainException.Conflict(
                "decision.not-decided",
                $"{page.Record.Label} has not been decided, so there is nothing to vary, supersede or revoke. Change the draft, or withdraw the record."
            );
    }
}
