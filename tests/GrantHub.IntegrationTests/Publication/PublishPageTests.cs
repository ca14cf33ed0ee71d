using System.Net;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>What officers do about publication, on the pages and through the use cases behind them.</summary>
public abstract class PublishPageTests(AppFixture app)
{
    private static readonly string Summary = NoticeParts.Answer("executiveSummary");

    [DatabaseFact]
    public async Task Publish_AfterThePreview_IsInTheRegister()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var preview = await page.ReadAsync($"/decisions/{address}/publish");
        Assert.Contains("Exactly what goes out", preview);
        Assert.Contains("The statutory board through which", preview);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/publish",
            [("When", "Now")]
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "govuk-panel__title\">Published",
            await page.ReadAsync(answer.Headers.Location!.ToString())
        );
        using var again = await page.GetAsync($"/decisions/{address}/withhold");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        using var twice = await page.GetAsync($"/decisions/{address}/publish");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        var entry = await EntryAsync(address);
        Assert.Equal(1, entry.Version);
        Assert.Equal(new Money(5_004_900), entry.Amount);
        Assert.NotNull(entry.GrantId);
    }

    [DatabaseTheory]
    [InlineData("", "", "href=\"#When\">Choose when")]
    [InlineData("OnADay", "", "Enter the day on which")]
    [InlineData("OnADay", "19 5 2017", "Enter a day after today")]
    [InlineData("OnADay", "1 1 2019", "Enter a day within a year")]
    public async Task Publish_WithoutSayingWhen_IsRefused(string when, string day, string sentence)
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var parts = day.Split(' ');
        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/publish",
            [
                ("When", when),
                .. parts.Length < 3
                    ? []
                    : new[]
                    {
                        ("Day.day", parts[0]),
                        ("Day.month", parts[1]),
                        ("Day.year", parts[2]),
                    },
            ]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Publish_ChangedSinceThePreview_IsRefusedAndNothingGoesOut()
    {
        var (address, _) = await app.ApprovedAsync();
        var seen = (await app.SendAs(Cast.Lead, new ReadPublication(address))).Seen;
        await ExemptAsync(address, Summary);
        await RefusedAsync("publish.unseen", Cast.Lead, new PublishDecision(address, seen));
        await RefusedAsync(
            "publish.unseen",
            Cast.Lead,
            new PublishLater(address, new DateOnly(2017, 7, 1), seen)
        );
        Assert.False(
            await app.Look(db => db.RegisterEntries.AnyAsync(entry => entry.Slug == address))
        );
    }

    [DatabaseFact]
    public async Task Publish_OnADay_GoesOutWhenTheDayComes()
    {
        var start = app.Clock.UtcNow;
        var (address, _) = await app.ApprovedAsync();
        var (other, _) = await app.ApprovedAsync("Another");
        using var page = await app.SignedIn(Cast.Lead);
        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/publish",
            [("When", "OnADay"), ("Day.day", "1"), ("Day.month", "6"), ("Day.year", "2017")]
        );
        Assert.Contains(
            "goes out by itself on 1 June 2017",
            await page.ReadAsync(answer.Headers.Location!.ToString())
        );
        await app.SendAs(Cast.Lead, new PublishLater(other, new DateOnly(2017, 6, 2)));
        try
        {
            // The last second of 31 May in London is still summer time.
            app.Clock.UtcNow = new DateTime(2017, 5, 31, 22, 59, 59, DateTimeKind.Utc);
            Assert.False(await app.SendAsOperator(new PublishDue()));
            app.Clock.UtcNow = new DateTime(2017, 5, 31, 23, 0, 0, DateTimeKind.Utc);
            Assert.True(await app.SendAsOperator(new PublishDue()));
            Assert.False(await app.SendAsOperator(new PublishDue()));
        }
        finally
        {
            app.Clock.UtcNow = start;
        }
        Assert.Equal(1, (await EntryAsync(address)).Version);
        var versions = await app.Look(db =>
            db.PublishedVersions.Where(v => v.PublishedByName.Length > 0).ToListAsync()
        );
        Assert.Contains(versions, version => version.PublishedByName == "Lena Field");
        await app.SendAs(Cast.Lead, new PublishLater(other, null));
        var record = (await app.SendAs(Cast.Lead, new ReadDecision(other))).Record;
        Assert.Null(record.PublishOn);
        Assert.Equal(record.DecidedOn, record.WaitsSince);
    }

    [DatabaseFact]
    public async Task Publish_OfPartTwo_ShowsTheGroundAndNothingOfTheContent()
    {
        var draft = await app.DraftAsync("Exempt matters", funding: false);
        await app.EditAsync(
            draft,
            "confidentiality",
            new ConfidentialityEntry(
                Confidentiality.Part2,
                ExemptGrounds.All[0],
                "Naming the victims would harm them."
            )
        );
        var address = await app.SendAs(Cast.Lead, new SubmitDecision(draft));
        await app.SendAs(Cast.Mo, new SignDecision(address, Records.Agreed()));
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );
        using var page = await app.SignedIn(Cast.Lead);

        var html = await page.ReadAsync($"/decisions/{address}/publish");

        Assert.Contains(ExemptGrounds.All[0], html);
        Assert.DoesNotContain("safeguard children", html);
        Assert.DoesNotContain("Naming the victims", html);
        Assert.Contains(
            "Part II: exempt. Not for publication.",
            await page.ReadAsync($"/decisions/{address}/notice")
        );
    }

    [DatabaseFact]
    public async Task Publish_WhatAColleagueWithheldMeanwhile_IsRefused()
    {
        var (address, _) = await app.ApprovedAsync();
        var publish = $"/decisions/{address}/publish";
        using var page = await app.SignedIn(Cast.Lead);
        var opened = PageClient
            .HiddenFields(await page.ReadHtmlAsync(publish))
            .DistinctBy(field => field.Name)
            .ToList();
        await app.SendAs(Cast.Mo, new WithholdDecision(address, "A court case is going on."));

        using var stale = await page.PostAsync(publish, [.. opened, ("When", "Now")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains("somebody has withheld the record", await PageClient.TextAsync(stale));
        await RefusedAsync(
            "withhold.twice",
            Cast.Lead,
            new WithholdDecision(address, "Another reason.")
        );
        using var seen = await page.PostFormAsync(publish, [("When", "Now")]);
        Assert.Equal(HttpStatusCode.Redirect, seen.StatusCode);
    }

    [DatabaseFact]
    public async Task Withhold_WithoutAReason_IsRefusedAndByACommissionerForbidden()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var empty = await page.PostFormAsync($"/decisions/{address}/withhold", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("href=\"#Reason\">Say why", await PageClient.TextAsync(empty));

        using var pcc = await app.SignedIn(Cast.Pcc);
        foreach (var path in (string[])["publish", "withhold", "publish/forget-day", "correct"])
        {
            using var answer = await pcc.GetAsync($"/decisions/{address}/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            app.SendAs(
                Cast.Pcc,
                new ExemptPart(address, Summary, true, ExemptGrounds.All[0], "Private.")
            )
        );
    }

    [DatabaseFact]
    public async Task Exempt_APart_IsShownToOfficersAndKeptFromThePreview()
    {
        var (address, _) = await app.ApprovedAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var form = $"/decisions/{address}/exempt/part?part={Uri.EscapeDataString(Summary)}";
        using var empty = await page.PostFormAsync(form, [("IsExempt", "True")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("href=\"#Ground\">Choose the ground", await PageClient.TextAsync(empty));
        using var silent = await page.PostFormAsync(
            form,
            [("IsExempt", "True"), ("Ground", ExemptGrounds.All[0])]
        );
        Assert.Contains("href=\"#Reasoning\">Say why", await PageClient.TextAsync(silent));
        using var unsaid = await page.PostFormAsync(form, []);
        Assert.Contains("href=\"#IsExempt\">Say whether", await PageClient.TextAsync(unsaid));

        using var answer = await page.PostFormAsync(
            form,
            [
                ("IsExempt", "True"),
                ("Ground", ExemptGrounds.All[0]),
                ("Reasoning", "It would name a child."),
            ]
        );
        Assert.Equal($"/decisions/{address}/exempt", answer.Headers.Location!.ToString());
        Assert.Contains("1 part is exempt", await page.ReadAsync($"/decisions/{address}"));
        var preview = await page.ReadAsync($"/decisions/{address}/publish");
        Assert.Contains($"Exempt: {ExemptGrounds.All[0]}", preview);
        Assert.DoesNotContain("The statutory board through which", preview);
        Assert.DoesNotContain("It would name a child.", preview);

        using var back = await page.PostFormAsync(form, [("IsExempt", "False")]);
        Assert.Contains(
            "The statutory board through which",
            await page.ReadAsync($"/decisions/{address}/publish")
        );
        using var unknown = await page.GetAsync($"/decisions/{address}/exempt/part?part=%3Cb%3E");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [DatabaseFact]
    public async Task Exempt_InADraft_IsItsLeadOfficersToSay()
    {
        var address = await app.DraftAsync();
        await ExemptAsync(address, Summary);
        using var page = await app.SignedIn(Cast.Mo);
        Assert.DoesNotContain("Make exempt", await page.ReadAsync($"/decisions/{address}/exempt"));
        await RefusedAsync(
            "decision.not-yours",
            Cast.Mo,
            new ExemptPart(address, Summary, false, null, null)
        );
        var submitted = await app.SendAs(Cast.Lead, new SubmitDecision(address));
        await RefusedAsync(
            "exempt.sealed",
            Cast.Lead,
            new ExemptPart(submitted, Summary, false, null, null)
        );
        Assert.Contains("being signed", await page.ReadAsync($"/decisions/{submitted}/exempt"));
    }

    [DatabaseFact]
    public async Task Correct_WithANote_LeavesTwoVersionsTheFirstToTheByte()
    {
        var (address, _) = await app.ApprovedAsync();
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        var first = await VersionAsync(address, 1);
        using var page = await app.SignedIn(Cast.Lead);
        Assert.Contains(
            "Nothing differs from version 1",
            await page.ReadAsync($"/decisions/{address}/correct")
        );
        using var reworded = await page.PostFormAsync(
            $"/decisions/{address}/exempt/wording?part={Uri.EscapeDataString(Summary)}",
            [("Text", "The board that keeps children safe.")]
        );
        Assert.Contains(
            "is not public yet",
            await page.ReadAsync(reworded.Headers.Location!.ToString())
        );
        Assert.Equal("Funding for the Board", (await EntryAsync(address)).Title);
        using var silent = await page.PostFormAsync($"/decisions/{address}/correct", []);
        Assert.Contains("href=\"#Note\">Say what changes", await PageClient.TextAsync(silent));
        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/correct",
            [("Note", "A misleading sentence is put right.")]
        );
        var versions = await page.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("Version 2 is published. Version 1 stays readable.", versions);
        Assert.Contains("A misleading sentence is put right.", versions);

        Assert.Equal(first.Document, (await VersionAsync(address, 1)).Document);
        Assert.Equal(first.Sha256, PublishedVersion.HashOf(first.Document));
        Assert.Contains(
            "keeps children safe",
            (await VersionAsync(address, 2)).Document,
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await EntryAsync(address)).Version);
        Assert.Contains(
            "Corrected the public’s wording of Executive summary",
            await page.ReadAsync($"/decisions/{address}/history")
        );
    }

    [DatabaseFact]
    public async Task Correct_GivenUp_IsAgainAsPublished()
    {
        var (address, _) = await app.ApprovedAsync();
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        await ExemptAsync(address, Summary);
        using var page = await app.SignedIn(Cast.Lead);
        var forget = $"/decisions/{address}/correct/forget";
        var opened = PageClient
            .HiddenFields(await page.ReadHtmlAsync(forget))
            .DistinctBy(field => field.Name)
            .ToList();
        await ExemptAsync(address, NoticeParts.Funding);
        using var stale = await page.PostAsync(forget, opened);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.True((await app.SendAs(Cast.Lead, new ReadPublication(address))).HasChanges);

        using var answer = await page.PostFormAsync(forget, []);
        Assert.Contains(
            "The changes are given up.",
            await page.ReadAsync(answer.Headers.Location!.ToString())
        );
        Assert.False((await app.SendAs(Cast.Lead, new ReadPublication(address))).HasChanges);
    }

    [DatabaseFact]
    public async Task TakeDown_OfAnEarlierVersion_NeedsAReasonAndKeepsIt()
    {
        var (address, _) = await app.ApprovedAsync();
        await app.SendAs(Cast.Lead, new PublishDecision(address));
        await ExemptAsync(address, Summary);
        await app.SendAs(Cast.Lead, new CorrectPublication(address, "A child was named."));
        using var page = await app.SignedIn(Cast.Mo);
        var form = $"/decisions/{address}/versions/1/take-down";
        using var silent = await page.PostFormAsync(form, []);
        Assert.Contains("href=\"#Reason\">Say why", await PageClient.TextAsync(silent));
        using var answer = await page.PostFormAsync(form, [("Reason", "Personal data")]);
        Assert.Contains("Taken down on", await page.ReadAsync(answer.Headers.Location!.ToString()));
        var version = await VersionAsync(address, 1);
        Assert.Equal("Personal data", version.TakenDownReason);
        Assert.Contains("statutory board", version.Document, StringComparison.Ordinal);
        using var none = await page.GetAsync($"/decisions/{address}/versions/7/take-down");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [DatabaseFact]
    public async Task Clock_ListsWhatWaitsWithDaysAndDoesNotGrowInCommands()
    {
        var (waiting, _) = await app.ApprovedAsync("Waits");
        using var page = await app.SignedIn(Cast.Lead);
        // After this it is known who is signed in.
        await page.ReadAsync("/publication");
        var few = await app.Commands.Of(async () => await page.ReadAsync("/publication"));
        var (withheld, _) = await app.ApprovedAsync("Held back");
        await app.SendAs(Cast.Lead, new WithholdDecision(withheld, "The sale is not complete."));
        var (set, _) = await app.ApprovedAsync("Set");
        await app.SendAs(Cast.Lead, new PublishLater(set, new DateOnly(2017, 9, 1)));
        var (published, _) = await app.ApprovedAsync("Out");
        await app.SendAs(Cast.Lead, new PublishDecision(published));
        for (var i = 0; i < 5; i++)
            await app.ApprovedAsync($"Waits too {i}");
        var html = "";
        Assert.Equal(
            few,
            await app.Commands.Of(async () => html = await page.ReadAsync("/publication"))
        );
        Assert.Contains(waiting, html);
        Assert.Contains("0 days", html);
        Assert.DoesNotContain(withheld, html);
        Assert.DoesNotContain(set, html);
        Assert.Contains(
            "The sale is not complete.",
            await page.ReadAsync("/publication?shelf=withheld")
        );
        Assert.Contains("1 September 2017", await page.ReadAsync("/publication?shelf=set"));
        Assert.Contains(published, await page.ReadAsync("/publication?shelf=published"));
        Assert.Contains(waiting, await page.ReadAsync("/publication/list.csv"));
        Assert.Contains(waiting, await page.ReadAsync("/publication?shelf=nonsense&from=%00"));
    }

    [DatabaseFact]
    public async Task Clock_OfManyPages_GoesThroughAllOnce()
    {
        for (var i = 0; i < 3; i++)
        {
            var (address, _) = await app.ApprovedAsync($"Paged {i}");
            if (i == 1)
                await app.SendAs(Cast.Lead, new PublishLater(address, new DateOnly(2017, 9, 2)));
            if (i == 2)
                await app.SendAs(Cast.Lead, new WithholdDecision(address, "Later."));
        }
        foreach (var shelf in Enum.GetValues<PublicationShelf>())
        {
            var first = await app.SendAs(Cast.Lead, new ListPublications(shelf));
            foreach (var (row, next) in first.Items.Zip(first.Items.Skip(1)))
            {
                var key = row.Key.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var after = await app.SendAs(
                    Cast.Lead,
                    new ListPublications(shelf, new Cursor(key, row.Id, false).ToString())
                );
                Assert.Equal(next.Id, after.Items[0].Id);
                var before = await app.SendAs(
                    Cast.Lead,
                    new ListPublications(
                        shelf,
                        new Cursor(
                            next.Key.Ticks.ToString(
                                System.Globalization.CultureInfo.InvariantCulture
                            ),
                            next.Id,
                            true
                        ).ToString()
                    )
                );
                Assert.Equal(row.Id, before.Items[^1].Id);
            }
        }
    }

    private Task<MediatR.Unit> ExemptAsync(string address, string part) =>
        app.SendAs(
            Cast.Lead,
            new ExemptPart(address, part, true, ExemptGrounds.All[0], "It would name a child.")
        );

    private Task<RegisterEntry> EntryAsync(string address) =>
        app.Look(db => db.RegisterEntries.AsNoTracking().SingleAsync(e => e.Slug == address));

    private Task<PublishedVersion> VersionAsync(string address, int number) =>
        app.Look(db =>
            db.PublishedVersions.AsNoTracking()
                .SingleAsync(version =>
                    version.Number == number
                    && db.Decisions.Any(d => d.Id == version.DecisionId && d.Slug == address)
                )
        );

    private async Task RefusedAsync<T>(string code, string person, MediatR.IRequest<T> request) =>
        Assert.Equal(
            code,
            (await Assert.ThrowsAsync<DomainException>(() => app.SendAs(person, request))).Code
        );
}

public sealed class PublishPageTests_OnSqlite(App<SqliteDatabase> app)
    : PublishPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PublishPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PublishPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
