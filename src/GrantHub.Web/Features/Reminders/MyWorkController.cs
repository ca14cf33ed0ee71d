using GrantHub.Application.Reminders;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Reminders;

/// <summary>What the person who is signed in has to do.</summary>
public sealed class MyWorkController(IMediator mediator) : FeatureController(mediator)
{
    [HttpGet("/")]
    public async Task<IActionResult> Show() => View("MyWork", await Ask(new ReadMyWork()));
}
