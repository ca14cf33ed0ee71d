using GrantHub.Application.People;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Web.Features.Errors;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Reminders;

/// <summary>Ends a person's daily digest by the link in it, without signing in.</summary>
[AllowAnonymous]
[Route("digest/stop")]
public sealed class DigestController(DigestLinks links, IServiceScopeFactory scopes) : Controller
{
    /// <summary>What the audit trail names: whoever held the e-mail, and not somebody who signed in.</summary>
    private const string Name = "link in a digest";

    [HttpGet("")]
    public async Task<IActionResult> Show(string? key)
    {
        if (links.PersonOf(key) is not { } person)
            return WrongKey();
        var account = await AskAs(person, new ReadOwnAccount());
        return View("StopDigest", account.DailyDigest);
    }

    /// <summary>The page's button, and the one click of a mail program (RFC 8058), which knows of no form before.</summary>
    [HttpPost("")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Stop(string? key)
    {
        if (links.PersonOf(key) is not { } person)
            return WrongKey();
        await AskAs(person, new StopDigest());
        return View("DigestStopped");
    }

    private static RefusalResult WrongKey() =>
        new(
            StatusCodes.Status404NotFound,
            "This link is not complete, or GrantHub did not make it. Copy the whole link from the e-mail, or sign in and choose under Your account how you get e-mail."
        );

    /// <summary>In a scope of its own, so that the page stays one of somebody who has not signed in.</summary>
    private async Task<T> AskAs<T>(long person, IRequest<T> request)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope
            .ServiceProvider.GetRequiredService<CurrentUser>()
            .Is(new Actor(person, Name, Role.None, []));
        return await scope
            .ServiceProvider.GetRequiredService<IMediator>()
            .Send(request, HttpContext.RequestAborted);
    }
}
