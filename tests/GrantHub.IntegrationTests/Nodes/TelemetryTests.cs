using System.Collections.Concurrent;
using System.Text;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrantHub.IntegrationTests.Nodes;

/// <summary>What leaves by OTLP, as a receiver on loopback gets it.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-otlp-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Requests_AreSentWithoutWhatNamesAnybody()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var receiver = Receiver(received);
        await receiver.StartAsync();
        await using (var app = Build(receiver.Urls.Single()))
        {
            await using (var scope = app.Services.CreateAsyncScope())
                await scope
                    .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                    .MigrateAsync(default);
            await app.StartAsync();
            using var browser = new PageClient(app.GetTestServer().CreateHandler());
            await browser.ReadAsync("/register?search=harrowgate");
            using var refused = await browser.PostFormAsync(
                "/sign-in",
                [("Email", "harriet@example.org"), ("Password", "not her kettle")]
            );
            using var none = await browser.GetAsync("/register/harriet-smith");
        }

        Assert.Contains("register", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("http.response.status_code", received["/v1/traces"]);
        foreach (
            var meter in (string[])
                [
                    "http.server.request.duration",
                    "dotnet.gc.",
                    "granthub.access.entries",
                    "SignInRefused",
                ]
        )
            Assert.Contains(meter, received["/v1/metrics"], StringComparison.Ordinal);
        foreach (var body in received.Values)
        foreach (
            var word in (string[])["harrowgate", "harriet", "not her kettle", folder, "select "]
        )
            Assert.DoesNotContain(word, body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("collector")]
    [InlineData("ftp://collector")]
    public void Start_WithAnEndpointThatIsNone_SaysSo(string endpoint)
    {
        var refusal = Assert.Throws<SettingsException>(() => Build(endpoint));

        Assert.Contains("GrantHub:Telemetry:Endpoint", refusal.Message, StringComparison.Ordinal);
    }

    private WebApplication Build(string endpoint)
    {
        var builder = GrantHubHost.CreateBuilder([
            KeyValuePair.Create("GrantHub:Data:Path", (string?)folder),
            KeyValuePair.Create("GrantHub:Telemetry:Endpoint", (string?)endpoint),
            KeyValuePair.Create(
                "ConnectionStrings:GrantHub",
                (string?)$"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false"
            ),
        ]);
        builder.WebHost.UseTestServer();
        return builder.BuildApp();
    }

    /// <summary>Keeps every body as text by its path: names and words in it are plain, whatever stands around them.</summary>
    private static WebApplication Receiver(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(
                context.Request.Path,
                Encoding.Latin1.GetString(body.ToArray()),
                (_, before) => before + Encoding.Latin1.GetString(body.ToArray())
            );
        });
        return app;
    }
}
