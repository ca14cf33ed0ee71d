using GrantHub.Application.Decisions;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>Line managers, and policies that change while work goes on. The review is due on 30 January 2018.</summary>
public abstract class EscalationTests(AppFixture app) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await app.Look(db => db.Outbox.ExecuteDeleteAsync());
        await app.Look(db => db.Reminders.ExecuteDeleteAsync());
        await app.Look(db => db.ReminderPolicies.ExecuteDeleteAsync());
        await app.Look(async db =>
        {
            var manager = await db.People.SingleAsync(p => p.Email == Cast.Cfo);
            (await db.People.SingleAsync(p => p.Email == Cast.Lead)).ReportTo(manager);
            return await db.SaveChangesAsync();
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task Escalation_WhoseDayNothingRan_ComesWithTheNextReminder_Once()
    {
        await DaysAsync(0, 7, 14, 21);
        var (_, grant) = await app.ApprovedAsync("Nothing ran for a week");

        await PlanAsync(new(2018, 1, 30));
        await PlanAsync(new(2018, 2, 13));
        await PlanAsync(new(2018, 2, 20));

        Assert.Equal([14], await OffsetsAsync(grant, RemindedAs.LineManager));
        Assert.Equal([0, 14, 21], await OffsetsAsync(grant, RemindedAs.Responsible));
    }

    [DatabaseFact]
    public async Task Policy_ThatDropsItsLastDay_DoesNotBringBackTheOneBefore()
    {
        await DaysAsync(0, 7);
        var (_, grant) = await app.ApprovedAsync("The last day is dropped");
        await PlanAsync(new(2018, 2, 6));
        await app.Look(db => db.ReminderPolicies.ExecuteDeleteAsync());
        await DaysAsync(0);

        await PlanAsync(new(2018, 2, 8));

        Assert.Equal([7], await OffsetsAsync(grant, RemindedAs.Responsible));
    }

    [DatabaseFact]
    public async Task SentBack_IsShownToAdministratorsWithoutTheTitleOfTheDraft()
    {
        var address = await app.SubmittedAsync("Not for everybody");
        await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Name the budget."));
        await PlanAsync(new(2017, 5, 23));

        var outbox = await app.SendAs(Cast.Admin, new ListOutbox());

        Assert.Contains(outbox.Items, row => row.Moment == Moment.Returned);
        Assert.Contains(outbox.Items, row => row.Work == WorkKind.ReturnedToMe);
        Assert.All(
            outbox.Items.Where(row =>
                row.Moment == Moment.Returned || row.Work == WorkKind.ReturnedToMe
            ),
            row => Assert.Null(row.Title)
        );
        var preview = await app.SendAs(Cast.Admin, new PreviewReminders(null));
        Assert.All(
            preview.Reminders.Where(r => r.Kind == WorkKind.ReturnedToMe),
            r => Assert.Null(r.Title)
        );
    }

    private Task<int> PlanAsync(DateOnly day) => app.SendAsOperator(new PlanReminders(day));

    private Task<int> DaysAsync(params int[] offsets) =>
        app.Look(async db =>
        {
            var policy = ReminderPolicy.Default(WorkKind.ReviewsToDo);
            policy.Change(
                true,
                policy.Rule with
                {
                    Offsets = offsets,
                    EscalateAfter = offsets.Contains(7) ? 7 : null,
                }
            );
            db.ReminderPolicies.Add(policy);
            return await db.SaveChangesAsync();
        });

    private Task<List<int>> OffsetsAsync(string grant, RemindedAs remindedAs) =>
        app.Look(db =>
            db.Reminders.Where(r =>
                    r.Kind == WorkKind.ReviewsToDo && r.Slug == grant && r.As == remindedAs
                )
                .OrderBy(r => r.Offset)
                .Select(r => r.Offset)
                .ToListAsync()
        );
}

public sealed class EscalationTests_OnSqlite(App<SqliteDatabase> app)
    : EscalationTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class EscalationTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : EscalationTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
