using FluentValidation;
using GrantHub.Domain;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features;

/// <summary>What every controller does: send a request, and go on or show the form again with what was typed.</summary>
[Authorize]
public abstract class FeatureController(IMediator mediator) : Controller
{
    /// <summary>Where the layout finds what <see cref="Say"/> left.</summary>
    public const string Done = "done";

    protected IMediator Mediator { get; } = mediator;

    protected Task<T> Ask<T>(IRequest<T> request) =>
        Mediator.Send(request, HttpContext.RequestAborted);

    /// <summary>Tells on the next page, once, what has been done.</summary>
    protected void Say(string sentence) => TempData[Done] = sentence;

    /// <summary>
    /// Sends what a form asks for. A refusal goes beside its fields and the form is shown again with status 422; a
    /// conflict (somebody else acted first) goes to the error page.
    /// </summary>
    /// <param name="done">Where to go; for a form, a redirect.</param>
    /// <param name="again">Shows the form with what was typed.</param>
    /// <param name="field">The field that a refusal of the domain belongs to; empty: the page as a whole.</param>
    protected async Task<IActionResult> Try<T>(
        IRequest<T> request,
        Func<T, IActionResult> done,
        Func<Task<IActionResult>> again,
        Func<DomainException, string>? field = null
    )
    {
        if (ModelState.IsValid)
            try
            {
                return done(await Ask(request));
            }
            catch (ValidationException refused)
            {
                foreach (var error in refused.Errors)
                    ModelState.AddModelError(error.PropertyName, error.ErrorMessage);
            }
            catch (DomainException refused) when (!refused.IsConflict)
            {
                ModelState.AddModelError(field?.Invoke(refused) ?? "", refused.Message);
            }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await again();
    }
}
