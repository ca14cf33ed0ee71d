using System.Net;
using GrantHub.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GrantHub.Web.Hosting;

/// <summary>The settings under "Nodes": this server as one of several behind a load balancer.</summary>
public sealed class NodeSettings
{
    public const string Section = "Nodes";

    /// <summary>
    /// How long, once told to stop, it serves on while <c>/health/ready</c> says that it is leaving; 0 stops at once.
    /// </summary>
    public int DrainSeconds { get; set; }

    /// <summary>How long what is still under way when the draining is over has to end; then it is cut off. At least 1.</summary>
    public int FinishSeconds { get; set; } = 30;
}

/// <summary>The settings under "Web".</summary>
public sealed class ProxySettings
{
    public const string Section = "Web";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.5, 10.1.0.0/16</c>) of the proxies whose word on where a request comes from is taken;
    /// empty: nobody's.
    /// </summary>
    public string Proxies { get; set; } = "";

    /// <summary>Null where no proxy is trusted.</summary>
    /// <exception cref="SettingsException">A part is neither an address nor a network.</exception>
    public ForwardedHeadersOptions? Trusted()
    {
        var trusted = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // From the last proxy back to the first that is not ours, however many ours are.
            ForwardLimit = null,
        };
        trusted.KnownProxies.Clear();
        trusted.KnownIPNetworks.Clear();
        foreach (
            var part in Proxies.Split(
                [',', ';', ' '],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
            if (IPAddress.TryParse(part, out var address))
                trusted.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(part, out var network))
                trusted.KnownIPNetworks.Add(network);
            else
                throw new SettingsException(
                    $"GrantHub:Web:Proxies has \"{part}\", which is neither an address such as 10.0.0.5 nor a network such as 10.1.0.0/16."
                );
        return trusted.KnownProxies.Count + trusted.KnownIPNetworks.Count > 0 ? trusted : null;
    }
}

internal static class Nodes
{
    /// <summary>Seconds.</summary>
    private const int Longest = 600;

    public static void AddNodes(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<NodeSettings>()
            .Bind(configuration.GetSection(NodeSettings.Section))
            .Validate(
                node => node.DrainSeconds is >= 0 and <= Longest,
                $"GrantHub:Nodes:DrainSeconds is a whole number from 0 to {Longest}."
            )
            .Validate(
                node => node.FinishSeconds is >= 1 and <= Longest,
                $"GrantHub:Nodes:FinishSeconds is a whole number from 1 to {Longest}."
            )
            .ValidateOnStart();
        services.AddOptions<ProxySettings>().Bind(configuration.GetSection(ProxySettings.Section));
        services
            .AddOptions<HostOptions>()
            .Configure<IOptions<NodeSettings>>(
                (host, node) =>
                    host.ShutdownTimeout = TimeSpan.FromSeconds(
                        node.Value.DrainSeconds + node.Value.FinishSeconds
                    )
            );
        services.AddHostedService<Draining>();
        services.AddHealthChecks().AddCheck<IsStaying>("node");
    }

    /// <summary>First in the pipeline: what follows sees the browser's address and scheme.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (
            app.Services.GetRequiredService<IOptions<ProxySettings>>().Value.Trusted()
            is not { } trusted
        )
            return;
        if (app.Configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
            throw new SettingsException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED takes every sender's word, and GrantHub:Web:Proxies only that of the proxies it names. Leave out the first."
            );
        app.UseForwardedHeaders(trusted);
    }

    /// <summary>Once the server is told to stop, a load balancer is told to look elsewhere.</summary>
    private sealed class IsStaying(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                lifetime.ApplicationStopping.IsCancellationRequested
                    ? HealthCheckResult.Unhealthy("This server is stopping.")
                    : HealthCheckResult.Healthy()
            );
    }

    /// <summary>Stands between being told to stop and stopping: the host asks it before it stops the web server.</summary>
    private sealed class Draining(
        IOptions<NodeSettings> node,
        IHostApplicationLifetime lifetime,
        TimeProvider clock
    ) : IHostedLifecycleService
    {
        public Task StoppingAsync(CancellationToken cancellationToken)
        {
            // A signal has said so already; whoever stops the host by hand has not.
            lifetime.StopApplication();
            return Task.Delay(
                TimeSpan.FromSeconds(node.Value.DrainSeconds),
                clock,
                cancellationToken
            );
        }

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
