using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Templates;

/// <summary>The forms that decision records go on.</summary>
[PageNeeds(Permission.ManageTemplates)]
[Route("admin/templates")]
public sealed class TemplatesController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> List() => View("List", await Ask(new ListTemplates()));

    [HttpGet("{key}/{version:int}")]
    public async Task<IActionResult> Show(string key, int version) =>
        View("Template", await Ask(new ReadTemplate(key, version)));

    [HttpGet("{key}/{version:int}.json")]
    public async Task<IActionResult> Download(string key, int version)
    {
        var template = await Ask(new ReadTemplate(key, version));
        return File(
            Encoding.UTF8.GetBytes(template.Json),
            "application/json",
            $"{template.Definition.Key}.{template.Definition.Version}.json"
        );
    }

    /// <param name="key">The template to start from; null: an empty field.</param>
    [HttpGet("add")]
    public async Task<IActionResult> Add(string? key, int version)
    {
        var start = key is null ? null : await Ask(new ReadTemplate(key, version));
        return View(
            "Add",
            new AddTemplateForm
            {
                Definition = start?.NextJson,
                Templates = await Ask(new ListTemplates()),
            }
        );
    }

    [HttpPost("add")]
    public Task<IActionResult> Add(AddTemplateForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddTemplate(form.Definition ?? ""),
            added =>
            {
                Say("The template has been added. New records can be raised on it.");
                return RedirectToAction(nameof(Show), new { key = added.Key, added.Version });
            },
            async () =>
            {
                form.Templates = await Ask(new ListTemplates());
                return View("Add", form);
            },
            _ => nameof(form.Definition)
        );
    }

    [HttpGet("{key}/{version:int}/retire")]
    public async Task<IActionResult> Retire(string key, int version)
    {
        var template = await Ask(new ReadTemplate(key, version));
        var name = template.Definition.Name;
        return View(
            "Confirm",
            new ConfirmPage(
                $"Retire {name}, version {version}",
                [
                    template.OfferedVersion != version
                        ? "Nothing changes for new records: they are not raised on this version now."
                    : template.OfferedWithoutThis is { } other
                        ? $"New records are raised on version {other} again."
                    : $"Nobody can raise a new record on {name}.",
                    "Records that rest on this version go on as they are.",
                    "You can reinstate it.",
                ],
                "Retire this version",
                $"/admin/templates/{key}/{version}",
                $"Back to {name}"
            )
        );
    }

    [HttpPost("{key}/{version:int}/retire")]
    public async Task<IActionResult> RetireNow(string key, int version)
    {
        await Ask(new RetireTemplate(key, version));
        Say("The version has been retired.");
        return RedirectToAction(nameof(Show), new { key, version });
    }

    [HttpPost("{key}/{version:int}/reinstate")]
    public async Task<IActionResult> Reinstate(string key, int version)
    {
        await Ask(new ReinstateTemplate(key, version));
        Say("The version has been reinstated.");
        return RedirectToAction(nameof(Show), new { key, version });
    }
}
