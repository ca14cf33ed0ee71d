using System.Net;
using GrantHub.Application.People;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>
/// What would go out. The clock stands at Friday 19 May 2017; 29 May is a bank holiday. By default work that waits is
/// reminded of after 2, 5 and 10 working days, with the line manager at 10.
/// </summary>
public abstract class PreviewTests(AppFixture app)
{
    [DatabaseFact]
    public async Task ThisMonth_HasTheWorkingDaysLeft_AndTheNextHasTheRest()
    {
        await ManagedByAsync(Cast.Cfo, Cast.Pcc);
        var address = await app.SubmittedAsync("Previewed");

        var may = await OfAsync(null, address);
        var june = await OfAsync(new DateOnly(2017, 6, 30), address);

        Assert.Equal(
            [(new DateOnly(2017, 5, 23), 2), (new DateOnly(2017, 5, 26), 5)],
            may.Where(r => r.PersonName == "Cathy Ford").Select(r => (r.On, r.Offset))
        );
        Assert.Equal(
            [(new DateOnly(2017, 6, 5), 10)],
            june.Where(r => r.PersonName == "Cathy Ford").Select(r => (r.On, r.Offset))
        );
        Assert.DoesNotContain(may, r => r.As == RemindedAs.LineManager);
        var manager = Assert.Single(june, r => r.As == RemindedAs.LineManager);
        Assert.Equal(("Paula Crane", "Cathy Ford"), (manager.PersonName, manager.Whose));
        await ManagedByAsync(Cast.Cfo, null);
    }

    [DatabaseFact]
    public async Task Preview_OfEveryDay_IsWhatPlanningThenWrites()
    {
        var address = await app.SubmittedAsync("Planned as previewed");
        var before = app.Clock.UtcNow;
        var previewed = (await OfAsync(null, address))
            .Concat(await OfAsync(new DateOnly(2017, 6, 1), address))
            .Select(r => (r.On, r.Offset, r.PersonId, r.As))
            .ToList();
        Assert.NotEmpty(previewed);

        for (var day = 0; day < 31; day++)
        {
            await app.SendAsOperator(new PlanReminders());
            app.Clock.Advance(TimeSpan.FromDays(1));
        }
        app.Clock.UtcNow = before;

        var id = await IdAsync(address);
        var planned = await app.Look(db =>
            db.Reminders.Where(r => r.Kind == WorkKind.WaitingForMe && r.SubjectId == id)
                .ToListAsync()
        );
        Assert.Equal(
            previewed.Order(),
            planned.Select(r => (r.PlannedOn, r.Offset, r.PersonId, r.As)).Order()
        );
    }

    [DatabaseFact]
    public async Task Today_HasWhatCollapsesInto_UntilItIsPlanned()
    {
        var before = app.Clock.UtcNow;
        var address = await app.SubmittedAsync("Collapses");
        app.Clock.Advance(TimeSpan.FromDays(7));

        var missed = await OfAsync(null, address);
        await app.SendAsOperator(new PlanReminders());
        var planned = await OfAsync(null, address);
        app.Clock.UtcNow = before;

        Assert.Contains(
            missed,
            r => r is { Offset: 5, PersonName: "Cathy Ford" } && r.On == new DateOnly(2017, 5, 26)
        );
        Assert.DoesNotContain(missed, r => r.Offset == 2);
        Assert.Empty(planned);
    }

    [DatabaseFact]
    public async Task Page_ShowsAndFilters_InAConstantNumberOfCommands()
    {
        using var page = await app.SignedIn(Cast.Admin);
        await app.SubmittedAsync("Shown in the preview");
        var cfo = await PersonAsync(Cast.Cfo);

        var text = await page.ReadAsync("/admin/reminders/preview");
        Assert.Contains("Reminders in May 2017", text);
        Assert.Contains("23 May 2017", text);
        Assert.Contains("Shown in the preview", text);
        Assert.Contains("Cathy Ford", text);
        var of = await page.ReadAsync(
            $"/admin/reminders/preview?month=2017-05&kind=WaitingForMe&person={cfo}"
        );
        Assert.Contains("Shown in the preview", of);
        Assert.DoesNotContain("Nothing would go out.", of);
        Assert.Contains(
            "Nothing would go out.",
            await page.ReadAsync("/admin/reminders/preview?kind=GrantsEnding&month=2018-05")
        );
        var csv = await page.ReadAsync("/admin/reminders/preview.csv?month=2017-06");
        Assert.StartsWith("day,work,reference,title", csv.TrimStart('\uFEFF'));
        Assert.Contains("2017-06-05,Waiting for me to sign or decide", csv);

        var few = await app.Commands.Of(() => page.ReadAsync("/admin/reminders/preview"));
        for (var n = 0; n < 5; n++)
            await app.SubmittedAsync($"One more in the preview {n}");
        Assert.Equal(few, await app.Commands.Of(() => page.ReadAsync("/admin/reminders/preview")));
    }

    [DatabaseFact]
    public async Task CopiedAndSwitchedOff_FollowThePolicy()
    {
        var address = await app.SubmittedAsync("Copied");
        var policy = await PolicyAsync();
        await app.SendAs(
            Cast.Admin,
            new ChangePolicy(
                policy.Kind,
                policy.Version,
                true,
                policy.Rule with
                {
                    CopyTo = Role.Auditor,
                    InDigest = true,
                }
            )
        );
        Assert.Contains(
            await OfAsync(null, address),
            r => r is { PersonName: "Audrey Tor", As: RemindedAs.Copied, InDigest: true }
        );

        policy = await PolicyAsync();
        await app.SendAs(
            Cast.Admin,
            new ChangePolicy(
                policy.Kind,
                policy.Version,
                false,
                ReminderRule.DefaultOf(policy.Kind)
            )
        );
        Assert.Empty(await OfAsync(null, address));

        policy = await PolicyAsync();
        await app.SendAs(
            Cast.Admin,
            new ChangePolicy(policy.Kind, policy.Version, true, ReminderRule.DefaultOf(policy.Kind))
        );
    }

    [DatabaseFact]
    public async Task GrantWhoseLeadOfficerIsSwitchedOff_IsNamed()
    {
        var grant = await app.AgreedAsync("Led by nobody");
        using var page = await app.SignedIn(Cast.Admin);
        Assert.DoesNotContain(
            "who cannot sign in",
            await page.ReadAsync("/admin/reminders/preview")
        );
        var lead = await app.Look(db =>
            db.Grants.Where(g => g.Slug == grant).Select(g => g.LeadOfficerId).SingleAsync()
        );

        await app.SendAs(Cast.Admin, new DisablePerson(lead!.Value));
        var text = await page.ReadAsync("/admin/reminders/preview");
        await app.SendAs(Cast.Admin, new EnablePerson(lead.Value));

        Assert.Contains($"/grants/{grant}\"", text);
        Assert.Contains("who cannot sign in", text);
    }

    [DatabaseTheory]
    [InlineData("month=2017-04", HttpStatusCode.NotFound)]
    [InlineData("month=2018-06", HttpStatusCode.NotFound)]
    [InlineData("month=May", HttpStatusCode.BadRequest)]
    [InlineData("kind=Nonsense", HttpStatusCode.BadRequest)]
    public async Task Page_OfWhatThereIsNot_IsRefused(string query, HttpStatusCode status)
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var response = await page.GetAsync($"/admin/reminders/preview?{query}");

        Assert.Equal(status, response.StatusCode);
    }

    private async Task<IReadOnlyList<PreviewedReminder>> OfAsync(DateOnly? month, string address) =>
        [
            .. (
                await app.SendAs(Cast.Admin, new PreviewReminders(month, WorkKind.WaitingForMe))
            ).Reminders.Where(r => r.Href == $"/decisions/{address}"),
        ];

    private async Task<PolicyDetails> PolicyAsync() =>
        (await app.SendAs(Cast.Admin, new ReadPolicies())).Single(p =>
            p.Kind == WorkKind.WaitingForMe
        );

    private Task<long> PersonAsync(string email) =>
        app.Look(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    private Task<long> IdAsync(string slug) =>
        app.Look(db => db.Decisions.Where(d => d.Slug == slug).Select(d => d.Id).SingleAsync());

    private async Task ManagedByAsync(string email, string? manager) =>
        await app.SendAs(
            Cast.Admin,
            new ChooseLineManager(
                await PersonAsync(email),
                null,
                manager is null ? null : await PersonAsync(manager)
            )
        );
}

public sealed class PreviewTests_OnSqlite(App<SqliteDatabase> app)
    : PreviewTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PreviewTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PreviewTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
