using System.Net;
using GrantHub.Application.Reminders;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>An administrator decides when reminders go out.</summary>
public abstract class PolicyPagesTests(AppFixture app)
{
    [DatabaseTheory]
    [InlineData("/admin/reminders")]
    [InlineData("/admin/reminders/ReviewsToDo")]
    [InlineData("/admin/reminders/ReviewsToDo/default")]
    [InlineData("/admin/reminders/preview")]
    [InlineData("/admin/reminders/preview.csv")]
    [InlineData("/admin/bank-holidays")]
    [InlineData("/admin/bank-holidays/add")]
    [InlineData("/admin/bank-holidays/2017-05-01/remove")]
    [InlineData("/admin/jobs")]
    [InlineData("/admin/jobs/SendMail/pause")]
    [InlineData("/admin/jobs/SendMail/resume")]
    [InlineData("/admin/jobs/outbox")]
    [InlineData("/admin/jobs/outbox/retry-all")]
    public async Task Page_ForALeadOfficer_IsForbidden(string path)
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var response = await page.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("An administrator can.", await PageClient.TextAsync(response));
    }

    [DatabaseFact]
    public async Task List_NamesEveryKindWithDaysAndPeople_InOneCommand()
    {
        using var page = await app.SignedIn(Cast.Admin);

        var text = await page.ReadAsync("/admin/reminders");

        Assert.Contains("Annual reviews to do", text);
        Assert.Contains("60, 30 and 7 days before, on the day, 7 days after", text);
        Assert.Contains("2, 5 and 10 working days after it came", text);
        Assert.DoesNotContain("My drafts", text);
        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync("/admin/reminders")));
    }

    [DatabaseFact]
    public async Task Change_WithDaysAsOfficersTypeThem_Counts()
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var saved = await page.PostFormAsync(
            "/admin/reminders/GrantsEnding",
            [
                ("IsOn", "true"),
                ("Before", "90, 45 and 14 days"),
                ("OnTheDay", "true"),
                ("After", "3"),
                ("WorkingDays", "True"),
                ("Escalate", "3"),
                ("CopyTo", "ChiefFinanceOfficer"),
                ("CopyTo", "Auditor"),
                ("InDigest", "True"),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var policy = await app.Look(db =>
            db.ReminderPolicies.SingleAsync(p => p.Kind == WorkKind.GrantsEnding)
        );
        Assert.True(policy.IsOn);
        Assert.Equal([-90, -45, -14, 0, 3], policy.Rule.Offsets);
        Assert.Equal(
            (true, 3, Role.ChiefFinanceOfficer | Role.Auditor, true),
            (
                policy.Rule.WorkingDays,
                policy.Rule.EscalateAfter,
                policy.Rule.CopyTo,
                policy.Rule.InDigest
            )
        );
        var text = await page.ReadAsync("/admin/reminders");
        Assert.Contains("have been saved", text);
        Assert.Contains(
            "90, 45 and 14 working days before, on the day, 3 working days after",
            text
        );
        Assert.Contains("copied to every chief finance officer, auditor", text);
        var form = await page.ReadAsync("/admin/reminders/grantsending");
        Assert.Contains("value=\"90, 45 and 14\"", form);
        var happened = await app.Look(db =>
            db.AuditEntries.SingleAsync(e =>
                e.What == "ReminderPolicyChanged" && e.Why == nameof(WorkKind.GrantsEnding)
            )
        );
        Assert.Contains("90", happened.After);
    }

    [DatabaseTheory]
    [InlineData("Before", "soon", "\"soon\" is not a number of days.", "Before")]
    [InlineData("Before", "0", "tick the box instead", "Before")]
    [InlineData("Before", "", "Enter at least one day", "After")]
    [InlineData("Before", "400", "is too far away", "Before")]
    [InlineData("After", "400", "is too far away", "After")]
    [InlineData("Before", "1 2 3 4 5 6 7 8 9 10 11 12 13", "Enter at most 12 days", "Before")]
    [InlineData("Escalate", "7", "Add 7 to the days", "Escalate")]
    [InlineData("Escalate", "late", "Enter one number of days", "Escalate")]
    [InlineData("CopyTo", "PartnerContact", "cannot be copied to all of them", "CopyTo")]
    public async Task Change_WithAFault_IsRefusedAtItsFieldAndKeepsWhatWasTyped(
        string field,
        string typed,
        string sentence,
        string at
    )
    {
        using var page = await app.SignedIn(Cast.Admin);
        (string Name, string Value)[] rest =
        [
            ("IsOn", "true"),
            ("Before", "21"),
            ("WorkingDays", "True"),
            ("InDigest", "True"),
            ("CopyTo", "Auditor"),
        ];

        using var refused = await page.PostFormAsync(
            "/admin/reminders/InvoicesToSend",
            [.. rest.Where(r => r.Name != field), (field, typed)]
        );

        var text = await PageClient.TextAsync(refused);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(sentence, text);
        Assert.Contains($"href=\"#{at}\"", text);
        Assert.Matches(
            "<input[^>]*checked[^>]*name=\"WorkingDays\"[^>]*value=\"True\"|<input[^>]*name=\"WorkingDays\"[^>]*value=\"True\"[^>]*checked",
            text
        );
        if (field != "Before")
            Assert.Contains("value=\"21\"", text);
        Assert.False(
            await app.Look(db =>
                db.ReminderPolicies.AnyAsync(p => p.Kind == WorkKind.InvoicesToSend)
            )
        );
    }

    [DatabaseFact]
    public async Task Change_SwitchingOffWithoutDays_KeepsTheDays()
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var saved = await page.PostFormAsync("/admin/reminders/ReturnsOwed", []);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var policy = await app.Look(db =>
            db.ReminderPolicies.SingleAsync(p => p.Kind == WorkKind.ReturnsOwed)
        );
        Assert.False(policy.IsOn);
        Assert.Equal([-60, -30, -7, 0, 7], policy.Rule.Offsets);
    }

    [DatabaseFact]
    public async Task Change_AfterSomebodyElse_IsRefusedWithBothTexts()
    {
        var rule = new ReminderRule([1], false, null, Role.None, false);
        await app.SendAs(
            Cast.Admin,
            new ChangePolicy(WorkKind.ReviewsToSign, Guid.Empty, true, rule)
        );
        using var page = await app.SignedIn(Cast.Admin);

        using var refused = await page.PostFormAsync(
            "/admin/reminders/ReviewsToSign",
            [("Seen", Guid.Empty.ToString()), ("IsOn", "true"), ("After", "4")]
        );

        var text = await PageClient.TextAsync(refused);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("on; 1 days", text);
        Assert.Contains("on; 4 days", text);
    }

    [DatabaseFact]
    public async Task Default_AsksFirstThenCountsAgain()
    {
        await app.SendAs(
            Cast.Admin,
            new ChangePolicy(
                WorkKind.AgreementsToSign,
                Guid.Empty,
                false,
                new([4], false, null, Role.None, true)
            )
        );
        using var page = await app.SignedIn(Cast.Admin);
        Assert.Contains(
            "/admin/reminders/AgreementsToSign/default",
            await page.ReadAsync("/admin/reminders/AgreementsToSign")
        );
        Assert.Contains(
            "2, 5 and 10 working days after it came",
            await page.ReadAsync("/admin/reminders/AgreementsToSign/default")
        );

        using var done = await page.PostFormAsync("/admin/reminders/AgreementsToSign/default", []);

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var policies = await app.SendAs(Cast.Admin, new ReadPolicies());
        var policy = policies.Single(p => p.Kind == WorkKind.AgreementsToSign);
        Assert.True(policy is { IsOn: true, IsDefault: true });
        using var stale = await page.PostFormAsync(
            "/admin/reminders/AgreementsToSign/default",
            [("seen", Guid.NewGuid().ToString())]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [DatabaseTheory]
    [InlineData("/admin/reminders/MyDrafts")]
    [InlineData("/admin/reminders/Nonsense")]
    [InlineData("/admin/reminders/99")]
    public async Task Change_OfWhatNobodyIsRemindedOf_IsNotFound(string path)
    {
        using var page = await app.SignedIn(Cast.Admin);

        using var response = await page.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}

public sealed class PolicyPagesTests_OnSqlite(App<SqliteDatabase> app)
    : PolicyPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PolicyPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PolicyPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
