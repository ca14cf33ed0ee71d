using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>The npm package smtp-server in a process of its own; <c>SmtpServer/server.mjs</c> says what it can do.</summary>
public sealed class SmtpServer : IDisposable
{
    /// <summary>Nothing at all happens for so long only when something is wrong.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Channel<SmtpEvent> events = Channel.CreateUnbounded<SmtpEvent>();

    private SmtpServer(Process process) => this.process = process;

    public int Port { get; private set; }

    public static async Task<SmtpServer> StartAsync(object? options = null)
    {
        var file = typeof(SmtpServer)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "SmtpServer")
            .Value!;
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(file);
        start.ArgumentList.Add(JsonSerializer.Serialize(options ?? new { }));
        var server = new SmtpServer(Process.Start(start)!);
        _ = server.ReadAsync();
        server.Port = (await server.NextAsync("listening")).Port;
        return server;
    }

    /// <summary>The next event of a kind; others before it are passed over.</summary>
    public async Task<SmtpEvent> NextAsync(string kind)
    {
        while (true)
            if (await NextAsync() is var happened && happened.Event == kind)
                return happened;
    }

    public Task<SmtpEvent> NextAsync() => events.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>What has happened by now and was not read yet.</summary>
    public IEnumerable<SmtpEvent> SoFar()
    {
        while (events.Reader.TryRead(out var happened))
            yield return happened;
    }

    /// <summary>Ends the server and gives what it said and nobody read.</summary>
    public async Task<IReadOnlyList<SmtpEvent>> EndAsync()
    {
        process.StandardInput.Close();
        List<SmtpEvent> rest = [];
        await foreach (var happened in events.Reader.ReadAllAsync())
            rest.Add(happened);
        return rest;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            events.Writer.TryWrite(
                JsonSerializer.Deserialize<SmtpEvent>(line, JsonSerializerOptions.Web)!
            );
        events.Writer.Complete();
    }
}

/// <param name="Content">The e-mail as it arrived, in base64.</param>
/// <param name="IsLost">The server took it and dropped the connection before it said so.</param>
public sealed record SmtpEvent(
    string Event,
    int Port,
    string? To,
    string? Fate,
    bool Secure,
    string? User,
    bool IsLost,
    string? Content,
    string? Id,
    string? Subject
)
{
    public string Text => Encoding.UTF8.GetString(Convert.FromBase64String(Content!));
}
