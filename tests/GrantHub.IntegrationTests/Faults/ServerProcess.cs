using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>The program itself, on the database and the files of a test's own program, for tests that kill it.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>GRANTHUB_PROGRAM names another build, such as a published one, which starts faster.</summary>
    private static readonly string Program =
        Environment.GetEnvironmentVariable("GRANTHUB_PROGRAM")
        ?? typeof(GrantHubHost).Assembly.Location;

    private const int MostSaid = 40;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly SemaphoreSlim saidMore = new(0);

    private ServerProcess(Process process, int port)
    {
        (this.process, Port) = (process, port);
        process.ErrorDataReceived += (_, line) =>
        {
            said.Enqueue(line.Data ?? "");
            saidMore.Release();
        };
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    public bool IsRunning => !process.HasExited;

    /// <summary>What its log says of faults, each sentence once.</summary>
    public string Said =>
        string.Join(
            '\n',
            said.Where(line => line.Contains("Exception:", StringComparison.Ordinal))
                .Distinct()
                .Take(MostSaid)
        );

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="settings">Beside those that every server of a test has.</param>
    public static async Task<ServerProcess> StartAsync(
        AppFixture app,
        params (string Name, string Value)[] settings
    )
    {
        ArgumentNullException.ThrowIfNull(app);
        var port = FreePort();
        var data = app.Services.GetRequiredService<IOptions<DataDirectory>>().Value.Path;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in (string[])
                [
                    Program,
                    "run",
                    "--port",
                    port.ToString(CultureInfo.InvariantCulture),
                    "--data",
                    data,
                ]
        )
            start.ArgumentList.Add(argument);
        start.Environment["GrantHub__Database__Provider"] =
            app.Kind == DatabaseKind.Sqlite ? "Sqlite" : "PostgreSql";
        start.Environment["ConnectionStrings__GrantHub"] = app
            .Services.GetRequiredService<ConnectionString>()
            .Value;
        start.Environment["GrantHub__Limits__UploadsPerPerson"] = "0";
        // It does not live long enough for better code to pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start)!, port);
        var address = await server.process.StandardOutput.ReadLineAsync();
        Assert.True(address is not null, string.Join('\n', server.said));
        return server;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Assert.True(IsRunning, "The server ended by itself.");
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Waits until its log has the words.</summary>
    public async Task SaysAsync(string words)
    {
        while (!said.Any(line => line.Contains(words, StringComparison.Ordinal)))
            Assert.True(await saidMore.WaitAsync(Longest), $"It never said: {words}");
    }

    /// <summary>kill -TERM, as a service manager does; ends when the program has, and fails when it does not.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        using var longest = new CancellationTokenSource(Longest);
        await process.WaitForExitAsync(longest.Token);
    }

    public void Dispose()
    {
        if (IsRunning)
            Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Leads a browser to the server that runs at the moment.</summary>
internal sealed class ToServer(Func<int> port)
    : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.RequestUri = new UriBuilder(request.RequestUri!)
        {
            Scheme = "http",
            Host = "127.0.0.1",
            Port = port(),
        }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
