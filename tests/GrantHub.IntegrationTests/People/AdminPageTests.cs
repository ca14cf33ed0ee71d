using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Application.People;
using GrantHub.Domain.People;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

public class AdminPageTests(App<SqliteDatabase> app) : IClassFixture<App<SqliteDatabase>>
{
    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/people")]
    [InlineData("/admin/people/add")]
    [InlineData("/admin/people/1")]
    [InlineData("/admin/people/1/roles")]
    [InlineData("/admin/people/1/line-manager")]
    [InlineData("/admin/people/1/disable")]
    [InlineData("/admin/people/1/deputies/add")]
    [InlineData("/admin/templates")]
    [InlineData("/admin/templates/add")]
    [InlineData("/admin/streams")]
    [InlineData("/admin/streams/add")]
    public async Task AdminPage_ForALeadOfficer_IsForbiddenAndNotLinked(string path)
    {
        using var page = await app.SignedIn(Cast.Lead);
        var response = await page.GetAsync(path);
        var text = await PageClient.TextAsync(response);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("administrator can.", text);
        Assert.DoesNotContain("href=\"/admin\"", text);
    }

    [Fact]
    public async Task Navigation_OfAnAdministrator_LeadsToEverythingTheyManage()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var text = await page.ReadAsync("/admin");

        Assert.Contains("Adam Nisbet", text);
        foreach (
            var path in new[]
            {
                "/admin/people",
                "/admin/templates",
                "/admin/streams",
                "/admin/reminders",
                "/admin/bank-holidays",
                "/admin/jobs",
            }
        )
            Assert.Contains($"href=\"{path}\"", text);
    }

    [Fact]
    public async Task Navigation_OfAPartner_LinksNothingTheyMayNotSee()
    {
        using var page = await app.SignedIn(Cast.Partner);
        var text = await page.ReadAsync("/account");

        Assert.DoesNotContain("href=\"/decisions\"", text);
        Assert.DoesNotContain("href=\"/grants\"", text);
    }

    [Fact]
    public async Task AddPerson_WithFaults_KeepsWhatWasTypedThenAdds()
    {
        using var page = await app.SignedIn(Cast.Admin);
        (string, string)[] typed =
        [
            ("Name", "Nora New"),
            ("Post", "Policy officer"),
            ("Roles", "LeadOfficer"),
            ("Roles", "Auditor"),
            ("Password", Passwords.Temporary),
        ];
        var refused = await page.PostFormAsync(
            "/admin/people/add",
            [.. typed, ("Email", Cast.Lead.ToUpperInvariant())]
        );
        var text = await PageClient.TextAsync(refused);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("href=\"#Email\">Somebody with the e-mail address", text);
        Assert.Contains("value=\"Nora New\"", text);
        Assert.Contains("value=\"Policy officer\"", text);
        Assert.Matches("<input[^>]*checked[^>]*value=\"LeadOfficer\"", text);
        Assert.Matches("<input[^>]*checked[^>]*value=\"Auditor\"", text);
        Assert.DoesNotMatch("<input[^>]*checked[^>]*value=\"MonitoringOfficer\"", text);

        var added = await page.PostFormAsync(
            "/admin/people/add",
            [.. typed, ("Email", "nora@example.org")]
        );

        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var shown = await page.ReadAsync(added.Headers.Location!.OriginalString);
        Assert.Contains("Nora New can sign in now", shown);
        Assert.Contains("Temporary: it has to be changed", shown);
        Assert.Contains("Lead officer, Auditor", await page.ReadAsync("/admin/people?search=nora"));
    }

    [Fact]
    public async Task PeopleList_WithFilters_OffersToTakeEachAway()
    {
        using var page = await app.SignedIn(Cast.Admin);
        var text = await page.ReadAsync(
            "/admin/people?search=e&role=MonitoringOfficer&state=Active"
        );

        Assert.Contains("Alex Moor", text);
        Assert.DoesNotContain("Lena Field", text);
        Assert.Contains("href=\"/admin/people?search=e&state=Active\"", text);
        Assert.Contains("href=\"/admin/people?search=e&role=MonitoringOfficer\"", text);
        Assert.Contains(
            "Nobody fits these filters.",
            await page.ReadAsync("/admin/people?search=zzz")
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await page.GetAsync("/admin/people?role=Nonsense")).StatusCode
        );
    }

    [Fact]
    public async Task PeopleList_WhateverItsLength_TakesOneCommand()
    {
        using var page = await app.SignedIn(Cast.Admin);
        await page.ReadAsync("/admin/people");

        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync("/admin/people")));
    }

    [Fact]
    public async Task Person_ThatIsNotThere_IsNotFound()
    {
        using var page = await app.SignedIn(Cast.Admin);

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await page.GetAsync("/admin/people/999999")).StatusCode
        );
    }

    [Fact]
    public async Task Disable_AsksFirst_AndCanBeUndone()
    {
        var id = await app.AddAsync("asked@example.org");
        using var page = await app.SignedIn(Cast.Admin);
        var asked = await page.ReadAsync($"/admin/people/{id}/disable");
        Assert.Contains("is signed out everywhere and cannot sign in", asked);

        await page.PostFormAsync($"/admin/people/{id}/disable", []);
        var disabled = await page.ReadAsync($"/admin/people/{id}");
        Assert.Contains("The account has been disabled.", disabled);
        Assert.Contains("Enable this account", disabled);

        await page.PostFormAsync($"/admin/people/{id}", [], $"/admin/people/{id}/enable");
        Assert.DoesNotContain("Enable this account", await page.ReadAsync($"/admin/people/{id}"));
    }

    [Fact]
    public async Task Disable_Oneself_IsRefusedOnThePage()
    {
        var me = await app.SendAsOperator(new FindPerson(Cast.Admin));
        using var page = await app.SignedIn(Cast.Admin);

        var response = await page.PostFormAsync($"/admin/people/{me}/disable", []);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(
            "You cannot switch off your own account.",
            await PageClient.TextAsync(response)
        );
    }

    [Fact]
    public async Task GiveRoles_TakingOwnAdministratorRole_IsRefusedOnThePage()
    {
        var me = await app.SendAsOperator(new FindPerson(Cast.Admin));
        using var page = await app.SignedIn(Cast.Admin);

        var response = await page.PostFormAsync(
            $"/admin/people/{me}/roles",
            [("Roles", "Auditor")]
        );

        Assert.Contains(
            "You cannot take the administrator role from yourself.",
            await PageClient.TextAsync(response)
        );
    }

    [Fact]
    public async Task ChangeDetails_ThatSomebodyElseChanged_ShowsBoth()
    {
        var id = await app.AddAsync("both@example.org");
        using var page = await app.SignedIn(Cast.Admin);

        var response = await page.PostFormAsync(
            $"/admin/people/{id}/details",
            [("Name", "Mine"), ("Seen", Guid.NewGuid().ToString())]
        );

        var text = await PageClient.TextAsync(response);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Test both@example.org", text);
        Assert.Contains("Mine", text);
    }

    [Fact]
    public async Task AppointDeputy_WithFaults_NamesThemAllThenAppointsAndEnds()
    {
        var officer = await app.SendAsOperator(new FindPerson(Cast.Mo));
        var deputy = await app.SendAsOperator(new FindPerson(Cast.Plans));
        using var page = await app.SignedIn(Cast.Admin);
        var path = $"/admin/people/{officer}/deputies/add";
        var refused = await PageClient.TextAsync(
            await page.PostFormAsync(path, [("Limit", "ten"), ("Until.Day", "31")])
        );
        Assert.Contains("Choose the role to act in.", refused);
        Assert.Contains("Choose who is to be the deputy.", refused);
        Assert.Contains("href=\"#From_Day\">Enter the first day", refused);
        Assert.Contains("Last day must include a month and year", refused);
        Assert.Contains("href=\"#Limit\">Enter the limit in pounds", refused);
        Assert.Contains("href=\"#Authority\">Say what allows this", refused);
        Assert.Contains("value=\"ten\"", refused);

        var response = await page.PostFormAsync(
            path,
            [
                ("Role", "MonitoringOfficer"),
                ("DeputyId", $"{deputy}"),
                ("From.Day", "1"),
                ("From.Month", "6"),
                ("From.Year", "2017"),
                ("Limit", "£10,000"),
                ("Authority", "Paragraph 9"),
            ]
        );
        Assert.Equal($"/admin/people/{officer}", response.Headers.Location!.OriginalString);
        var shown = await page.ReadAsync($"/admin/people/{officer}");
        Assert.Contains("The deputy has been appointed.", shown);
        Assert.Contains("from 1 June 2017", shown);
        Assert.Contains("£10,000.00", shown);
        Assert.Contains("Upcoming", shown);

        var standing = (await app.SendAs(Cast.Admin, new ReadPerson(officer))).Deputies[0];
        var end = $"/admin/people/{officer}/deputies/{standing.Id}/end";
        Assert.Contains("can no longer act for Alex Moor", await page.ReadAsync(end));
        await page.PostFormAsync(end, []);
        Assert.Contains("ended before it began", await page.ReadAsync($"/admin/people/{officer}"));
    }

    [Fact]
    public async Task Streams_AreAddedChangedClosedAndReopened()
    {
        using var page = await app.SignedIn(Cast.Admin);
        await page.PostFormAsync(
            "/admin/streams/add",
            [("Name", "Community safety fund"), ("RingFenced", "true")]
        );
        Assert.Contains(
            "Community safety fund has been added.",
            await page.ReadAsync("/admin/streams")
        );
        var twice = await PageClient.TextAsync(
            await page.PostFormAsync("/admin/streams/add", [("Name", "community SAFETY fund ")])
        );
        Assert.Contains(
            "There is a funding stream with the name community SAFETY fund already",
            twice
        );
        Assert.Contains(
            "Enter the name of the funding stream.",
            await PageClient.TextAsync(await page.PostFormAsync("/admin/streams/add", []))
        );

        var path = "/admin/streams/community-safety-fund";
        await page.PostFormAsync($"{path}/change", [("Name", "Safety fund")]);
        Assert.Contains("Safety fund has been saved.", await page.ReadAsync("/admin/streams"));
        var conflict = await page.PostFormAsync(
            $"{path}/change",
            [("Name", "Other"), ("Seen", Guid.NewGuid().ToString())]
        );
        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Contains(
            "New funding proposals can no longer",
            await page.ReadAsync($"{path}/close")
        );
        await page.PostFormAsync($"{path}/close", []);
        Assert.Contains("Closed", await page.ReadAsync("/admin/streams"));
        await page.PostFormAsync("/admin/streams", [], $"{path}/reopen");
        Assert.Contains("has been reopened.", await page.ReadAsync("/admin/streams"));
        Assert.Equal(
            ["StreamAdded", "StreamChanged", "StreamClosed", "StreamReopened"],
            await app.Look(db =>
                db.AuditEntries.Where(e => e.SubjectKind == "stream")
                    .OrderBy(e => e.Number)
                    .Select(e => e.What)
                    .ToListAsync()
            )
        );
    }
}
