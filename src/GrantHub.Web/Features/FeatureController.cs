using FluentValidation;
using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Features.Errors;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features;

/// <summary>What every controller does: send a request, and go on or show the form again with what was typed.</summary>
[Authorize]
public abstract partial class FeatureController(IMediator mediator) : Controller
{
    /// <summary>Where the layout finds what <see cref="Say"/> left.</summary>
    public const string Done = "done";

    /// <summary>
    /// In bytes, of a form with a file. Over the limit of a file, so that one somewhat too large gets its own sentence;
    /// beyond it the answer is 413.
    /// </summary>
    protected const int LargestUpload = 32 * 1024 * 1024;

    protected IMediator Mediator { get; } = mediator;

    protected Task<T> Ask<T>(IRequest<T> request) =>
        Mediator.Send(request, HttpContext.RequestAborted);

    /// <summary>Tells on the next page, once, what has been done.</summary>
    protected void Say(string sentence) => TempData[Done] = sentence;

    /// <summary>
    /// Sends what a form asks for. A refusal goes beside its fields and the form is shown again with status 422; a
    /// conflict (somebody else acted first) goes to the error page. When the database or the disk cannot do it now, the
    /// form is shown again with status 503, as far as there is enough left to show it.
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
        // A file that could not be stored may have set it already.
        var status =
            Response.StatusCode == StatusCodes.Status503ServiceUnavailable
                ? Response.StatusCode
                : StatusCodes.Status422UnprocessableEntity;
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
            catch (Exception fault) when (Outages.Of(fault) is not null)
            {
                status = Unavailable(fault, "");
            }
        Response.StatusCode = status;
        return await again();
    }

    /// <summary>
    /// As <see cref="Try"/>, for a form with a file. The file goes again unless the request is done, or may be: a record
    /// must never be without its file.
    /// </summary>
    /// <param name="field">Where the file is chosen; every refusal stands there.</param>
    protected async Task<IActionResult> TryWithFile<T>(
        IAppendixStore store,
        IFormFile? file,
        string field,
        Func<IFormFile, StoredFile, IRequest<T>> request,
        Func<T, IActionResult> done,
        Func<IActionResult> again
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(again);
        if (await StoreAsync(store, file, field) is not { } stored)
            return again();
        try
        {
            return await Try(
                request(file!, stored),
                done,
                () =>
                {
                    store.Delete(stored.StorageKey);
                    return Task.FromResult(again());
                },
                _ => field
            );
        }
        // Refused before the commit.
        catch (Exception refusal)
            when (refusal
                    is DomainException
                        or ForbiddenException
                        or NotFoundException
                        or StaleException
                        or OperationCanceledException
            )
        {
            store.Delete(stored.StorageKey);
            throw;
        }
    }

    /// <summary>The stored file; null, with a sentence at the field and a status, when it cannot be kept.</summary>
    protected async Task<StoredFile?> StoreAsync(
        IAppendixStore store,
        IFormFile? file,
        string field
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        if (file is null)
        {
            ModelState.AddModelError(field, "Choose a file to attach.");
            return null;
        }
        try
        {
            AppendixCheck.RequireAllowedExtension(file.FileName);
            AppendixCheck.RequireAllowedSize(file.Length, file.FileName);
            await using var content = file.OpenReadStream();
            var stored = await store.SaveAsync(content, file.FileName, HttpContext.RequestAborted);
            Response.StatusCode = StatusCodes.Status200OK;
            return stored;
        }
        catch (DomainException refused)
        {
            ModelState.AddModelError(field, refused.Message);
        }
        catch (Exception fault) when (Outages.Of(fault) is not null)
        {
            Response.StatusCode = Unavailable(fault, field);
        }
        return null;
    }

    /// <returns>The status to answer with.</returns>
    private int Unavailable(Exception fault, string field)
    {
        var outage = Outages.Of(fault)!.Value;
        Log(
            HttpContext.RequestServices.GetRequiredService<ILogger<FeatureController>>(),
            outage,
            // What the driver stumbled over only its stack can tell.
            Outages.IsBroken(fault.GetBaseException())
                ? fault.ToString()
                : fault.GetBaseException().Message
        );
        ModelState.AddModelError(field, outage.Sentence(Request.Method));
        return StatusCodes.Status503ServiceUnavailable;
    }

    [LoggerMessage(LogLevel.Error, "A form was not saved ({Outage}): {Fault}")]
    private static partial void Log(ILogger logger, Outage outage, string fault);
}
