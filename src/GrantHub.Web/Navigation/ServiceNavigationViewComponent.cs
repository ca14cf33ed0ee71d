using GrantHub.Application;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Navigation;

/// <summary>The service's name and the navigation of the person who is signed in.</summary>
public sealed class ServiceNavigationViewComponent(ICurrentUser user) : ViewComponent
{
    public IViewComponentResult Invoke() => View(SiteNavigation.For(user.Permissions));
}
