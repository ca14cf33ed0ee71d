using GrantHub.Application;
using GrantHub.Infrastructure.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace GrantHub.Web.Hosting;

/// <summary>What somebody has to do before anything else.</summary>
internal enum FirstThing
{
    /// <summary>Choose a password that nobody else knows.</summary>
    NewPassword,

    /// <summary>Set up a second factor, which their roles need.</summary>
    SecondFactor,
}

/// <summary>A page on which the first thing is done.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BeforeAnythingElseAttribute(FirstThing thing) : Attribute
{
    public FirstThing Thing { get; } = thing;
}

/// <summary>
/// Leads people to what they have to do first, from every page but those where it is done or that need no sign-in.
/// </summary>
internal static class FirstThings
{
    private const string SignInAgain = "/sign-in";

    public static void UseFirstThings(this IApplicationBuilder app) => app.Use(LeadAsync);

    private static async Task LeadAsync(HttpContext context, RequestDelegate next)
    {
        if (
            context.GetEndpoint() is not { Metadata: var metadata }
            || metadata.GetMetadata<IAllowAnonymous>() is not null
            || Pending(context) is not { } pending
            || await PageAsync(context, pending) is var page
                && page != SignInAgain
                && metadata.GetMetadata<BeforeAnythingElseAttribute>()?.Thing == pending
        )
        {
            await next(context);
            return;
        }
        if (page == SignInAgain)
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.Redirect($"{context.Request.PathBase}{page}");
    }

    private static FirstThing? Pending(HttpContext context)
    {
        var services = context.RequestServices;
        var user = services.GetRequiredService<ICurrentUser>();
        if (user.Actor is null)
            return null;
        if (context.User.HasClaim(claim => claim.Type == SignInPrincipals.NeedsNewPassword))
            return FirstThing.NewPassword;
        return
            !Sessions.HasSecondFactor(context.User)
            && services.GetRequiredService<SecondFactorRule>().IsNeededWith(user.Permissions)
            ? FirstThing.SecondFactor
            : null;
    }

    private static async Task<string> PageAsync(HttpContext context, FirstThing pending)
    {
        if (pending == FirstThing.NewPassword)
            return "/account/password";
        // Who has a second factor shows it; a password alone must not be enough to set up another.
        var state = await context
            .RequestServices.GetRequiredService<ISignIns>()
            .StateAsync(
                context.RequestServices.GetRequiredService<ICurrentUser>().Must().PersonId,
                context.RequestAborted
            );
        return state.HasSecondFactor ? SignInAgain : "/account/second-factor";
    }
}
