using System.Net;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Nodes;

/// <summary>One server as one of several: how it leaves, and whose word it takes on where a request comes from.</summary>
public sealed class NodeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-node-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Stop_WithDraining_SaysSoAndServesOnUntilItIsOver()
    {
        var clock = new HeldDrain(TimeSpan.FromSeconds(300));
        await using var app = await StartAsync(clock, ("GrantHub:Nodes:DrainSeconds", "300"));
        var browser = app.GetTestClient();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready")).StatusCode);

        var stopping = app.StopAsync();
        await clock.Began;

        var ready = await browser.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("node: This server is stopping.", await ready.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/register")).StatusCode);
        Assert.False(stopping.IsCompleted);

        clock.End();
        await stopping;
    }

    [Theory]
    [InlineData("DrainSeconds", "-1", "from 0 to 600")]
    [InlineData("DrainSeconds", "601", "from 0 to 600")]
    [InlineData("FinishSeconds", "0", "from 1 to 600")]
    [InlineData("FinishSeconds", "601", "from 1 to 600")]
    public async Task Start_WithATimeThatCannotBe_SaysWhich(
        string setting,
        string seconds,
        string range
    )
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(TimeProvider.System, ($"GrantHub:Nodes:{setting}", seconds))
        );

        Assert.Contains(
            $"GrantHub:Nodes:{setting} is a whole number {range}",
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("10.0.0.5", "203.0.113.7", "203.0.113.7", "https")]
    [InlineData("10.1.2.3", "203.0.113.7, 10.0.0.5", "203.0.113.7", "https")]
    [InlineData("10.0.0.5", "198.51.100.1, 203.0.113.7", "203.0.113.7", "https")]
    [InlineData("192.0.2.1", "203.0.113.7", "192.0.2.1", "http")]
    public async Task Request_ByAProxy_IsTakenAtItsWordOnlyWhenItIsNamed(
        string sender,
        string said,
        string origin,
        string scheme
    )
    {
        await using var app = await StartAsync(
            TimeProvider.System,
            ("GrantHub:Web:Proxies", "10.0.0.5, 10.1.0.0/16")
        );

        var context = await app.GetTestServer()
            .SendAsync(request =>
            {
                request.Connection.RemoteIpAddress = IPAddress.Parse(sender);
                request.Request.Path = "/health/live";
                request.Request.Headers["X-Forwarded-For"] = said;
                request.Request.Headers["X-Forwarded-Proto"] = string.Join(
                    ',',
                    said.Split(',').Select(_ => "https")
                );
            });

        Assert.Equal(
            (origin, scheme),
            (context.Connection.RemoteIpAddress!.ToString(), context.Request.Scheme)
        );
    }

    [Theory]
    [InlineData("proxy.example.org", "", "neither an address")]
    [InlineData("10.0.0.5", "true", "takes every sender's word")]
    public async Task Start_WithProxiesThatCannotBe_SaysWhy(
        string proxies,
        string forwarded,
        string sentence
    )
    {
        var refusal = await Assert.ThrowsAsync<SettingsException>(() =>
            StartAsync(
                TimeProvider.System,
                ("GrantHub:Web:Proxies", proxies),
                ("FORWARDEDHEADERS_ENABLED", forwarded)
            )
        );

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    private async Task<WebApplication> StartAsync(
        TimeProvider clock,
        params (string Name, string Value)[] settings
    )
    {
        var builder = GrantHubHost.CreateBuilder([
            KeyValuePair.Create("GrantHub:Data:Path", (string?)folder),
            KeyValuePair.Create(
                "ConnectionStrings:GrantHub",
                (string?)$"Data Source={Path.Combine(folder, "granthub.db")};Pooling=false"
            ),
            .. settings
                .Where(s => s.Value.Length > 0)
                .Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)),
        ]);
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(clock);
        var app = builder.BuildApp();
        await using (var scope = app.Services.CreateAsyncScope())
            await scope
                .ServiceProvider.GetRequiredService<DatabaseMigrator>()
                .MigrateAsync(default);
        await app.StartAsync();
        return app;
    }

    /// <summary>The machine's clock, but the draining ends when the test says so.</summary>
    private sealed class HeldDrain(TimeSpan drain) : TimeProvider
    {
        private readonly TaskCompletionSource<Action> held = new();

        public Task Began => held.Task;

        public void End() => held.Task.Result();

        public override ITimer CreateTimer(
            TimerCallback callback,
            object? state,
            TimeSpan dueTime,
            TimeSpan period
        )
        {
            if (dueTime != drain)
                return base.CreateTimer(callback, state, dueTime, period);
            held.TrySetResult(() => callback(state));
            return base.CreateTimer(
                callback,
                state,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }
    }
}
