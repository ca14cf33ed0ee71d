using GrantHub.Application;
using GrantHub.Domain.People;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GrantHub.Web.Hosting;

/// <summary>
/// Refuses a form, and what is wrong with it, to somebody whose use case would be refused anyway. The use cases check for themselves.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class PageNeedsAttribute(Permission permission) : ActionFilterAttribute
{
    public Permission Permission { get; } = permission;

    public override void OnActionExecuting(ActionExecutingContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<ICurrentUser>().Demand(Permission);
}
