using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GrantHub.Bench.Reminders;

/// <summary>Sends what "plan" left in the outbox to a mail server on this machine, beside the transport alone.</summary>
internal static class Draining
{
    public static Command Command(Option<string?> data)
    {
        var server = new Option<FileInfo>("--server")
        {
            Description =
                "The mail server of the tests, SmtpServer/server.mjs, with its packages installed.",
            Required = true,
        };
        var count = new Option<int>("--count")
        {
            Description = "How many e-mails are sent.",
            DefaultValueFactory = _ => 10_000,
        };
        var command = new Command(
            "drain",
            "Sends e-mails of an outbox over SMTP on this machine, beside the transport alone with as many at once."
        )
        {
            data,
            server,
            count,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                DrainAsync(
                    Path.GetFullPath(parsed.GetValue(data) ?? "data"),
                    parsed.GetRequiredValue(server),
                    parsed.GetValue(count),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> DrainAsync(
        string data,
        FileInfo script,
        int count,
        CancellationToken cancellationToken
    )
    {
        using var smtp = Start(script);
        var port = JsonDocument
            .Parse((await smtp.StandardOutput.ReadLineAsync(cancellationToken))!)
            .RootElement.GetProperty("port")
            .GetInt32();
        // Nobody reads what it says about each e-mail; left alone it would stop when the pipe is full.
        _ = smtp.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        await using var app = GrantHubHost
            .CreateBuilder(
                new Dictionary<string, string?>
                {
                    ["GrantHub:Data:Path"] = data,
                    ["GrantHub:Mail:Transport"] = "Smtp",
                    ["GrantHub:Mail:From"] = "granthub@example.org",
                    ["GrantHub:Mail:Smtp:Host"] = "127.0.0.1",
                    ["GrantHub:Mail:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture),
                    ["GrantHub:Mail:Smtp:Security"] = "None",
                }
            )
            .Build();
        var today = TimeProvider.System.LondonToday();
        var mail = await OneAsync(app.Services, today, cancellationToken);
        var concurrency = app
            .Services.GetRequiredService<IOptions<MailSettings>>()
            .Value.Concurrency;
        var sender = app.Services.GetRequiredService<IMailSender>();
        foreach (var isWarm in new[] { false, true })
        {
            var alone = await TimeAsync(() =>
                AloneAsync(sender, mail, count, concurrency, cancellationToken)
            );
            var waiting = await PutBackAsync(app.Services, count, cancellationToken);
            var before = Environment.WorkingSet >> 20;
            var sent = 0;
            var drain = await TimeAsync(async () =>
                sent = await app
                    .Services.GetRequiredService<OutboxSender>()
                    .SendDueAsync(today.AddDays(400), cancellationToken)
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(isWarm ? "measured" : "warming up")}: transport alone {count / alone:0} e-mails a second, outbox {sent / drain:0} a second ({sent} of {waiting}, {concurrency} at once), ratio {sent / drain / (count / alone):0.00}; memory {before} MB before, {Environment.WorkingSet >> 20} MB after"
                )
            );
        }
        smtp.StandardInput.Close();
        return 0;
    }

    private static Process Start(FileInfo script)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(script.FullName);
        // Chaos in which nothing befalls anything: the server then keeps no texts.
        start.ArgumentList.Add(
            """{"chaos":{"seed":1,"busy":0,"refused":0,"drop":0,"hang":0,"lost":0}}"""
        );
        return Process.Start(start)!;
    }

    private static async Task<Mail> OneAsync(
        IServiceProvider services,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var one = await (
            from message in db.Outbox.AsNoTracking()
            join reminder in db.Reminders on message.ReminderId equals reminder.Id
            join person in db.People on message.PersonId equals person.Id
            orderby message.Id
            select new
            {
                Message = message,
                Reminder = reminder,
                person.Name,
                person.Email,
            }
        ).FirstAsync(cancellationToken);
        return await scope
            .ServiceProvider.GetRequiredService<IMailWriter>()
            .WriteAsync(
                new MailDraft(one.Message, one.Name, one.Email, [one.Reminder]),
                today,
                cancellationToken
            );
    }

    private static Task AloneAsync(
        IMailSender sender,
        Mail mail,
        int count,
        int concurrency,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = concurrency,
                CancellationToken = cancellationToken,
            },
            async (i, token) =>
                await sender.SendAsync(mail with { MessageId = $"{i}.{mail.MessageId}" }, token)
        );

    /// <summary>As if the last e-mails of what was planned had not been sent.</summary>
    private static async Task<int> PutBackAsync(
        IServiceProvider services,
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await db
            .Outbox.Where(m => m.State == MessageState.Waiting)
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Sent),
                cancellationToken
            );
        var ids = db
            .Outbox.Where(m => m.State == MessageState.Sent && m.ReminderId != null)
            .OrderByDescending(m => m.Id)
            .Select(m => m.Id)
            .Take(count);
        return await db
            .Outbox.Where(m => ids.Contains(m.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, MessageState.Waiting),
                cancellationToken
            );
    }

    /// <returns>In seconds.</returns>
    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = TimeProvider.System.GetTimestamp();
        await act();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
