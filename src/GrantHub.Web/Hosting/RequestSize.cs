using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GrantHub.Web.Hosting;

/// <summary>How much is taken of anybody, and what becomes of the rest.</summary>
internal static class RequestSize
{
    /// <summary>In bytes; the longest form without a file. Actions that take files say how large these may be.</summary>
    public const int LargestForm = 4 * 1024 * 1024;

    /// <summary>
    /// What the server takes of anybody: a line of at most 8 KB, 100 headers of 32 KB together, and forms of this size with
    /// 1,024 fields (the last is the framework's own limit, as are the first three). It does not say what server it is.
    /// </summary>
    public static void AddRequestLimits(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
        });

    /// <summary>
    /// Null where there is no form, or one that cannot be read: with null characters, or more fields than are taken. Whatever
    /// needs it answers 400 by itself.
    /// </summary>
    public static async Task<IFormCollection?> ReadableFormAsync(this HttpRequest request)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Without this the antiforgery check meets the limit first and reports a 400 that explains nothing.
    public static IApplicationBuilder UseRequestSizeCheck(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
                if (
                    limit?.MaxRequestBodySize is not { } bytes
                    || !(context.Request.ContentLength > bytes)
                )
                {
                    return next(context);
                }
                // Lets the server read the rest away, so that the browser gets the page and not a broken connection.
                if (!limit.IsReadOnly)
                {
                    limit.MaxRequestBodySize = null;
                }
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                return Task.CompletedTask;
            }
        );
}
