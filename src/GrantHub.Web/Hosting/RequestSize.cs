using Microsoft.AspNetCore.Http.Features;

namespace GrantHub.Web.Hosting;

/// <summary>Answers 413 to a request that says it is too large, before anything reads it.</summary>
internal static class RequestSize
{
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
