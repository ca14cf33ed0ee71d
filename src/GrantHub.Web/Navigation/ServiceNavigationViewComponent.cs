using GrantHub.Application;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Navigation;

/// <summary>The service's name and the navigation of the person who is signed in.</summary>
public sealed class ServiceNavigationViewComponent(ICurrentUser user, WaitingCounts counts)
    : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() =>
        View(SiteNavigation.For(user.Permissions, await WaitingAsync()));

    /// <summary>What stops a page may be the database, and the page that says so must not ask it.</summary>
    private async Task<int> WaitingAsync() =>
        user.Actor is { } actor && HttpContext.Features.Get<IExceptionHandlerFeature>() is null
            ? await counts.OfAsync(
                actor.PersonId,
                HttpContext.RequestServices,
                HttpContext.RequestAborted
            )
            : 0;
}
