using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Web.Features.Errors;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Grants;

/// <summary>What the pages of a recipient's contact and of a lead officer share: submitting with files, and downloading.</summary>
public abstract class ReturnFilesController(IMediator mediator, IAppendixStore store)
    : FeatureController(mediator)
{
    /// <summary>Room for several files; beyond it the answer is 413.</summary>
    protected const int LargestBody = 64 * 1024 * 1024;

    /// <summary>Stores the files, then submits; what is stored for nothing is deleted.</summary>
    protected async Task<IActionResult> SubmitAsync(
        ReturnForm form,
        Func<ReturnEntry, IRequest<Unit>> request,
        Func<IActionResult> done
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(done);
        var spend = form.ReadSpend(ModelState);
        Require(nameof(form.Activity), form.Activity, "Say what was done in the period.");
        Require(nameof(form.Outcomes), form.Outcomes, "Say what came of it.");
        var stored = new List<NewFile>();
        var submitted = false;
        try
        {
            if (ModelState.IsValid)
                await StoreAsync(form.Files, stored);
            return await Try(
                request(
                    new ReturnEntry(
                        spend,
                        form.Activity ?? "",
                        form.Outcomes ?? "",
                        form.Kept,
                        stored
                    )
                ),
                _ =>
                {
                    submitted = true;
                    return done();
                },
                () => Task.FromResult<IActionResult>(View("SubmitReturn", form)),
                ReturnForm.FieldOf
            );
        }
        catch (DomainException refusal) when (refusal.IsConflict)
        {
            return new RefusalResult(
                StatusCodes.Status409Conflict,
                refusal.Message,
                $"What you had typed:\n{form.Typed()}"
            );
        }
        catch (UncertainException)
        {
            submitted = true;
            throw;
        }
        finally
        {
            if (!submitted)
                foreach (var file in stored)
                    store.Delete(file.File.StorageKey);
        }
    }

    protected Task<IActionResult> Download(Domain.Grants.StoredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return this.DownloadAsync(store, file.StorageKey, file.Sha256, file.ContentType, file.Name);
    }

    private void Require(string field, string? text, string sentence)
    {
        if (string.IsNullOrWhiteSpace(text))
            ModelState.TryAddModelError(field, sentence);
    }

    private async Task StoreAsync(IReadOnlyList<IFormFile> files, List<NewFile> stored)
    {
        foreach (var file in files)
            if (await StoreAsync(store, file, nameof(ReturnForm.Files)) is { } kept)
                stored.Add(new NewFile(file.FileName, kept));
    }
}
