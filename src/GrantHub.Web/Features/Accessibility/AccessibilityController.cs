using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.Web.Features.Accessibility;

/// <summary>The accessibility statement that the 2018 Regulations ask of a public sector body.</summary>
[AllowAnonymous]
public sealed class AccessibilityController : Controller
{
    [HttpGet("accessibility")]
    public IActionResult Show() => View("Statement");
}
