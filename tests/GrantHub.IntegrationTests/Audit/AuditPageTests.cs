using System.Net;
using GrantHub.Application.Audit;
using GrantHub.Application.People;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Audit;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Publication;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Audit;

/// <summary>What the trail keeps, who may read it, and how it reads.</summary>
public abstract class AuditPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Refused_SomebodyWithoutTheRole_IsWrittenDown()
    {
        using var page = await app.SignedIn(Cast.Plans);

        using var refused = await page.GetAsync("/admin/people?search=secret");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var entry = await LatestAsync(AccessEvent.AccessRefused);
        Assert.Equal("Petra Lane", entry.PersonName);
        Assert.Equal("GET /admin/people", entry.Subject);
        Assert.Contains("An administrator can.", entry.Detail);
    }

    [DatabaseFact]
    public async Task Exported_ATableAndADossier_AreWrittenDownBeforeTheyGo()
    {
        var address = await app.AwaitingDecisionAsync("Exported");
        using var page = await app.SignedIn(Cast.Auditor);

        await page.ReadAsync("/grants.csv");
        var table = await LatestAsync(AccessEvent.Exported);
        using var zip = await page.GetAsync($"/decisions/{address}/dossier.zip");
        zip.EnsureSuccessStatusCode();
        var dossier = await LatestAsync(AccessEvent.Exported);

        Assert.Equal(("Audrey Tor", "GET /grants.csv"), (table.PersonName, table.Subject));
        Assert.Equal($"GET /decisions/{address}/dossier.zip", dossier.Subject);
    }

    [DatabaseFact]
    public async Task Exported_WhatEverybodyMayHave_IsNotWrittenDownWhoeverAsks()
    {
        await app.ImportAsync("OLD/1,Title,Do it,2014-06-12,J Doe,approved,part1,,Org,10,,");
        var before = await app.Look(db => db.AccessEntries.CountAsync());
        using var anonymous = app.Anonymous();
        using var auditor = await app.SignedIn(Cast.Auditor);

        foreach (var page in (PageClient[])[anonymous, auditor])
        foreach (
            var path in (string[])
                [
                    "/register.csv",
                    "/register.json",
                    "/register.atom",
                    "/register/OLD-1/notice.json",
                    "/open-data/spending/2017-04.csv",
                    "/open-data/360giving.json",
                ]
        )
            await page.ReadAsync(path);

        Assert.Equal(before, await app.Look(db => db.AccessEntries.CountAsync()));
    }

    [DatabaseFact]
    public async Task Change_WhoseEntryCannotBeWritten_IsNotMade()
    {
        var person = await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Plans).Select(p => p.Id).SingleAsync()
        );
        // Somebody broke the head: its row is gone, so there is no end to write after.
        await app.Look(db =>
            db.AuditHeads.Where(h => h.Id == AuditHead.OfChanges)
                .ExecuteUpdateAsync(set => set.SetProperty(h => h.Id, 9))
        );
        try
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() =>
                app.SendAs(Cast.Admin, new DisablePerson(person))
            );
        }
        finally
        {
            await app.Look(db =>
                db.AuditHeads.Where(h => h.Id == 9)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.Id, AuditHead.OfChanges))
            );
        }

        Assert.Null(
            await app.Look(db =>
                db.People.Where(p => p.Id == person).Select(p => p.DisabledAt).SingleAsync()
            )
        );
    }

    [DatabaseFact]
    public async Task Changes_Filtered_ShowsWhatFitsInPlainWords()
    {
        await app.AwaitingDecisionAsync("Seen in the trail");
        using var page = await app.SignedIn(Cast.Auditor);

        var all = await page.ReadAsync("/audit");
        var people = await page.ReadAsync("/audit?kind=person");
        var day = await page.ReadAsync("/audit?first=2017-05-19&last=2017-05-19&kind=decision");
        var later = await page.ReadAsync("/audit?first=2017-05-20");

        Assert.Contains("Submitted and sealed the record", all);
        Assert.Contains("Changed Executive summary", all);
        Assert.Contains("Lena Field", all);
        Assert.Contains("Nothing fits these filters", people);
        Assert.Contains("Raised the record", day);
        Assert.Contains("Nothing fits these filters", later);
    }

    [DatabaseFact]
    public async Task Changes_ADayThatDoesNotExist_SaysSo()
    {
        using var page = await app.SignedIn(Cast.Auditor);

        var shown = await page.ReadAsync("/audit?First.Day=31&First.Month=2&First.Year=2017");

        Assert.Contains(
            "First day must have a day from 1 to 28, the last day of February 2017",
            shown
        );
    }

    [DatabaseFact]
    public async Task Changes_AsAFile_HasEveryEntry()
    {
        await app.AwaitingDecisionAsync("In the file");
        using var page = await app.SignedIn(Cast.Mo);

        var csv = await page.ReadAsync("/audit.csv?kind=decision");

        Assert.StartsWith("number,at,person,role,kind,subject,what,why,before,after,hash", csv);
        Assert.Contains("Submitted", csv);
    }

    [DatabaseFact]
    public async Task Pages_CostTheSameHoweverManyEntries()
    {
        using var page = await app.SignedIn(Cast.Auditor);
        await app.AwaitingDecisionAsync("First");
        await page.ReadAsync("/audit");
        await page.ReadAsync("/audit/access");
        var changes = await app.Commands.Of(() => page.ReadAsync("/audit?kind=decision"));
        var access = await app.Commands.Of(() => page.ReadAsync("/audit/access"));

        for (var n = 0; n < 3; n++)
            await app.AwaitingDecisionAsync($"More {n}");

        Assert.Equal(changes, await app.Commands.Of(() => page.ReadAsync("/audit?kind=decision")));
        Assert.Equal(access, await app.Commands.Of(() => page.ReadAsync("/audit/access")));
        Assert.InRange(changes, 1, 4);
        Assert.InRange(access, 1, 2);
    }

    [DatabaseFact]
    public async Task Verify_ByTheButton_SaysThatItIsWholeAndFindsAKeptHead()
    {
        await app.AwaitingDecisionAsync("Verified");
        var head = (await app.SendAsOperator(new ReadAuditHeads()))[0];
        using var page = await app.SignedIn(Cast.Auditor);

        using var whole = await page.PostFormAsync(
            "/audit/verify",
            [("Head", head.Hash.ToUpperInvariant())]
        );
        using var lacking = await page.PostFormAsync(
            "/audit/verify",
            [("Head", new string('0', 64))]
        );

        var said = await PageClient.TextAsync(whole);
        Assert.Contains("The audit trail is whole", said);
        Assert.Contains($"is entry {head.Number} of the trail of changes", said);
        Assert.Contains(
            "the hash that you entered is in neither",
            await PageClient.TextAsync(lacking)
        );
        Assert.DoesNotContain("behind GrantHub’s back", await PageClient.TextAsync(lacking));
    }

    [DatabaseTheory]
    [InlineData("abc")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("g000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Verify_WithWhatIsNoHash_SaysSoAndRaisesNoAlarm(string head)
    {
        using var page = await app.SignedIn(Cast.Auditor);

        using var answer = await page.PostFormAsync("/audit/verify", [("Head", head)]);

        var said = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#Head\">Enter all 64 characters", said);
        Assert.Contains(head, said);
    }

    [DatabaseFact]
    public async Task Setting_OfAPerson_HasItsHistoryForAdministrators()
    {
        var id = await app.SendAs(
            Cast.Admin,
            new AddPerson(
                "Una Stone",
                "una@example.org",
                null,
                null,
                Role.LeadOfficer,
                "correct horse battery"
            )
        );
        using var admin = await app.SignedIn(Cast.Admin);
        using var lead = await app.SignedIn(Cast.Lead);

        Assert.Contains("Person added", await admin.ReadAsync($"/admin/history/person/{id}"));
        using var refused = await lead.GetAsync($"/admin/history/person/{id}");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [DatabaseFact]
    public async Task Heads_WrittenTwiceADay_StandInTheFileOfTheDay()
    {
        await app.AwaitingDecisionAsync("Kept elsewhere");
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Infrastructure.People.CurrentUser>().IsOperator();
        var file = scope.ServiceProvider.GetRequiredService<AuditHeadFile>();

        Assert.Equal(2, await file.WriteAsync(default));
        await file.WriteAsync(default);

        var head = (await app.SendAsOperator(new ReadAuditHeads()))[0];
        var folder = scope
            .ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<Infrastructure.Files.DataDirectory>>()
            .Value.Path;
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(folder, "audit-heads", "2017-05-19.txt")
        );
        Assert.Equal(4, lines.Length);
        Assert.Equal($"2017-05-19T09:00:00Z changes {head.Number} {head.Hash}", lines[2]);
    }

    private Task<AccessEntry> LatestAsync(AccessEvent what) =>
        app.Look(db =>
            db.AccessEntries.AsNoTracking()
                .Where(e => e.What == what)
                .OrderByDescending(e => e.Number)
                .FirstAsync()
        );
}

public sealed class AuditPageTests_OnSqlite(App<SqliteDatabase> app)
    : AuditPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class AuditPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : AuditPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
