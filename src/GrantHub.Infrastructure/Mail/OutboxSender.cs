using System.Data.Common;
using GrantHub.Application;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.People;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Mail;

/// <summary>
/// Sends what waits in the outbox. Any number of programs may do so from one database: each takes a batch on by a lease,
/// sends outside any transaction, and writes down each result at once. Whatever a program leaves behind when it is ended is
/// taken on by another when its lease is over.
/// </summary>
public sealed class OutboxSender(
    IServiceScopeFactory scopes,
    IMailSender sender,
    IOptions<MailSettings> settings,
    TimeProvider clock,
    ILogger<OutboxSender> log
)
{
    /// <summary>So many in a row that the next will fail as well: the rest waits for the next pass.</summary>
    private const int MostUnreachable = 5;

    /// <summary>In e-mails for each that is under way at once; what a program that is ended keeps from others until its lease is over.</summary>
    private const int BatchFactor = 8;

    /// <summary>Out of so many times what it needs a program chooses, so that two seldom want the same.</summary>
    private const int Choice = 4;

    /// <summary>Work that was done since its reminder was planned is looked for this often.</summary>
    private static readonly TimeSpan StopInterval = TimeSpan.FromMinutes(1);

    private readonly MailSettings settings = settings.Value;

    /// <summary>Goes on until nothing is due, sending is paused, or the carrier cannot be reached.</summary>
    /// <param name="today">Sends what is planned up to this day.</param>
    /// <param name="cancellationToken">What is under way is still finished, and no more is begun.</param>
    /// <returns>How many e-mails were taken.</returns>
    public async Task<int> SendDueAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var pass = new Pass(today);
        while (
            !pass.IsOver
            && !cancellationToken.IsCancellationRequested
            && !await IsPausedAsync(cancellationToken)
        )
        {
            await StopDoneAsync(pass, cancellationToken);
            if (await ClaimAsync(today, cancellationToken) is not { } batch)
                break;
            try
            {
                await SendAsync(batch, pass, cancellationToken);
            }
            finally
            {
                await LetGoAsync(batch);
            }
        }
        await CountWaitingAsync(cancellationToken);
        return pass.Sent;
    }

    private async Task CountWaitingAsync(CancellationToken cancellationToken)
    {
        // Only where somebody watches: it is one more command every few seconds.
        if (!Counters.MailsWaiting.Enabled || cancellationToken.IsCancellationRequested)
            return;
        await using var scope = scopes.CreateAsyncScope();
        Counters.MailsWaiting.Record(
            await Db(scope)
                .Outbox.LongCountAsync(m => m.State == MessageState.Waiting, cancellationToken)
        );
    }

    /// <summary>Whether an administrator has paused sending.</summary>
    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Db(scope)
            .Jobs.AnyAsync(
                j => j.Kind == JobKind.SendMail && j.PausedAt != null,
                cancellationToken
            );
    }

    private async Task StopDoneAsync(Pass pass, CancellationToken cancellationToken)
    {
        var now = clock.UtcInstant();
        if (pass.StoppedAt is { } at && now - at < StopInterval)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var planned = now - StopInterval;
        if (
            await Db(scope)
                .Outbox.AnyAsync(
                    m =>
                        m.State == MessageState.Waiting
                        && (m.Kind == MessageKind.Reminder || m.Kind == MessageKind.Digest)
                        && m.CreatedAt < planned,
                    cancellationToken
                )
        )
        {
            scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
            await scope
                .ServiceProvider.GetRequiredService<IMediator>()
                .Send(new StopDoneReminders(pass.Today), cancellationToken);
        }
        pass.StoppedAt = now;
    }

    /// <summary>
    /// Chooses, takes on, and reads: three commands that every database understands. The second says once more what may be
    /// taken on, so that of two programs that chose the same row only one gets it.
    /// </summary>
    /// <returns>Null when nothing is due.</returns>
    private async Task<Batch?> ClaimAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        var size = settings.Concurrency * BatchFactor;
        while (true)
        {
            var now = clock.UtcInstant();
            var ids = await db
                .Outbox.Where(m =>
                    m.State == MessageState.Waiting
                    && m.NextAttemptAt <= now
                    && m.SendOn <= today
                    && (m.LeaseUntil == null || m.LeaseUntil < now)
                )
                .OrderBy(m => m.NextAttemptAt)
                .ThenBy(m => m.Id)
                .Select(m => m.Id)
                .Take(size * Choice)
                .ToArrayAsync(cancellationToken);
            if (ids.Length == 0)
                return null;
            Random.Shared.Shuffle(ids);
            var wanted = ids.Take(size).ToArray();
            var token = Guid.NewGuid();
            var until = now.AddSeconds(settings.LeaseSeconds);
            try
            {
                var taken = await db
                    .Outbox.Where(m =>
                        wanted.Contains(m.Id)
                        && m.State == MessageState.Waiting
                        && (m.LeaseUntil == null || m.LeaseUntil < now)
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(m => m.LeaseToken, token)
                                .SetProperty(m => m.LeaseUntil, until),
                        cancellationToken
                    );
                if (taken > 0)
                    return new Batch(token, until, await DraftsAsync(db, token, cancellationToken));
            }
            catch (DbException fault) when (db.IsLostRace(fault))
            {
                log.LogDebug(fault, "Another program took on the same e-mails.");
            }
        }
    }

    /// <summary>What the e-mails of a lease are written from: a number of commands that does not grow with them.</summary>
    private static async Task<IReadOnlyList<(MailDraft Draft, bool IsWanted)>> DraftsAsync(
        IGrantHubDb db,
        Guid token,
        CancellationToken cancellationToken
    )
    {
        var messages = await (
            from message in db.Outbox.AsNoTracking()
            where message.LeaseToken == token
            join person in db.People on message.PersonId equals person.Id
            orderby message.NextAttemptAt, message.Id
            select new
            {
                Message = message,
                person.Name,
                person.Email,
                IsOff = person.DisabledAt != null,
            }
        ).ToListAsync(cancellationToken);
        var reminders = await (
            from reminder in db.Reminders.AsNoTracking()
            from message in db.Outbox
            where
                message.LeaseToken == token
                && reminder.StoppedAt == null
                && (
                    message.ReminderId == reminder.Id
                    || reminder.DigestOn != null
                        && message.DigestOn == reminder.DigestOn
                        && message.PersonId == reminder.PersonId
                )
            orderby reminder.Date, reminder.Id
            select new { MessageId = message.Id, Reminder = reminder }
        ).ToListAsync(cancellationToken);
        var byMessage = reminders.ToLookup(r => r.MessageId, r => r.Reminder);
        return
        [
            .. messages.Select(m =>
            {
                var draft = new MailDraft(m.Message, m.Name, m.Email, [.. byMessage[m.Message.Id]]);
                var isReminder = m.Message.Kind is MessageKind.Reminder or MessageKind.Digest;
                return (draft, !m.IsOff && (!isReminder || draft.Reminders.Count > 0));
            }),
        ];
    }

    private async Task SendAsync(Batch batch, Pass pass, CancellationToken cancellationToken)
    {
        await StopAsync(batch);
        await Parallel.ForEachAsync(
            batch.Drafts.Where(d => d.IsWanted).Select(d => d.Draft),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency },
            async (draft, _) =>
            {
                if (pass.IsOver || cancellationToken.IsCancellationRequested || IsTooLate(batch))
                    return;
                await SendAsync(draft, batch, pass);
            }
        );
    }

    /// <summary>
    /// An e-mail is begun only when its lease outlasts the longest that it may take, with a quarter to spare for writing
    /// down the result.
    /// </summary>
    private bool IsTooLate(Batch batch) =>
        batch.Until - clock.UtcInstant() < settings.Timeout * 1.25;

    private async Task SendAsync(MailDraft draft, Batch batch, Pass pass)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            var mail = await scope
                .ServiceProvider.GetRequiredService<IMailWriter>()
                .WriteAsync(draft, pass.Today, CancellationToken.None);
            // Nobody can say of an e-mail that is cut off whether it was taken, so it is never cut off but by its time limit.
            await sender.SendAsync(mail, CancellationToken.None);
        }
        // One e-mail that cannot be written or carried, whyever, does not keep the others back.
        catch (Exception thrown)
        {
            var fault = thrown as MailException ?? Unforeseen(draft.Message, thrown);
            pass.Failed(fault);
            Counters.Mails.Add(1, KeyValuePair.Create("outcome", (object?)"failed"));
            await KeepFaultAsync(scope, draft.Message, batch.Token, fault);
            return;
        }
        pass.Succeeded();
        Counters.Mails.Add(1, KeyValuePair.Create("outcome", (object?)"sent"));
        await KeepSentAsync(scope, draft.Message, batch.Token);
    }

    /// <summary>Neither the log nor the reason says what was thrown in full: it may name people.</summary>
    private MailException Unforeseen(OutboxMessage message, Exception thrown)
    {
        var kind = thrown.GetType().Name;
        log.LogError(
            "E-mail {Id} could not be written or handed over: {Kind}\n{Where}",
            message.Id,
            kind,
            thrown.StackTrace
        );
        return new MailException(
            $"GrantHub could not write the e-mail or hand it over ({kind}). The log of the program says more.",
            isUnreachable: false,
            cause: thrown
        );
    }

    private async Task KeepSentAsync(AsyncServiceScope scope, OutboxMessage message, Guid token)
    {
        var now = clock.UtcInstant();
        var kept = await KeepAsync(() =>
            Held(scope, message.Id, token)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.State, MessageState.Sent)
                        .SetProperty(m => m.SentAt, now)
                        .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                        .SetProperty(m => m.Fault, (string?)null)
                        .SetProperty(m => m.LeaseToken, (Guid?)null)
                        .SetProperty(m => m.LeaseUntil, (DateTime?)null)
                )
        );
        if (kept == 0)
            log.LogWarning(
                "E-mail {Id} was sent after its lease was over; it may be sent twice. Do the clocks of the machines agree?",
                message.Id
            );
    }

    private async Task KeepFaultAsync(
        AsyncServiceScope scope,
        OutboxMessage message,
        Guid token,
        MailException fault
    )
    {
        var attempts = message.Attempts + 1;
        var isGivenUp = attempts >= settings.Attempts;
        // A carrier that says "in ten seconds" all day long would have everything given up within minutes.
        var wait = Math.Max(
            fault.RetryAfter?.TotalSeconds ?? 0,
            settings.WaitAfter(attempts, Random.Shared.NextDouble()).TotalSeconds
        );
        var now = clock.UtcInstant();
        // Of one that is given up it says when that was.
        var next = isGivenUp
            ? now
            : now.AddSeconds(Math.Ceiling(Math.Min(wait, 1.5 * settings.LongestRetrySeconds)));
        var state = isGivenUp ? MessageState.GivenUp : MessageState.Waiting;
        var reason = fault.Message.Length <= 500 ? fault.Message : $"{fault.Message[..499]}…";
        // The reason is with the e-mail; it may name an address, which is nothing for a log.
        log.LogWarning(
            "E-mail {Id} failed, attempt {Attempts} of {Most}",
            message.Id,
            attempts,
            settings.Attempts
        );
        await KeepAsync(() =>
            Held(scope, message.Id, token)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.State, state)
                        .SetProperty(m => m.Attempts, attempts)
                        .SetProperty(m => m.NextAttemptAt, next)
                        .SetProperty(m => m.Fault, reason)
                        .SetProperty(m => m.LeaseToken, (Guid?)null)
                        .SetProperty(m => m.LeaseUntil, (DateTime?)null)
                )
        );
    }

    /// <summary>What nobody wants any more: its person is switched off, or all that it tells is done.</summary>
    private async Task StopAsync(Batch batch)
    {
        var ids = batch.Drafts.Where(d => !d.IsWanted).Select(d => d.Draft.Message.Id).ToArray();
        if (ids.Length == 0)
            return;
        var reminders = batch
            .Drafts.Where(d => !d.IsWanted)
            .SelectMany(d => d.Draft.Reminders)
            .Select(r => r.Id)
            .ToArray();
        var now = clock.UtcInstant();
        await using var scope = scopes.CreateAsyncScope();
        // Should the person be back, these are planned anew.
        if (reminders.Length > 0)
            await KeepAsync(() =>
                Db(scope)
                    .Reminders.Where(r => reminders.Contains(r.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.StoppedAt, now))
            );
        await KeepAsync(() =>
            Db(scope)
                .Outbox.Where(m => ids.Contains(m.Id) && m.LeaseToken == batch.Token)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.State, MessageState.Stopped)
                        .SetProperty(m => m.LeaseToken, (Guid?)null)
                        .SetProperty(m => m.LeaseUntil, (DateTime?)null)
                )
        );
    }

    private async Task LetGoAsync(Batch batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        await KeepAsync(() =>
            Db(scope)
                .Outbox.Where(m => m.LeaseToken == batch.Token)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(m => m.LeaseToken, (Guid?)null)
                        .SetProperty(m => m.LeaseUntil, (DateTime?)null)
                )
        );
    }

    /// <summary>A result is worth some patience: if it is lost, the e-mail is sent once more.</summary>
    private async Task<int> KeepAsync(Func<Task<int>> keep)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await keep();
            }
            catch (DbException fault) when (attempt < 5)
            {
                log.LogWarning(fault, "The database did not take a result; trying again.");
                await Task.Delay(TimeSpan.FromMilliseconds(100 << attempt), clock);
            }
    }

    private static IQueryable<OutboxMessage> Held(AsyncServiceScope scope, long id, Guid token) =>
        Db(scope).Outbox.Where(m => m.Id == id && m.LeaseToken == token);

    private static IGrantHubDb Db(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<IGrantHubDb>();

    private sealed record Batch(
        Guid Token,
        DateTime Until,
        IReadOnlyList<(MailDraft Draft, bool IsWanted)> Drafts
    );

    /// <summary>How one call goes so far, counted by several at once.</summary>
    private sealed class Pass(DateOnly today)
    {
        private int sent;
        private int unreachable;

        public DateOnly Today { get; } = today;
        public int Sent => sent;
        public bool IsOver => Volatile.Read(ref unreachable) >= MostUnreachable;
        public DateTime? StoppedAt { get; set; }

        public void Succeeded()
        {
            Interlocked.Increment(ref sent);
            Reached();
        }

        public void Failed(MailException fault)
        {
            if (fault.IsUnreachable)
                Interlocked.Increment(ref unreachable);
            else
                Reached();
        }

        private void Reached()
        {
            // Once over, over: what was under way meanwhile does not begin the pass again.
            if (!IsOver)
                Volatile.Write(ref unreachable, 0);
        }
    }
}
