using System.Diagnostics;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Features.Account;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Errors;

/// <summary>Shows every refusal and fault in the shell, whatever went wrong and for whom.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorController : Controller
{
    [Route("error")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Show()
    {
        // Asked for by its address, not reached through an error: there is no such page.
        if (Response.StatusCode < 400)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        var page = General(Response.StatusCode);
        var failed = HttpContext.Features.Get<IExceptionHandlerFeature>();
        if (Outages.Of(failed?.Error) is { } outage)
            page = page with
            {
                Sentence = outage.Sentence(Request.Method),
                Details = await TypedAsync(failed?.Endpoint),
            };
        else if (HttpContext.Features.Get<Refusal>() is { } refusal)
        {
            page = page with { Sentence = refusal.Sentence, Details = refusal.Details };
        }
        // The page that failed may have left its faulty input behind, which is not an error of this page.
        ModelState.Clear();
        return View("Error", page);
    }

    /// <summary>What somebody wrote into the form that could not be saved, so that it is not lost; null when nothing.</summary>
    private async Task<string?> TypedAsync(Endpoint? endpoint)
    {
        var written = (await HttpContext.TypedAsync(endpoint) ?? [])
            .Where(field => HeldWords.IsTyped(field.Value))
            .Select(field => $"{HeldWords.Label(field.Key)}: {field.Value.Trim()}")
            .Distinct()
            .ToList();
        return written.Count == 0 ? null : $"What you had typed:\n{string.Join("\n\n", written)}";
    }

    private ErrorPage General(int status) =>
        status switch
        {
            400 => new(
                status,
                "The request could not be read",
                "The page may have been open for too long, or you may have signed in again since. Go back, load the page again and send it once more."
            ),
            401 => new(
                status,
                "Sign in to see this page",
                "This page is for people who have signed in."
            ),
            403 => new(
                status,
                "You cannot see this page",
                "Your roles do not let you see this page or do this. If you need to, ask an administrator for the role."
            ),
            404 => new(
                status,
                "Page not found",
                "There is nothing at this address. Check that it was typed or copied in full, or find the record from its list."
            ),
            405 => new(
                status,
                "This address cannot be used in that way",
                "The address belongs to a form. Open the page with the form and send it from there."
            ),
            409 => new(
                status,
                "Someone else has changed this",
                "The record changed while you had it open, so nothing of yours was saved. Open it again to see how it stands now."
            ),
            413 => new(
                status,
                "The file is too large",
                "What you sent is larger than GrantHub accepts, so nothing was saved. Go back and choose a smaller file, or split it."
            ),
            429 => new(
                status,
                "Too many requests",
                "GrantHub was asked for this too often within a minute. Nothing was saved. Wait a minute, then try again."
            ),
            503 => new(
                status,
                "This cannot be done at the moment",
                "GrantHub cannot do this now. Try again later."
            ),
            < 500 => new(
                status,
                "The request was refused",
                "Nothing was saved. Go back and try again."
            ),
            _ => new(
                status,
                "Something went wrong in GrantHub",
                "This is a fault of ours, not yours. Nothing was half saved. Try again, and if it happens again, tell your administrator the reference below.",
                Reference: Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier
            ),
        };
}
