using System.Globalization;
using System.Security.Claims;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Web.Hosting;

/// <summary>The cookie that says who is signed in, and what is asked of it on every request.</summary>
internal static class SignInCookie
{
    private static readonly TimeSpan HalfWay = TimeSpan.FromMinutes(10);

    /// <param name="configuration">Holds the sections <c>Mail</c> and <c>SignIn</c>.</param>
    public static void AddSignInCookie(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        var authentication = services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                cookie => HalfWayCookie(cookie, "granthub-second-step")
            )
            .AddCookie(
                IdentityConstants.ExternalScheme,
                cookie => HalfWayCookie(cookie, "granthub-provider")
            )
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    cookie.Cookie.Name = "granthub-sign-in";
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
                    cookie.SlidingExpiration = true;
                    cookie.LoginPath = "/sign-in";
                    cookie.ReturnUrlParameter = "returnUrl";
                    cookie.Events.OnValidatePrincipal = ValidateAsync;
                    cookie.Events.OnRedirectToLogin = async context =>
                        context.Response.Redirect(
                            HttpMethods.IsGet(context.Request.Method)
                                ? context.RedirectUri
                                : $"{context.Request.PathBase}{cookie.LoginPath}{await HeldForms.QueryAsync(context)}"
                        );
                    cookie.Events.OnRedirectToAccessDenied = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    };
                }
            );
        authentication.AddProvider(configuration);
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void HalfWayCookie(CookieAuthenticationOptions cookie, string name)
    {
        cookie.Cookie.Name = name;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = HalfWay;
        cookie.SlidingExpiration = false;
    }

    /// <summary>Roles are looked up anew each time, so that a right taken away is gone with the next request.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var failed = context.HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        // The page that says that the database does not answer must not ask it for whom.
        if (Outages.Of(failed) is not null)
        {
            context.RejectPrincipal();
            return;
        }
        // One connection for all that a page reads: opening one anew for each query costs more than many a query. Not
        // while a browser sends its form, which can take minutes.
        if (
            HttpMethods.IsGet(context.Request.Method)
            && failed is null
            && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SlowAttribute>() is null
        )
        {
            var database = services.GetRequiredService<GrantHubDb>().Database;
            await database.OpenConnectionAsync(context.HttpContext.RequestAborted);
            // A pooled context remembers being opened: without this, whoever uses it next holds a connection to the end.
            context.Response.OnCompleted(database.CloseConnectionAsync);
        }
        var stamp = context.Principal?.FindFirstValue(
            new IdentityOptions().ClaimsIdentity.SecurityStampClaimType
        );
        var actor =
            !services.GetRequiredService<Sessions>().IsOver(context.Principal!)
            && long.TryParse(
                context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            )
                ? await services
                    .GetRequiredService<SignedInPeople>()
                    .FindAsync(
                        id,
                        stamp,
                        context.HttpContext.RequestAborted,
                        context.Principal!.FindFirstValue(Sessions.Id)
                    )
                : null;
        if (actor is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }
        services.GetRequiredService<CurrentUser>().Is(actor);
    }
}

/// <summary>An answer that takes long to make or to send; it holds no connection to the database meanwhile.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlowAttribute : Attribute;
