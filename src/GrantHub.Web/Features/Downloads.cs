using GrantHub.Application;
using GrantHub.Application.Files;
using GrantHub.Domain;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features;

/// <summary>Sends a stored file, if it is still the one that was attached.</summary>
internal static class Downloads
{
    /// <param name="sha256">Of the file's bytes when it was attached, in lower-case hexadecimal.</param>
    /// <param name="name">The name to save it under, never a path; an address that ends with another leads nowhere.</param>
    public static async Task<IActionResult> DownloadAsync(
        this Controller controller,
        IAppendixStore store,
        string storageKey,
        string sha256,
        string contentType,
        string name
    )
    {
        if (controller.RouteData.Values["name"] is string asked && asked != name)
            throw new NotFoundException($"There is no file {asked} here. Find it from its record.");
        try
        {
            return controller.File(
                await store.OpenAsync(storageKey, sha256, controller.HttpContext.RequestAborted),
                contentType,
                fileDownloadName: name
            );
        }
        catch (FileNotFoundException)
        {
            throw new NotFoundException(
                $"The file of {name} is missing from the place where files are kept. Ask an administrator to restore it from the office’s backup."
            );
        }
        catch (InvalidDataException)
        {
            throw DomainException.Conflict(
                "appendix.broken",
                $"The file of {name} is not the one that was attached. Ask an administrator to restore it from the office’s backup."
            );
        }
    }
}
