using GrantHub.Application;
using GrantHub.Application.People;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Audit;

/// <summary>No entry, no change: what a command writes without one is undone, and what has no aggregate has its entries too.</summary>
public abstract class NoEntryNoChangeTests(AppFixture app)
{
    private static readonly DateOnly Jubilee = new(2031, 6, 3);

    [Requires(Permission.SignedIn)]
    protected sealed record Silent : ICommand<Unit>;

    [Requires(Permission.SignedIn)]
    [LeavesNoEntry("A test says so.")]
    protected sealed record Exempted : ICommand<Unit>;

    [DatabaseFact]
    public async Task Command_ThatSavesWithoutAnEntry_IsUndone()
    {
        var day = new DateOnly(2041, 1, 2);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(new Silent(), db => db.BankHolidays.Add(new BankHoliday(day, "Nobody knows")))
        );

        Assert.Contains("Silent would change what is stored without an entry", fault.Message);
        Assert.False(await app.Look(db => db.BankHolidays.AnyAsync(h => h.Date == day)));
    }

    [DatabaseFact]
    public async Task Command_ThatWritesPastTheTracker_IsUndone()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(
                new Silent(),
                db =>
                    db.People.Where(p => p.Email == Cast.Mo)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Telephone, "999"))
            )
        );

        Assert.False(await app.Look(db => db.People.AnyAsync(p => p.Telephone == "999")));
    }

    [DatabaseFact]
    public async Task Command_ThatMayLeaveNone_IsDone()
    {
        var day = new DateOnly(2041, 1, 3);

        await RunAsync(
            new Exempted(),
            db => db.BankHolidays.Add(new BankHoliday(day, "Everybody knows"))
        );

        Assert.True(await app.Look(db => db.BankHolidays.AnyAsync(h => h.Date == day)));
    }

    [DatabaseFact]
    public async Task Command_ThatWritesNothing_NeedsNone() =>
        await RunAsync(new Silent(), db => db.People.CountAsync());

    [DatabaseFact]
    public async Task BankHoliday_AddedAndRemoved_IsInTheHistory()
    {
        await app.SendAs(Cast.Admin, new AddBankHoliday(Jubilee, "Jubilee"));
        await app.SendAs(Cast.Admin, new RemoveBankHoliday(Jubilee));

        var entries = await EntriesAsync(BankHoliday.Subject);
        Assert.Equal(
            [
                ("BankHolidayAdded", null, "3 June 2031, Jubilee", (long)Jubilee.DayNumber),
                ("BankHolidayRemoved", "3 June 2031, Jubilee", null, Jubilee.DayNumber),
            ],
            entries.Select(e => (e.What, e.Before, e.After, e.SubjectId))
        );
        Assert.All(entries, entry => Assert.Equal("Adam Nisbet", entry.PersonName));
        using var page = await app.SignedIn(Cast.Admin);
        var history = await page.ReadAsync("/admin/history/bank-holiday");
        Assert.Contains("Bank holiday removed: 3 June 2031", history);
        using var auditor = await app.SignedIn(Cast.Auditor);
        Assert.Contains("Bank holiday 3 June 2031", await auditor.ReadAsync("/audit"));
        using var lead = await app.SignedIn(Cast.Lead);
        using var refused = await lead.GetAsync("/admin/history/bank-holiday");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [DatabaseFact]
    public async Task TestMessage_AndTryingAgain_AreInTheHistory()
    {
        await app.SendAs(Cast.Admin, new SendTestMessage(Guid.NewGuid()));
        var message = await app.Look(db => db.Outbox.SingleAsync(m => m.Kind == MessageKind.Test));
        await GiveUpAsync();
        await app.SendAs(Cast.Admin, new RetryMessages(message.Id));
        await GiveUpAsync();
        await app.SendAs(Cast.Admin, new RetryMessages());
        // Nothing is left to try again, so nothing happens.
        await app.SendAs(Cast.Admin, new RetryMessages());

        Assert.Equal(
            [
                ("TestMessageSent", message.Id, null),
                ("MessagesRetried", message.Id, "1 e-mail to send again"),
                ("MessagesRetried", 0, "1 e-mail to send again"),
            ],
            (await EntriesAsync(OutboxMessage.Subject)).Select(e => (e.What, e.SubjectId, e.After))
        );
        using var page = await app.SignedIn(Cast.Admin);
        Assert.Contains("Test message sent", await page.ReadAsync("/admin/history/message"));
    }

    [DatabaseFact]
    public async Task BuiltInTemplates_AreInTheHistory()
    {
        var added = (await EntriesAsync(RecordTemplate.Subject))
            .Where(entry => entry.What == "TemplateAdded")
            .ToList();

        Assert.Equal(
            await app.Look(db => db.Templates.Select(t => t.Id).Order().ToListAsync()),
            added.Select(entry => entry.SubjectId).Order()
        );
        Assert.All(
            added,
            entry => Assert.Equal((0, "operator"), (entry.PersonId, entry.PersonName))
        );
    }

    [DatabaseFact]
    public async Task Policy_SavedAsItStands_ChangesNothing()
    {
        const WorkKind kind = WorkKind.ReviewsToDo;
        var rule = ReminderRule.DefaultOf(kind);
        await app.SendAs(Cast.Admin, new ChangePolicy(kind, Guid.Empty, IsOn: false, rule));
        var kept = await app.Look(db => db.ReminderPolicies.SingleAsync(p => p.Kind == kind));

        await app.SendAs(Cast.Admin, new ChangePolicy(kind, kept.Version, IsOn: false, rule));

        Assert.Single(await EntriesAsync(ReminderPolicy.Subject));
    }

    [DatabaseFact]
    public async Task Disabling_SomebodyWhoIsDisabled_ChangesNothing()
    {
        var id = await app.SendAs(
            Cast.Admin,
            new AddPerson(
                "Twice Gone",
                "twice@example.org",
                null,
                null,
                Role.Auditor,
                "nine brown kettles"
            )
        );
        await app.SendAs(Cast.Admin, new DisablePerson(id));

        await app.SendAs(Cast.Admin, new DisablePerson(id));

        Assert.Single(
            await EntriesAsync(Person.Subject),
            entry => entry.SubjectId == id && entry.What == "PersonDisabled"
        );
    }

    [DatabaseFact]
    public async Task Resume_OfAJobThatNeverRan_ChangesNothing()
    {
        await app.SendAs(Cast.Admin, new ResumeJob(JobKind.ExportAuditHeads));

        Assert.False(
            await app.Look(db => db.Jobs.AnyAsync(j => j.Kind == JobKind.ExportAuditHeads))
        );
    }

    private Task<int> GiveUpAsync() =>
        app.Look(db =>
            db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.GivenUp))
        );

    private Task<List<AuditEntry>> EntriesAsync(string kind) =>
        app.Look(db =>
            db.AuditEntries.AsNoTracking()
                .Where(e => e.SubjectKind == kind)
                .OrderBy(e => e.Number)
                .ToListAsync()
        );

    /// <summary>Runs the work as the handler of a command.</summary>
    private async Task RunAsync<TCommand>(TCommand command, Func<GrantHubDb, object> work)
        where TCommand : ICommand<Unit>
    {
        await using var scope = await app.ScopeOf(Cast.Admin);
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await scope
            .ServiceProvider.GetServices<IPipelineBehavior<TCommand, Unit>>()
            .Last()
            .Handle(
                command,
                default,
                async () =>
                {
                    if (work(db) is Task task)
                        await task;
                    return Unit.Value;
                }
            );
    }
}

public sealed class NoEntryNoChangeTests_OnSqlite(App<SqliteDatabase> app)
    : NoEntryNoChangeTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class NoEntryNoChangeTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : NoEntryNoChangeTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
