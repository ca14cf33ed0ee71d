using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Site;

/// <summary>Every address that the program answers, as its own routes say.</summary>
internal static class Routes
{
    /// <returns>Such as "GET /decisions/{address}", by name.</returns>
    public static SortedDictionary<string, RouteEndpoint> Of(IServiceProvider services)
    {
        var routes = new SortedDictionary<string, RouteEndpoint>(StringComparer.Ordinal);
        foreach (
            var endpoint in services
                .GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
        )
        foreach (
            var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                ?? (IReadOnlyList<string>)["GET"]
        )
            routes[NameOf(method, endpoint)] = endpoint;
        return routes;
    }

    public static string NameOf(string method, RouteEndpoint endpoint) =>
        $"{(method == "HEAD" ? "GET" : method)} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    public static bool IsAnonymous(this RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
}
