using GrantHub.Application;
using GrantHub.Domain.People;
using GrantHub.Web.Navigation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Admin;

/// <summary>What the person may manage.</summary>
[Authorize]
public sealed class AdminController(ICurrentUser user) : Controller
{
    [HttpGet("admin")]
    public IActionResult Show()
    {
        if (!SiteNavigation.Administers(user.Permissions))
            user.Demand(Permission.ManagePeople);
        return View("Index");
    }
}
