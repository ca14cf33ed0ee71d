using GrantHub.Infrastructure.Mail;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Hosting;

/// <summary>
/// What follows when people open the site over https, which is when <c>Mail:PublicAddress</c> says so: cookies that never
/// travel without encryption and that no neighbouring site can set, and browsers that come back over https only.
/// </summary>
internal static class PublicOverHttps
{
    // A name with it is taken only from an https page of this very host, for the whole of it (RFC 6265bis, 4.1.3).
    private const string HostOnly = "__Host-";
    private const int YearInSeconds = 365 * 24 * 60 * 60;

    public static void AddPublicOverHttps(this IServiceCollection services)
    {
        foreach (
            var scheme in new[]
            {
                IdentityConstants.ApplicationScheme,
                IdentityConstants.TwoFactorUserIdScheme,
                IdentityConstants.ExternalScheme,
            }
        )
            services
                .AddOptions<CookieAuthenticationOptions>(scheme)
                .Configure<IOptions<MailSettings>>(
                    (options, mail) => Guard(options.Cookie, mail.Value)
                );
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<IOptions<MailSettings>>(
                (options, mail) => Guard(options.Cookie, mail.Value)
            );
        services
            .AddOptions<CookieTempDataProviderOptions>()
            .Configure<IOptions<MailSettings>>(
                (options, mail) =>
                    options.Cookie.SecurePolicy = mail.Value.IsPublicOverHttps
                        ? CookieSecurePolicy.Always
                        : CookieSecurePolicy.SameAsRequest
            );
    }

    /// <summary>First in the pipeline: a proxy that ends https speaks http to this machine.</summary>
    public static void UsePublicOverHttps(this IApplicationBuilder app)
    {
        var mail = app.ApplicationServices.GetRequiredService<IOptions<MailSettings>>().Value;
        if (!mail.IsPublicOverHttps)
            return;
        app.Use(
            (context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers.StrictTransportSecurity = $"max-age={YearInSeconds}";
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    private static void Guard(CookieBuilder cookie, MailSettings mail)
    {
        cookie.HttpOnly = true;
        if (!mail.IsPublicOverHttps)
        {
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            return;
        }
        cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Path = "/";
        cookie.Name = HostOnly + cookie.Name;
    }
}
