using System.Globalization;
using System.Security.Claims;
using GrantHub.Application.People;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Hosting;

/// <summary>What is typed into this form is never kept: it holds a secret.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeverHeldAttribute : Attribute;

/// <summary>Keeps what was typed into a form that came too late, so that nobody types it twice.</summary>
internal static class HeldForms
{
    private const int LongestText = 1_000_000;

    /// <summary>What no form that is kept may have, whatever its action says.</summary>
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "Password",
        "Current",
        "New",
        "Again",
        "Credential",
        "Offer",
    };

    /// <summary>Another site's form must not be shown to a person as what they typed themselves.</summary>
    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is "same-origin" or "none"
            : request.Headers.Origin.ToString() is ""
                || Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
                    && origin.Authority.Equals(
                        request.Host.Value,
                        StringComparison.OrdinalIgnoreCase
                    );

    public static string AddressOf(long id) =>
        string.Create(CultureInfo.InvariantCulture, $"/held/{id}");

    /// <summary>
    /// The fields of a form that was sent; null when there is nothing to keep, or nothing that may be kept. Files are not
    /// kept.
    /// </summary>
    /// <param name="endpoint">Where it was sent; null: where the request stands.</param>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>?> TypedAsync(
        this HttpContext context,
        Endpoint? endpoint = null
    )
    {
        var request = context.Request;
        if (
            !HttpMethods.IsPost(request.Method)
            || (endpoint ?? context.GetEndpoint()) is not { Metadata: var metadata }
            || metadata.GetMetadata<NeverHeldAttribute>() is not null
            || !IsFromHere(request)
            || request.Path.Value!.StartsWith("//", StringComparison.Ordinal)
            || request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0)
                > HeldForm.LongestPath
        )
            return null;
        if (await request.ReadableFormAsync() is not { } form)
            return null;
        var token = context
            .RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>()
            .Value.FormFieldName;
        var fields = form.Where(field => field.Key != token)
            .SelectMany(field =>
                field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))
            )
            .ToList();
        return
            fields.Count == 0
            || fields.Exists(field => Secrets.Contains(field.Key))
            || fields.Sum(field => field.Key.Length + field.Value.Length) > LongestText
            ? null
            : fields;
    }

    /// <summary>
    /// For somebody whose session has ended while they typed: the form is kept for the person whom their cookie, though too
    /// old, names, and they come to it when they have signed in again.
    /// </summary>
    /// <returns>What to add to the address of the page for signing in; empty when nothing was kept.</returns>
    public static async Task<string> QueryAsync(
        RedirectContext<CookieAuthenticationOptions> context
    )
    {
        if (
            PersonOf(context) is not { } person
            || await context.HttpContext.TypedAsync() is not { } typed
        )
            return "";
        var id = await context
            .HttpContext.RequestServices.GetRequiredService<IMediator>()
            .Send(
                new HoldForm(person, context.Request.Path + context.Request.QueryString, typed),
                context.HttpContext.RequestAborted
            );
        return QueryHelpers.AddQueryString("", context.Options.ReturnUrlParameter, AddressOf(id));
    }

    private static long? PersonOf(RedirectContext<CookieAuthenticationOptions> context)
    {
        var cookie = context.Options.CookieManager.GetRequestCookie(
            context.HttpContext,
            context.Options.Cookie.Name!
        );
        var ticket = cookie is null ? null : context.Options.TicketDataFormat.Unprotect(cookie);
        return long.TryParse(
            ticket?.Principal.FindFirstValue(ClaimTypes.NameIdentifier),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;
    }
}
