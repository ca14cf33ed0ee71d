using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Application.People;
using GrantHub.Domain.Audit;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GrantHub.Web.Hosting;

/// <summary>A file that is sent as it is made.</summary>
internal interface IDownload
{
    string FileName { get; }
}

/// <summary>
/// Writes down what a signed-in person takes out as a file, before its first byte goes, and the forms that come without
/// their token. What was typed into such a form is kept, so that the person can send it again. What everybody may have
/// without signing in is no export, whoever asks for it; every other file is.
/// </summary>
internal sealed class AccessFilter(ICurrentUser user, AccessLog log, IMediator mediator)
    : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(
        ResultExecutingContext context,
        ResultExecutionDelegate next
    )
    {
        var http = context.HttpContext;
        if (user.Actor is { } actor)
        {
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                await log.AppendAsync(
                    AccessEvent.FormRefused,
                    http.Asked(),
                    null,
                    CancellationToken.None
                );
                if (await http.TypedAsync() is { } typed)
                    context.Result = new LocalRedirectResult(
                        HeldForms.AddressOf(
                            await mediator.Send(
                                new HoldForm(
                                    actor.PersonId,
                                    http.Request.Path + http.Request.QueryString,
                                    typed
                                ),
                                http.RequestAborted
                            )
                        )
                    );
            }
            else if (!http.IsForEverybody() && FileName(context.Result) is { } file)
                await log.AppendAsync(
                    AccessEvent.Exported,
                    http.Asked(),
                    http.IsNamedFile() || file.Length == 0 ? null : file,
                    CancellationToken.None
                );
        }
        await next();
    }

    /// <summary>Null for what is no file; empty for a file without a name.</summary>
    private static string? FileName(IActionResult result) =>
        result switch
        {
            FileResult file => file.FileDownloadName,
            IDownload download => download.FileName,
            _ => null,
        };
}

internal static class AskedFor
{
    private const string FileName = "name";

    /// <summary>
    /// "POST /decisions/HQ-2017-0004/sign": what was asked for, without what follows the question mark, and without the name
    /// that somebody gave a file, which may say what is exempt.
    /// </summary>
    public static string Asked(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Request.Path.Value ?? "";
        if (context.IsNamedFile())
            path = path[..(path.LastIndexOf('/') + 1)];
        return $"{context.Request.Method} {path}";
    }

    /// <summary>Whether the route answers people who are not signed in, and with that everybody alike.</summary>
    public static bool IsForEverybody(this HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>Whether the address ends in the name that somebody gave the file.</summary>
    public static bool IsNamedFile(this HttpContext context) =>
        context.Request.RouteValues.ContainsKey(FileName);
}
