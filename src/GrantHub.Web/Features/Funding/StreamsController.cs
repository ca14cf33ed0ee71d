using GrantHub.Application.Funding;
using GrantHub.Domain.People;
using GrantHub.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Funding;

/// <summary>The pots of money that funding proposals choose from.</summary>
[PageNeeds(Permission.ManageStreams)]
[Route("admin/streams")]
public sealed class StreamsController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("")]
    public async Task<IActionResult> List() => View("List", await Ask(new ListStreams()));

    [HttpGet("add")]
    public IActionResult Add() => View("Stream", new StreamForm());

    [HttpPost("add")]
    public Task<IActionResult> Add(StreamForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new AddStream(form.Name ?? "", form.RingFenced),
            _ => Told($"{form.Name} has been added."),
            () => Task.FromResult<IActionResult>(View("Stream", form)),
            _ => nameof(form.Name)
        );
    }

    [HttpGet("{slug}/change")]
    public async Task<IActionResult> Change(string slug)
    {
        var stream = await Ask(new ReadStream(slug));
        return View(
            "Stream",
            new StreamForm
            {
                Heading = stream.Name,
                Seen = stream.Version,
                Name = stream.Name,
                RingFenced = stream.RingFenced,
            }
        );
    }

    [HttpPost("{slug}/change")]
    public Task<IActionResult> Change(string slug, StreamForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Try(
            new ChangeStream(slug, form.Seen, form.Name ?? "", form.RingFenced),
            _ => Told($"{form.Name} has been saved."),
            async () =>
            {
                form.Heading = (await Ask(new ReadStream(slug))).Name;
                return View("Stream", form);
            },
            _ => nameof(form.Name)
        );
    }

    [HttpGet("{slug}/close")]
    public async Task<IActionResult> Close(string slug)
    {
        var stream = await Ask(new ReadStream(slug));
        return View(
            "Confirm",
            new ConfirmPage(
                $"Close {stream.Name}",
                [
                    "New funding proposals can no longer choose it.",
                    "Records and grants that are paid from it go on as they are.",
                    "You can reopen it.",
                ],
                "Close this stream",
                "/admin/streams",
                "Back to funding streams"
            )
        );
    }

    [HttpPost("{slug}/close")]
    public async Task<IActionResult> CloseNow(string slug)
    {
        await Ask(new CloseStream(slug));
        return Told("The funding stream has been closed.");
    }

    [HttpPost("{slug}/reopen")]
    public async Task<IActionResult> Reopen(string slug)
    {
        await Ask(new ReopenStream(slug));
        return Told("The funding stream has been reopened.");
    }

    private RedirectToActionResult Told(string sentence)
    {
        Say(sentence);
        return RedirectToAction(nameof(List));
    }
}
