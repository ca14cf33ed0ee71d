using GrantHub.Application.Audit;

namespace GrantHub.Web.Hosting;

/// <summary>The machine that a browser's request comes from; behind a proxy, the one that the proxy names.</summary>
internal sealed class RequestOrigin(IHttpContextAccessor request) : IOrigin
{
    public string? Address => request.HttpContext?.Connection.RemoteIpAddress?.ToString();
}
