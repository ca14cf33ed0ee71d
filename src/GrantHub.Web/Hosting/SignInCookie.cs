using System.Globalization;
using System.Security.Claims;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Web.Hosting;

/// <summary>The cookie that says who is signed in, and what is asked of it on every request.</summary>
internal static class SignInCookie
{
    public static void AddSignInCookie(this IServiceCollection services)
    {
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    cookie.Cookie.Name = "granthub-sign-in";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(8);
                    cookie.SlidingExpiration = true;
                    cookie.LoginPath = "/sign-in";
                    cookie.ReturnUrlParameter = "returnUrl";
                    cookie.Events.OnValidatePrincipal = ValidateAsync;
                    cookie.Events.OnRedirectToLogin = context =>
                    {
                        // The address of a form's post is no page to come back to.
                        context.Response.Redirect(
                            HttpMethods.IsGet(context.Request.Method)
                                ? context.RedirectUri
                                : $"{context.Request.PathBase}{cookie.LoginPath}"
                        );
                        return Task.CompletedTask;
                    };
                    cookie.Events.OnRedirectToAccessDenied = context =>
                    {
                        context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        return Task.CompletedTask;
                    };
                }
            );
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>
    /// Leads somebody whose password was chosen by somebody else to the page where they choose their own, from every
    /// page but those that say <see cref="WithoutNewPasswordAttribute"/> or need no sign-in.
    /// </summary>
    public static void UseNewPasswordFirst(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    !context.User.HasClaim(claim => claim.Type == SignInPrincipals.NeedsNewPassword)
                    || context.GetEndpoint() is not { Metadata: var metadata }
                    || metadata.GetMetadata<IAllowAnonymous>() is not null
                    || metadata.GetMetadata<WithoutNewPasswordAttribute>() is not null
                )
                    return next(context);
                context.Response.Redirect($"{context.Request.PathBase}/account/password");
                return Task.CompletedTask;
            }
        );

    /// <summary>Roles are looked up anew each time, so that a right taken away is gone with the next request.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        // One connection for all that a page reads: opening one anew for each query costs more than many a query. Not
        // while a browser sends its form, which can take minutes.
        if (
            HttpMethods.IsGet(context.Request.Method)
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
        var actor = long.TryParse(
            context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? await services
                .GetRequiredService<SignedInPeople>()
                .FindAsync(id, stamp, context.HttpContext.RequestAborted)
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

/// <summary>A page for people who have yet to choose a password of their own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WithoutNewPasswordAttribute : Attribute;
