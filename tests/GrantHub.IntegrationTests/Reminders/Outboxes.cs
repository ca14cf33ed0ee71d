using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Reminders;

/// <inheritdoc cref="AppFixture"/>
public sealed class MailApp<TDatabase>() : AppFixture(new TDatabase())
    where TDatabase : TestDatabase, new()
{
    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<IMailWriter>(new PlainWriter("Waits for you"));
}

/// <summary>Fills and reads the outbox of a test.</summary>
internal static class Outboxes
{
    public static MailSettings Over(this SmtpServer server) =>
        new()
        {
            Transport = MailTransport.Smtp,
            From = "office@example.org",
            FromName = "Office of the Commissioner",
            Smtp = new()
            {
                Host = "127.0.0.1",
                Port = server.Port,
                Security = SmtpSecurity.None,
            },
        };

    public static SmtpMailSender Smtp(MailSettings settings) =>
        new(Options.Create(settings), TimeProvider.System);

    public static OutboxSender Sender(
        this AppFixture app,
        IMailSender carrier,
        MailSettings? settings = null
    ) =>
        new(
            app.Services.GetRequiredService<IServiceScopeFactory>(),
            carrier,
            Options.Create(settings ?? new MailSettings()),
            app.Clock,
            NullLogger<OutboxSender>.Instance
        );

    public static Task<int> SendDueAsync(this AppFixture app, OutboxSender sender) =>
        sender.SendDueAsync(app.Clock.LondonToday(), CancellationToken.None);

    /// <summary>Empties the outbox and puts a test e-mail into it for each address, whose person is added.</summary>
    /// <returns>The e-mails' ids, in the order of the addresses.</returns>
    public static Task<long[]> WaitingAsync(this AppFixture app, params string[] addresses) =>
        app.Look(async db =>
        {
            await db.Outbox.ExecuteDeleteAsync();
            var known = await db
                .People.Where(p => addresses.Contains(p.Email))
                .ToDictionaryAsync(p => p.Email, p => p.Id);
            var added = addresses
                .Distinct()
                .Where(address => !known.ContainsKey(address))
                .Select(address => Person.Add("Jo Field", address, null, null, Role.Auditor))
                .ToList();
            db.People.AddRange(added);
            await db.SaveChangesAsync();
            foreach (var person in added)
                known[person.Email] = person.Id;
            var now = app.Clock.UtcInstant();
            var messages = addresses
                .Select(address => OutboxMessage.Test(known[address], now))
                .ToList();
            db.Outbox.AddRange(messages);
            await db.SaveChangesAsync();
            return messages.Select(m => m.Id).ToArray();
        });

    public static Task<OutboxMessage> MessageAsync(this AppFixture app, long id) =>
        app.Look(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));
}

/// <summary>Takes, or does with an e-mail what a test says.</summary>
internal sealed class Carrier(Func<Mail, Task>? carry = null) : IMailSender
{
    private readonly List<Mail> taken = [];

    public IReadOnlyList<Mail> Taken
    {
        get
        {
            lock (taken)
                return [.. taken];
        }
    }

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (carry is not null)
            await carry(mail);
        lock (taken)
            taken.Add(mail);
    }
}
