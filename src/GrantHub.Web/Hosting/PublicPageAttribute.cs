using System.Globalization;
using GrantHub.Domain;
using GrantHub.Web.Branding;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace GrantHub.Web.Hosting;

/// <summary>
/// A page that everybody sees alike. To people who are not signed in it is sent from memory until anything changes
/// (<see cref="RegisterStamp"/>) or the day ends, and not sent at all to a browser that has it already.
/// </summary>
/// <param name="queryKeys">What of the address's query the page depends on.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicPageAttribute(params string[] queryKeys) : Attribute, IOutputCachePolicy
{
    /// <summary>Whether it is kept in memory; a file that is streamed is not.</summary>
    public bool IsKept { get; init; } = true;

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var stamp = context.HttpContext.Features.Get<PublicStamp>();
        var cacheable = IsKept && stamp is not null;
        context.EnableOutputCaching = cacheable;
        context.AllowCacheLookup = cacheable;
        context.AllowCacheStorage = cacheable;
        context.AllowLocking = cacheable;
        context.CacheVaryByRules.QueryKeys = new StringValues(queryKeys);
        // Links are relative, so that pages do not differ by host, and a forged one fills no memory.
        context.CacheVaryByRules.VaryByHost = false;
        context.CacheVaryByRules.VaryByValues["stamp"] = stamp?.ETag ?? "";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(
        OutputCacheContext context,
        CancellationToken cancellation
    ) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (
            response.StatusCode != StatusCodes.Status200OK
            || !StringValues.IsNullOrEmpty(response.Headers.SetCookie)
        )
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}

/// <summary>What a public page that is asked for now is made of, as its ETag.</summary>
internal sealed record PublicStamp(string ETag);

internal static class PublicPages
{
    private const long LargestMemory = 32 * 1024 * 1024;
    private const long LargestPage = 512 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    // Another build or another brand draws other pages of the same data.
    private static readonly string Build =
        typeof(PublicPages).Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8];

    public static void AddPublicPages(this IServiceCollection services)
    {
        services.AddSingleton<RegisterStamp>();
        services.ConfigureDbContext<Infrastructure.Persistence.GrantHubDb>(
            (provider, options) =>
                options.AddInterceptors(provider.GetRequiredService<RegisterStamp>())
        );
        services.AddOutputCache(options =>
        {
            options.SizeLimit = LargestMemory;
            options.MaximumBodySize = LargestPage;
            options.DefaultExpirationTimeSpan = Kept;
            options.UseCaseSensitivePaths = true;
        });
    }

    /// <summary>After it is known who asks.</summary>
    public static void UsePublicPages(this IApplicationBuilder app)
    {
        app.Use(AnswerAsync);
        app.UseOutputCache();
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is null
            || context.User.Identity?.IsAuthenticated == true
            || !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        )
        {
            await next(context);
            return;
        }
        var tag = await TagAsync(context);
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            Mark(context.Response, tag);
            return;
        }
        context.Features.Set(new PublicStamp(tag));
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status200OK)
                Mark(context.Response, tag);
            return Task.CompletedTask;
        });
        await next(context);
    }

    private static async Task<string> TagAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var stamp = await services
            .GetRequiredService<RegisterStamp>()
            .NowAsync(context.RequestAborted);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"{stamp:x}-{services.GetRequiredService<TimeProvider>().LondonToday():yyyyMMdd}-{Build}-{services.GetRequiredService<Brand>().Version}\""
        );
    }

    private static void Mark(HttpResponse response, string tag)
    {
        response.Headers.ETag = $"W/{tag}";
        response.Headers.CacheControl = "no-cache";
    }
}
