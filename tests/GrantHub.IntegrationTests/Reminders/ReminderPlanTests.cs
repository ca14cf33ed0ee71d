using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Reminders;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>Which reminders are planned on which day, for whom, and when they stop.</summary>
public abstract class ReminderPlanTests(AppFixture app) : IAsyncLifetime
{
    /// <summary>Each test has the reminders for itself; the work of the others is far from its dates or of other kinds.</summary>
    public async Task InitializeAsync()
    {
        await app.Look(db => db.Outbox.ExecuteDeleteAsync());
        await app.Look(db => db.Reminders.ExecuteDeleteAsync());
        await app.Look(db => db.ReminderPolicies.ExecuteDeleteAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task ReviewOf2017_UndoneFromDecemberToApril_IsRemindedOfOnTheFiveDays()
    {
        var grant = await GrantOf2017Async("The worked example");
        await ManagedByAsync(Cast.Lead, Cast.Cfo);

        await EachDayAsync(new(2017, 12, 1), new(2018, 4, 30));

        Assert.Equal(
            [
                (new DateOnly(2017, 12, 1), -60, RemindedAs.Responsible, "Lena Field"),
                (new DateOnly(2017, 12, 31), -30, RemindedAs.Responsible, "Lena Field"),
                (new DateOnly(2018, 1, 23), -7, RemindedAs.Responsible, "Lena Field"),
                (new DateOnly(2018, 1, 30), 0, RemindedAs.Responsible, "Lena Field"),
                (new DateOnly(2018, 2, 6), 7, RemindedAs.Responsible, "Lena Field"),
                (new DateOnly(2018, 2, 6), 7, RemindedAs.LineManager, "Cathy Ford"),
            ],
            (await RemindersAsync(grant, WorkKind.ReviewsToDo)).Select(r =>
                (r.PlannedOn, r.Offset, r.As, r.Person)
            )
        );
        Assert.Equal("Lena Field", (await RemindersAsync(grant, WorkKind.ReviewsToDo))[^1].Whose);
    }

    [DatabaseFact]
    public async Task Review_OnceRecommended_IsRemindedOfNoMore()
    {
        var grant = await GrantOf2017Async("Done in time");
        await EachDayAsync(new(2017, 12, 1), new(2017, 12, 2));
        await app.SendAs(
            Cast.Lead,
            new ChangeReviewDays(grant, null, 270, "So that the review is open today.")
        );
        await app.SendAs(
            Cast.Lead,
            new WriteReview(grant, GrantLife.First, GrantLife.Content(Recommendation.Continue))
        );
        await app.SendAs(Cast.Lead, new RecommendReview(grant, GrantLife.First, Records.Agreed()));

        foreach (
            var day in (DateOnly[])
                [new(2017, 12, 31), new(2018, 1, 23), new(2018, 1, 30), new(2018, 2, 6)]
        )
            await PlanAsync(day);

        Assert.Equal(
            [new DateOnly(2017, 12, 1)],
            (await RemindersAsync(grant, WorkKind.ReviewsToDo)).Select(r => r.PlannedOn)
        );
    }

    [DatabaseFact]
    public async Task Missed_WhileNothingRan_CollapsesIntoTheLatest()
    {
        var grant = await GrantOf2017Async("Nothing ran");

        await PlanAsync(new(2018, 1, 25));
        await PlanAsync(new(2018, 1, 29));

        var only = Assert.Single(await RemindersAsync(grant, WorkKind.ReviewsToDo));
        Assert.Equal((new DateOnly(2018, 1, 25), -7), (only.PlannedOn, only.Offset));
    }

    [DatabaseFact]
    public async Task Plan_TwiceForADay_PlansNothingTheSecondTime()
    {
        await GrantOf2017Async("Twice");

        Assert.NotEqual(0, await PlanAsync(new(2017, 12, 1)));
        var waiting = await app.Look(db => db.Outbox.CountAsync());

        Assert.Equal(0, await PlanAsync(new(2017, 12, 1)));
        Assert.Equal(waiting, await app.Look(db => db.Outbox.CountAsync()));
    }

    [DatabaseFact]
    public async Task Plan_PutsOneEmailIntoTheOutboxForEachReminder()
    {
        var grant = await GrantOf2017Async("One e-mail each");

        await PlanAsync(new(2017, 12, 1));

        var reminder = Assert.Single(await RemindersAsync(grant, WorkKind.ReviewsToDo));
        var message = await app.Look(db => db.Outbox.SingleAsync(m => m.ReminderId == reminder.Id));
        Assert.Equal(MessageKind.Reminder, message.Kind);
        Assert.Equal(MessageState.Waiting, message.State);
        Assert.Equal(new DateOnly(2017, 12, 1), message.SendOn);
        Assert.Equal(reminder.PersonId, message.PersonId);
    }

    [DatabaseFact]
    public async Task Plan_AtOnceFromTwoSides_PlansEachReminderOnce()
    {
        var grant = await GrantOf2017Async("Two at once");

        await Task.WhenAll(
            Task.Run(() => PlanAsync(new(2017, 12, 1))),
            Task.Run(() => PlanAsync(new(2017, 12, 1)))
        );

        Assert.Single(await RemindersAsync(grant, WorkKind.ReviewsToDo));
        Assert.Equal(
            await app.Look(db => db.Reminders.CountAsync()),
            await app.Look(db => db.Outbox.CountAsync(m => m.Kind == MessageKind.Reminder))
        );
    }

    [DatabaseFact]
    public async Task Plan_TakesTheSameNumberOfCommands_HoweverMuchThereIsToDo()
    {
        await GrantOf2017Async("So that something waits");
        await PlanAsync(new(2017, 12, 1));
        await GrantOf2017Async("The first");
        var one = await app.Commands.Of(() => PlanAsync(new(2017, 12, 1)));
        for (var n = 0; n < 4; n++)
            await GrantOf2017Async($"More of them {n}");

        Assert.Equal(one, await app.Commands.Of(() => PlanAsync(new(2017, 12, 1))));
    }

    [DatabaseFact]
    public async Task DueDate_ThatMoves_StopsWhatWaitsAndIsRemindedOfAnew()
    {
        var grant = await GrantOf2017Async("Moves");
        await PlanAsync(new(2017, 12, 1));
        await app.SendAs(Cast.Lead, new ChangeReviewDays(grant, null, 31, "Later this time."));

        // 28 February 2018; 60 days before it is 30 December 2017.
        await PlanAsync(new(2017, 12, 30));

        var both = await RemindersAsync(grant, WorkKind.ReviewsToDo);
        Assert.Equal(
            [(new DateOnly(2018, 1, 30), true), (new DateOnly(2018, 2, 28), false)],
            both.Select(r => (r.Date, r.IsStopped))
        );
    }

    [DatabaseFact]
    public async Task SignOff_IsRemindedOfAfterWorkingDays_OnlyWhileItWaits()
    {
        // Friday 19 May 2017; Monday 29 May is a bank holiday.
        var address = await app.SubmittedAsync("Waits for the CFO");

        await EachDayAsync(new(2017, 5, 19), new(2017, 6, 30));

        var toCfo = (await SubjectAsync(address, WorkKind.WaitingForMe)).Where(r =>
            r.Person == "Cathy Ford"
        );
        Assert.Equal(
            [
                (new DateOnly(2017, 5, 23), 2),
                (new DateOnly(2017, 5, 26), 5),
                (new DateOnly(2017, 6, 5), 10),
            ],
            toCfo.Select(r => (r.PlannedOn, r.Offset))
        );
    }

    [DatabaseFact]
    public async Task Policy_SwitchedOff_PlansNothingOfItsKind()
    {
        var grant = await GrantOf2017Async("Switched off");
        await PolicyAsync(WorkKind.ReviewsToDo, rule => rule, isOn: false);

        await PlanAsync(new(2017, 12, 1));

        Assert.Empty(await RemindersAsync(grant, WorkKind.ReviewsToDo));
    }

    [DatabaseFact]
    public async Task Policy_ThatCopiesToARole_RemindsItsHoldersToo()
    {
        var grant = await GrantOf2017Async("Copied");
        await PolicyAsync(
            WorkKind.ReviewsToDo,
            rule => rule with { CopyTo = Role.MonitoringOfficer }
        );

        await PlanAsync(new(2017, 12, 1));

        Assert.Equal(
            [
                ("Alex Moor", RemindedAs.Copied),
                ("Beth Ofori", RemindedAs.Copied),
                ("Lena Field", RemindedAs.Responsible),
            ],
            (await RemindersAsync(grant, WorkKind.ReviewsToDo))
                .Select(r => (r.Person, r.As))
                .Order()
        );
    }

    [DatabaseFact]
    public async Task Digest_GathersThePersonsRemindersOfADay_AndWhatComesLaterGoesIntoTomorrows()
    {
        var first = await GrantOf2017Async("First of the digest");
        var second = await GrantOf2017Async("Second of the digest");
        await DigestAsync(Cast.Lead, true);
        try
        {
            await PlanAsync(new(2017, 12, 1));
            await DigestsAreSentAsync();
            var third = await GrantOf2017Async("After the digest");
            await PlanAsync(new(2017, 12, 1));

            Assert.Equal(
                [new DateOnly(2017, 12, 1), new DateOnly(2017, 12, 1), new DateOnly(2017, 12, 2)],
                new[]
                {
                    (await RemindersAsync(first, WorkKind.ReviewsToDo)).Single().DigestOn,
                    (await RemindersAsync(second, WorkKind.ReviewsToDo)).Single().DigestOn,
                    (await RemindersAsync(third, WorkKind.ReviewsToDo)).Single().DigestOn,
                }.Select(on => on!.Value)
            );
            var digests = await app.Look(db =>
                db.Outbox.Where(m => m.Kind == MessageKind.Digest)
                    .OrderBy(m => m.DigestOn)
                    .ToListAsync()
            );
            Assert.Equal(
                [new DateOnly(2017, 12, 1), new DateOnly(2017, 12, 2)],
                digests.Select(m => m.SendOn)
            );
        }
        finally
        {
            await DigestAsync(Cast.Lead, false);
        }
    }

    [DatabaseFact]
    public async Task Digest_OfTomorrowThatWaits_TakesTomorrowsRemindersToo()
    {
        await GrantOf2017Async("In the first digest");
        await DigestAsync(Cast.Lead, true);
        try
        {
            await PlanAsync(new(2017, 12, 1));
            await DigestsAreSentAsync();
            await GrantOf2017Async("Put off until tomorrow");
            await PlanAsync(new(2017, 12, 1));
            var ofTomorrow = await GrantOf2017Async("Comes tomorrow");

            await PlanAsync(new(2017, 12, 2));

            Assert.Equal(
                new DateOnly(2017, 12, 2),
                (await RemindersAsync(ofTomorrow, WorkKind.ReviewsToDo)).Single().DigestOn
            );
            var digest = await app.Look(db =>
                db.Outbox.SingleAsync(m => m.DigestOn == new DateOnly(2017, 12, 2))
            );
            Assert.Equal(app.Clock.UtcNow, digest.NextAttemptAt);
        }
        finally
        {
            await DigestAsync(Cast.Lead, false);
        }
    }

    [DatabaseFact]
    public async Task Stopped_BeforeItWasSent_IsRemindedOfAnewWhenTheWorkIsBack()
    {
        var grant = await GrantOf2017Async("Led by somebody who was away");
        await PlanAsync(new(2017, 12, 1));
        await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Lead)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, app.Clock.UtcNow))
        );
        await PlanAsync(new(2017, 12, 2));
        await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Lead)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.DisabledAt, (DateTime?)null))
        );

        await PlanAsync(new(2017, 12, 3));
        await PlanAsync(new(2017, 12, 4));

        var only = Assert.Single(await RemindersAsync(grant, WorkKind.ReviewsToDo));
        Assert.Equal(
            (new DateOnly(2017, 12, 3), -60, false),
            (only.PlannedOn, only.Offset, only.IsStopped)
        );
        Assert.Equal(
            MessageState.Waiting,
            (await app.Look(db => db.Outbox.SingleAsync(m => m.ReminderId == only.Id))).State
        );
    }

    [DatabaseFact]
    public async Task Work_OfSomebodyWhoseRoleWasTaken_IsNotRemindedOf()
    {
        var grant = await GrantOf2017Async("Of a lead officer no more");
        await RolesAsync(Cast.Lead, Role.PlanManager);
        try
        {
            await PlanAsync(new(2017, 12, 1));

            Assert.Empty(await RemindersAsync(grant, WorkKind.ReviewsToDo));
        }
        finally
        {
            await RolesAsync(Cast.Lead, Role.LeadOfficer);
        }
    }

    [DatabaseFact]
    public async Task ReturnedDraft_IsNotToldToALineManagerOrARole_WhoMayNotReadIt()
    {
        var address = await app.SubmittedAsync("A draft again");
        await app.SendAs(Cast.BothOfficers, new ReturnDecision(address, "The budget is missing."));
        await ManagedByAsync(Cast.Lead, Cast.Pcc);
        await PolicyAsync(
            WorkKind.ReturnedToMe,
            rule => rule with { CopyTo = Role.Commissioner | Role.MonitoringOfficer }
        );

        await PlanAsync(new(2017, 6, 9));

        Assert.Equal(
            ["Alex Moor", "Beth Ofori", "Lena Field"],
            (await SubjectAsync(address, WorkKind.ReturnedToMe)).Select(r => r.Person).Order()
        );
    }

    [DatabaseFact]
    public async Task Waiting_ReminderOfEveryKind_IsStoppedOnceNothingIsToDo()
    {
        var me = await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Lead).Select(p => p.Id).SingleAsync()
        );
        foreach (var kind in WorkKinds.Reminded)
            await app.Look(db =>
                db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Reminders" ("Kind", "SubjectId", "Date", "Offset", "PersonId", "As", "Slug", "Title", "PlannedOn", "PlannedAt", "DigestOn")
                    VALUES ({kind.ToString()}, 999999, {new DateOnly(
                        2017,
                        5,
                        1
                    )}, 0, {me}, 'Responsible', 'gone', 'Gone', {Running.Today}, {app.Clock.UtcInstant()}, {Running.Today})
                    """
                )
            );
        await app.Look(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Outbox" ("Kind", "PersonId", "DigestOn", "CreatedAt", "SendOn", "State", "Attempts", "NextAttemptAt")
                VALUES ('Digest', {me}, {Running.Today}, {app.Clock.UtcInstant()}, {Running.Today}, 'Waiting', 0, {app.Clock.UtcInstant()})
                """
            )
        );

        await PlanAsync(Running.Today);

        Assert.Equal(
            WorkKinds.Reminded.Count,
            await app.Look(db =>
                db.Reminders.CountAsync(r => r.Slug == "gone" && r.StoppedAt != null)
            )
        );
    }

    [DatabaseFact]
    public async Task Plan_NeedsTheRightToOperate() =>
        await Assert.ThrowsAsync<Application.ForbiddenException>(() =>
            app.SendAs(Cast.Lead, new PlanReminders())
        );

    private async Task<string> GrantOf2017Async(string title) =>
        (await app.ApprovedAsync(title)).Grant;

    private Task<int> PlanAsync(DateOnly day) => app.SendAsOperator(new PlanReminders(day));

    private async Task EachDayAsync(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
            await PlanAsync(day);
    }

    private Task<int> PolicyAsync(
        WorkKind kind,
        Func<ReminderRule, ReminderRule> change,
        bool isOn = true
    ) =>
        app.Look(async db =>
        {
            var policy = ReminderPolicy.Default(kind);
            policy.Change(isOn, change(policy.Rule));
            db.ReminderPolicies.Add(policy);
            return await db.SaveChangesAsync();
        });

    private Task<int> ManagedByAsync(string person, string manager) =>
        app.Look(async db =>
        {
            var theirs = await db.People.SingleAsync(p => p.Email == manager);
            (await db.People.SingleAsync(p => p.Email == person)).ReportTo(theirs);
            return await db.SaveChangesAsync();
        });

    private Task<int> DigestAsync(string person, bool daily) =>
        app.Look(async db =>
        {
            (await db.People.SingleAsync(p => p.Email == person)).ChooseMail(daily, Moment.None);
            return await db.SaveChangesAsync();
        });

    private Task<int> DigestsAreSentAsync() =>
        app.Look(db =>
            db.Outbox.Where(m => m.Kind == MessageKind.Digest)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Sent))
        );

    private Task<int> RolesAsync(string person, Role roles) =>
        app.Look(db =>
            db.People.Where(p => p.Email == person)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Roles, roles))
        );

    private async Task<IReadOnlyList<Planned>> RemindersAsync(string grant, WorkKind kind) =>
        await app.Look(db =>
            PlannedOf(db.Reminders.Where(r => r.Kind == kind && r.Slug == grant), db.People)
        );

    private Task<List<Planned>> SubjectAsync(string address, WorkKind kind) =>
        app.Look(db =>
            PlannedOf(db.Reminders.Where(r => r.Kind == kind && r.Slug == address), db.People)
        );

    private static Task<List<Planned>> PlannedOf(
        IQueryable<Reminder> reminders,
        IQueryable<Person> people
    ) =>
        (
            from r in reminders
            join p in people on r.PersonId equals p.Id
            orderby r.PlannedOn, r.Id
            select new Planned(
                r.Id,
                r.PersonId,
                p.Name,
                r.PlannedOn,
                r.Date,
                r.Offset,
                r.As,
                r.Whose,
                r.DigestOn,
                r.StoppedAt != null
            )
        ).ToListAsync();

    private sealed record Planned(
        long Id,
        long PersonId,
        string Person,
        DateOnly PlannedOn,
        DateOnly Date,
        int Offset,
        RemindedAs As,
        string? Whose,
        DateOnly? DigestOn,
        bool IsStopped
    );
}

public sealed class ReminderPlanTests_OnSqlite(App<SqliteDatabase> app)
    : ReminderPlanTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ReminderPlanTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ReminderPlanTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
