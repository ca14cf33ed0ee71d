using System.Net;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using GrantHub.Domain.Reminders;
using GrantHub.Testing;
using GrantHub.Web.Features.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>How each person gets e-mail, and who is told when they are late.</summary>
public sealed class MailChoiceTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Account_OffersEveryMomentTicked_AndKeepsTheChoice()
    {
        using var page = await app.SignedIn(Cast.Plans);
        var form = await page.ReadAsync("/account/mail");
        Assert.Equal(
            Moments.All.Count,
            System.Text.RegularExpressions.Regex.Count(
                form,
                "name=\"Wanted\"[^>]*checked|checked[^>]*name=\"Wanted\""
            )
        );

        using var saved = await page.PostFormAsync(
            "/account/mail",
            [("DailyDigest", "True"), ("Wanted", "Approved"), ("Wanted", "PaymentMade")]
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var text = await page.ReadAsync("/account");
        Assert.Contains("How you get e-mail has been saved.", text);
        Assert.Contains("One e-mail a day", text);
        var person = await PersonAsync(Cast.Plans);
        Assert.True(person.DailyDigest);
        Assert.Equal(
            Moment.SignOffRequested | Moment.Returned | Moment.Refused | Moment.ReturnSentBack,
            person.Muted
        );
    }

    [Fact]
    public async Task Account_WithAMomentThatThereIsNot_IsRefused()
    {
        using var page = await app.SignedIn(Cast.Auditor);

        using var refused = await page.PostFormAsync(
            "/account/mail",
            [("DailyDigest", "True"), ("Wanted", "1024")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.False((await PersonAsync(Cast.Auditor)).DailyDigest);
    }

    [Fact]
    public async Task Account_ChangedInAnotherWindow_IsRefusedWithBothTexts()
    {
        using var page = await app.SignedIn(Cast.Finance);

        using var refused = await page.PostFormAsync(
            "/account/mail",
            [("Seen", Guid.NewGuid().ToString()), ("DailyDigest", "True")]
        );

        var text = await PageClient.TextAsync(refused);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("an e-mail for each reminder", text);
        Assert.Contains("daily digest", text);
    }

    [Fact]
    public async Task LineManager_IsChosenShownAndTakenAway()
    {
        var lead = await PersonAsync(Cast.OtherLead);
        var manager = await PersonAsync(Cast.Mo);
        using var page = await app.SignedIn(Cast.Admin);
        var path = $"/admin/people/{lead.Id}/line-manager";

        using var saved = await page.PostFormAsync(path, [("ManagerId", $"{manager.Id}")]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Alex Moor", await page.ReadAsync($"/admin/people/{lead.Id}"));
        Assert.Matches(
            $"<option[^>]*selected[^>]*value=\"{manager.Id}\"|<option[^>]*value=\"{manager.Id}\"[^>]*selected",
            await page.ReadAsync(path)
        );

        using var circle = await page.PostFormAsync(
            $"/admin/people/{manager.Id}/line-manager",
            [("ManagerId", $"{lead.Id}")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, circle.StatusCode);
        Assert.Contains("Otto Ward reports to Alex Moor", await PageClient.TextAsync(circle));

        using var nobody = await page.PostFormAsync(path, [("ManagerId", "")]);
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
        Assert.Null((await PersonAsync(Cast.OtherLead)).LineManagerId);
    }

    [Fact]
    public async Task LineManager_OfALongerCircle_IsRefused()
    {
        var one = await PersonAsync(Cast.Cfo);
        var two = await PersonAsync(Cast.Pcc);
        var three = await PersonAsync(Cast.Cabinet);
        await app.SendAs(Cast.Admin, new ChooseLineManager(one.Id, null, two.Id));
        await app.SendAs(Cast.Admin, new ChooseLineManager(two.Id, null, three.Id));

        var refused = await Assert.ThrowsAsync<GrantHub.Domain.DomainException>(() =>
            app.SendAs(Cast.Admin, new ChooseLineManager(three.Id, null, one.Id))
        );

        Assert.Equal("person.line-manager-circle", refused.Code);
    }

    [Fact]
    public async Task LineManager_WhoIsThePersonOrCannotSignIn_IsRefused()
    {
        var person = await PersonAsync(Cast.Payments);
        var gone = await PersonAsync(Cast.Deciders[7]);
        await app.SendAs(Cast.Admin, new DisablePerson(gone.Id));
        using var page = await app.SignedIn(Cast.Admin);
        var path = $"/admin/people/{person.Id}/line-manager";
        Assert.DoesNotContain($"value=\"{gone.Id}\"", await page.ReadAsync(path));

        foreach (
            var (id, sentence) in new[]
            {
                (person.Id, "Nobody is their own line manager."),
                (gone.Id, "Choose somebody who can sign in, or nobody."),
                (999_999, "Choose somebody who can sign in, or nobody."),
            }
        )
        {
            using var refused = await page.PostFormAsync(path, [("ManagerId", $"{id}")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(sentence, await PageClient.TextAsync(refused));
        }
        using var stale = await page.PostFormAsync(
            path,
            [("ManagerId", ""), ("Seen", Guid.NewGuid().ToString())]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Fact]
    public async Task LineManager_ForALeadOfficer_IsForbidden()
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var response = await page.GetAsync("/admin/people/1/line-manager");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task DigestLink_AsksFirst_ThenSingleEmailsCome()
    {
        var person = await WithDigestAsync(Cast.Partner);
        using var page = app.Anonymous();
        var link = Link(person);

        var asked = await page.ReadAsync(link);
        Assert.Contains("each comes as an e-mail of its own", asked);
        Assert.DoesNotContain("Signed in as", asked);
        Assert.True((await PersonAsync(Cast.Partner)).DailyDigest);

        using var stopped = await page.PostFormAsync(link, []);
        var text = await PageClient.TextAsync(stopped);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Contains("The daily digest has been stopped", text);
        Assert.DoesNotContain("Parveen", text);
        Assert.False((await PersonAsync(Cast.Partner)).DailyDigest);
        Assert.Contains("nothing to stop", await page.ReadAsync(link));
        var entry = await app.Look(db =>
            db.AuditEntries.OrderByDescending(e => e.Number)
                .FirstAsync(e => e.What == "MailChosen" && e.SubjectId == person.Id)
        );
        Assert.Equal("link in a digest", entry.PersonName);
    }

    [Fact]
    public async Task DigestLink_InOneClickOfAMailProgram_NeedsNoFormBefore()
    {
        var person = await WithDigestAsync(Cast.DeputyMo);
        using var program = app.Anonymous();

        using var stopped = await program.PostAsync(
            Link(person),
            [("List-Unsubscribe", "One-Click")]
        );

        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.False((await PersonAsync(Cast.DeputyMo)).DailyDigest);
    }

    [Theory]
    [InlineData("/digest/stop")]
    [InlineData("/digest/stop?key=1")]
    [InlineData("/digest/stop?key=CfDJ8nonsense")]
    public async Task DigestLink_ThatGrantHubDidNotMake_IsAClearPage(string path)
    {
        using var page = app.Anonymous();

        using var shown = await page.GetAsync(path);
        using var sent = await page.PostAsync(path, []);

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Contains("This link is not complete", await PageClient.TextAsync(shown));
        Assert.Contains("This link is not complete", await PageClient.TextAsync(sent));
    }

    private string Link(Person person) =>
        app.Services.GetRequiredService<DigestLinks>().For(person.Id);

    private async Task<Person> WithDigestAsync(string email)
    {
        await app.SendAs(email, new ChooseMail(null, true, Moment.Approved));
        return await PersonAsync(email);
    }

    private Task<Person> PersonAsync(string email) =>
        app.Look(db => db.People.AsNoTracking().SingleAsync(p => p.Email == email));
}
