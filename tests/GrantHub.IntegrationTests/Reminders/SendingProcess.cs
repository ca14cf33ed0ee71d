using System.Diagnostics;
using System.Text.Json;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>
/// GrantHub in a process of its own that only sends, for tests that kill it or that give it other trusted certificates.
/// This assembly is its program.
/// </summary>
internal static class SendingProcess
{
    public const string SendOne = "send-one";
    public const string Drain = "drain";

    /// <summary>Starts one. What it sends has <paramref name="name"/> as its subject.</summary>
    public static Process Start(
        string task,
        string name,
        IReadOnlyDictionary<string, string?> settings,
        string? trusted = null
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var argument in (string[])
                [
                    typeof(SendingProcess).Assembly.Location,
                    task,
                    name,
                    JsonSerializer.Serialize(settings),
                ]
        )
            start.ArgumentList.Add(argument);
        if (trusted is not null)
            start.Environment["SSL_CERT_FILE"] = trusted;
        return Process.Start(start)!;
    }

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var task, var name, var settings])
            return 2;
        var builder = GrantHubHost.CreateBuilder(
            JsonSerializer.Deserialize<Dictionary<string, string?>>(settings)!
        );
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton<IMailWriter>(new PlainWriter(name));
        await using var app = builder.Build();
        if (task == SendOne)
            return await SendOneAsync(app, name);
        var sender = app.Services.GetRequiredService<OutboxSender>();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do await sender.SendDueAsync(DateOnly.MaxValue, CancellationToken.None);
        while (await pause.WaitForNextTickAsync());
        return 0;
    }

    private static async Task<int> SendOneAsync(WebApplication app, string name)
    {
        try
        {
            await app
                .Services.GetRequiredService<IMailSender>()
                .SendAsync(
                    PlainWriter.Mail("1@example.org", "jo@example.org", name),
                    CancellationToken.None
                );
            return 0;
        }
        catch (MailException fault)
        {
            await Console.Out.WriteAsync(fault.Message);
            return 1;
        }
    }
}

/// <summary>Writes no more than what tells one e-mail from another.</summary>
internal sealed class PlainWriter(string subject) : IMailWriter
{
    public Task<Mail> WriteAsync(
        MailDraft draft,
        DateOnly today,
        CancellationToken cancellationToken
    ) => Task.FromResult(Mail($"{draft.Message.Id}@example.org", draft.Email, subject));

    public static Mail Mail(string id, string to, string subject) =>
        new(id, to, "Jo Field", subject, "Text\n", "<p>Text</p>\n", null);
}
