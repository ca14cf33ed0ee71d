using System.Net;
using System.Net.Http.Headers;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>Public pages are sent from memory until anything changes, and to nobody who is signed in.</summary>
public abstract class PublicPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Page_AskedForAgain_IsSentWithoutTheDatabase()
    {
        await app.PublishedAsync("Asked for twice");
        using var page = app.Anonymous();
        var first = await page.ReadAsync("/register");

        var second = "";
        var commands = await app.Commands.Of(async () =>
            // What the page does not depend on makes no other page of it.
            second = await page.ReadAsync("/register?utm=campaign")
        );

        Assert.Equal(0, commands);
        Assert.Equal(first, second);
    }

    [DatabaseFact]
    public async Task Page_ThatABrowserHas_IsNotSent()
    {
        using var page = app.Anonymous();
        using var first = await page.GetAsync("/register");
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);

        using var again = await AskAsync(tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        await app.PublishedAsync("Another since");
        using var changed = await AskAsync(tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("Another since", await changed.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> AskAsync(EntityTagHeaderValue known) =>
            page.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, "/register")
                {
                    Headers = { IfNoneMatch = { known } },
                }
            );
    }

    [DatabaseFact]
    public async Task Publication_Here_IsOnThePageAtOnce()
    {
        using var page = app.Anonymous();
        await page.ReadAsync("/register");

        await app.PublishedAsync("Just published");

        Assert.Contains("Just published", await page.ReadAsync("/register"));
    }

    [DatabaseFact]
    public async Task Publication_OfAnotherProcess_IsOnThePageASecondLater()
    {
        var (decision, _) = await app.PublishedAsync("Known here");
        using var page = app.Anonymous();
        Assert.Contains("Known here", await page.ReadAsync("/register"));

        // Past this process's transactions, as another process would.
        await app.Look(db =>
            db.RegisterEntries.Where(e => e.Slug == decision)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Title, "Changed elsewhere"))
        );
        await app.Look(db =>
            db.AuditHeads.ExecuteUpdateAsync(set =>
                set.SetProperty(head => head.Number, head => head.Number + 1)
            )
        );
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("Changed elsewhere", await page.ReadAsync("/register"));
    }

    [DatabaseFact]
    public async Task Day_ThatEnds_MakesThePageAnew()
    {
        using var page = app.Anonymous();
        using var today = await page.GetAsync("/register");

        app.Clock.Advance(TimeSpan.FromDays(1));

        using var tomorrow = await page.GetAsync("/register");
        Assert.NotEqual(today.Headers.ETag, tomorrow.Headers.ETag);
    }

    [DatabaseFact]
    public async Task Page_OfSomebodySignedIn_IsNeitherKeptNorSentToOthers()
    {
        await app.PublishedAsync("Seen by both");
        using var officer = await app.SignedIn(Cast.Mo);
        using var anonymous = app.Anonymous();

        var signedIn = await officer.ReadAsync("/register?year=2017-18");
        var publicly = await anonymous.ReadAsync("/register?year=2017-18");
        using var again = await officer.GetAsync("/register?year=2017-18");

        Assert.Contains("Sign out", signedIn);
        Assert.DoesNotContain("Sign out", publicly);
        Assert.Contains("Sign in", publicly);
        Assert.Contains("Sign out", await again.Content.ReadAsStringAsync());
        Assert.Equal("no-store", again.Headers.CacheControl?.ToString());
        Assert.Null(again.Headers.ETag);
    }

    [DatabaseFact]
    public async Task File_IsNotKeptInMemoryAndNotSentTwice()
    {
        await app.PublishedAsync("In a file");
        using var page = app.Anonymous();
        using var first = await page.GetAsync("/register.csv");
        Assert.InRange(await app.Commands.Of(() => page.ReadAsync("/register.csv")), 1, 1);

        using var again = await page.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "/register.csv")
            {
                Headers = { IfNoneMatch = { first.Headers.ETag! } },
            }
        );

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }
}

public sealed class PublicPageTests_OnSqlite(RegisterApp<SqliteDatabase> app)
    : PublicPageTests(app),
        IClassFixture<RegisterApp<SqliteDatabase>>;

public sealed class PublicPageTests_OnPostgreSql(RegisterApp<PostgreSqlDatabase> app)
    : PublicPageTests(app),
        IClassFixture<RegisterApp<PostgreSqlDatabase>>;
