using System.Collections.Frozen;
using System.Diagnostics;
using GrantHub.Application;
using GrantHub.Infrastructure;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace GrantHub.Web.Hosting;

/// <summary>
/// Metrics and traces by OTLP to <c>GrantHub:Telemetry:Endpoint</c>, from the start of the server to its end; nothing where that
/// is empty. The framework's own meters and sources are listened to, without the packages that would add to them.
/// </summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private const string Npgsql = "Npgsql";

    // Without the pool's name, which is the connection string.
    private static readonly string[] States = ["db.client.connection.state", "state", "error.type"];

    private readonly MeterProvider metrics;
    private readonly TracerProvider traces;

    private Telemetry(Uri endpoint)
    {
        var resource = ResourceBuilder
            .CreateEmpty()
            .AddService(
                "granthub",
                serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(),
                serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"
            );
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(
                Counters.Meter,
                "Microsoft.AspNetCore.Hosting",
                "Microsoft.AspNetCore.Server.Kestrel",
                "System.Net.Http",
                "System.Runtime",
                Npgsql
            )
            .AddView(instrument =>
                instrument.Meter.Name == Npgsql ? new() { TagKeys = States } : null
            )
            .AddOtlpExporter(otlp => Send(otlp, endpoint, "v1/metrics"))
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", Npgsql)
            .AddProcessor(new NamesNobody())
            .AddOtlpExporter(otlp => Send(otlp, endpoint, "v1/traces"))
            .Build();
    }

    /// <exception cref="SettingsException">The endpoint is no address.</exception>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var endpoint = configuration["Telemetry:Endpoint"];
        if (string.IsNullOrEmpty(endpoint))
            return;
        if (
            !Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
        )
            throw new SettingsException(
                $"GrantHub:Telemetry:Endpoint is an address such as http://127.0.0.1:4318, not \"{endpoint}\"."
            );
        // The method on the spans of requests; without it ASP.NET Core leaves that to a package too.
        AppContext.SetSwitch(
            "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData",
            false
        );
        services.AddHostedService(_ => new Telemetry(address));
    }

    /// <summary>Puts route and status on a request's span, which ASP.NET Core leaves to a package that GrantHub has not.</summary>
    public static void Use(WebApplication app)
    {
        if (string.IsNullOrEmpty(app.Configuration["GrantHub:Telemetry:Endpoint"]))
            return;
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } span)
                    return;
                span.SetTag("http.response.status_code", context.Response.StatusCode);
                if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route })
                    return;
                span.SetTag("http.route", route);
                span.DisplayName = $"{context.Request.Method} {route}";
            }
        );
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    private static void Send(OtlpExporterOptions otlp, Uri endpoint, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(endpoint, path);
    }

    /// <summary>
    /// Leaves on a span what says how the program does, and nothing else: an address, a query or an error's words may hold a
    /// name, a mailbox or exempt text.
    /// </summary>
    private sealed class NamesNobody : BaseProcessor<Activity>
    {
        private static readonly FrozenSet<string> Kept = FrozenSet.Create(
            "error.type",
            "http.request.method",
            "http.response.status_code",
            "http.route",
            "db.system.name",
            "network.protocol.version",
            "url.scheme"
        );

        public override void OnEnd(Activity data)
        {
            foreach (var (key, _) in data.TagObjects.ToList())
                if (!Kept.Contains(key))
                    data.SetTag(key, null);
            data.SetStatus(data.Status);
            data.TraceStateString = null;
            // An error's own words stand in an event, which nobody can take off a span: the span stays here.
            if (data.Events.Any())
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
