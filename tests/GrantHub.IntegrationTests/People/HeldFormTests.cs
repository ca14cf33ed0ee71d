using System.Net;
using GrantHub.Application.People;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using GrantHub.Web.Features.Account;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

/// <summary>A form that comes too late loses nothing.</summary>
public abstract class HeldFormTests(AppFixture app)
{
    private const string Typed = "Three paragraphs that took all afternoon.\n<b>not bold</b>";

    [Theory]
    [InlineData("A decade of help", true)]
    [InlineData("1234567890123456", true)]
    [InlineData("deadbeef", true)]
    [InlineData("e3b0c44298fc1c14", false)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb924 2026-11-22", false)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", false)]
    public void IsTyped_WhatAPageMarkedItselfWith_IsNot(string value, bool isTyped) =>
        Assert.Equal(isTyped, HeldWords.IsTyped(value));

    [DatabaseFact]
    public async Task Post_AfterTheSessionEnded_ComesBackAfterSigningInAgain()
    {
        var draft = await app.DraftAsync("Typed for hours");
        using var page = await app.SignedIn(Cast.Lead);
        var fields = await FieldsAsync(page, draft);
        app.Clock.Advance(TimeSpan.FromDays(366));

        using var late = await page.PostAsync(
            $"/decisions/{draft}/sections/executive-summary",
            fields
        );
        var location = late.Headers.Location!.OriginalString;
        Assert.StartsWith("/sign-in?returnUrl=%2Fheld%2F", location);

        using var again = await app.SignedIn(Cast.Lead);
        var held = Uri.UnescapeDataString(location["/sign-in?returnUrl=".Length..]);
        var shown = await again.ReadAsync(held);
        Assert.Contains("Nothing of it has been saved yet", shown);
        Assert.Contains("took all afternoon", shown);
        await SendAsync(again, held, draft, fields);
    }

    [DatabaseFact]
    public async Task Post_WithATokenOfAnOlderSession_IsKeptAndCanBeSent()
    {
        var draft = await app.DraftAsync("Signed in again elsewhere");
        using var page = await app.SignedIn(Cast.Lead);
        var fields = (await FieldsAsync(page, draft))
            .Where(f => f.Name != "__RequestVerificationToken")
            .Append(("__RequestVerificationToken", "old"))
            .ToList();

        using var refused = await page.PostAsync(
            $"/decisions/{draft}/sections/executive-summary",
            fields
        );

        var held = refused.Headers.Location!.OriginalString;
        Assert.StartsWith("/held/", held);
        await SendAsync(page, held, draft, fields);
    }

    [DatabaseFact]
    public async Task Held_OfSomebodyElse_IsNotThere()
    {
        var id = await HoldAsync();
        using var other = await app.SignedIn(Cast.OtherLead);

        using var shown = await other.GetAsync($"/held/{id}");
        using var sent = await other.PostAsync($"/held/{id}/send", [await other.TokenAsync()]);

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
    }

    [DatabaseFact]
    public async Task Held_ThrownAway_IsGone()
    {
        var id = await HoldAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var thrown = await page.PostFormAsync($"/held/{id}", [], $"/held/{id}/forget");

        Assert.Equal(HttpStatusCode.Redirect, thrown.StatusCode);
        Assert.Equal(0, await app.Look(db => db.HeldForms.CountAsync(f => f.Id == id)));
    }

    [DatabaseFact]
    public async Task Held_AfterADay_IsForgottenWithTheNext()
    {
        var old = await HoldAsync();
        app.Clock.Advance(TimeSpan.FromHours(25));

        await HoldAsync();

        Assert.Equal(0, await app.Look(db => db.HeldForms.CountAsync(f => f.Id == old)));
    }

    [DatabaseFact]
    public async Task Held_AfterADay_CanNeitherBeReadNorSent()
    {
        var id = await HoldAsync();
        using var page = await app.SignedIn(Cast.Lead);
        app.Clock.Advance(TimeSpan.FromHours(25));

        using var shown = await page.GetAsync($"/held/{id}");
        using var sent = await page.PostAsync($"/held/{id}/send", [await page.TokenAsync()]);

        Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Contains("more than a day old", await PageClient.TextAsync(sent));
    }

    [DatabaseTheory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    public async Task Post_FromAnotherSite_IsNotKept(string header, string value)
    {
        using var page = await app.SignedIn(Cast.Lead);
        var before = await app.Look(db => db.HeldForms.CountAsync());

        using var refused = await SendTitleAsync(page, header, value);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(before, await app.Look(db => db.HeldForms.CountAsync()));
    }

    [DatabaseTheory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Origin", "https://localhost")]
    public async Task Post_FromThisSite_IsKept(string header, string value)
    {
        using var page = await app.SignedIn(Cast.Lead);

        using var kept = await SendTitleAsync(page, header, value);

        Assert.StartsWith("/held/", kept.Headers.Location!.OriginalString);
    }

    [DatabaseFact]
    public async Task Post_OfAPassword_IsNeverKept()
    {
        using var page = await app.SignedIn(Cast.Lead);
        var before = await app.Look(db => db.HeldForms.CountAsync());

        using var refused = await page.PostAsync(
            "/account/password",
            [("Current", "secret words here"), ("New", "x"), ("Again", "x")]
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(before, await app.Look(db => db.HeldForms.CountAsync()));
    }

    [DatabaseFact]
    public async Task Post_OfSomebodyNeverSignedIn_IsNotKept()
    {
        using var page = app.Anonymous();
        var before = await app.Look(db => db.HeldForms.CountAsync());

        using var answer = await page.PostAsync("/decisions/new", [("Title", "Spam")]);

        Assert.Equal("/sign-in", answer.Headers.Location!.OriginalString);
        Assert.Equal(before, await app.Look(db => db.HeldForms.CountAsync()));
    }

    private static Task<HttpResponseMessage> SendTitleAsync(
        PageClient page,
        string header,
        string value
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/decisions/new")
        {
            Content = new FormUrlEncodedContent([new("Title", "Written elsewhere")]),
        };
        request.Headers.TryAddWithoutValidation(header, value);
        return page.SendAsync(request);
    }

    private async Task<long> HoldAsync()
    {
        var person = await app.Look(db =>
            db.People.Where(p => p.Email == Cast.Lead).Select(p => p.Id).SingleAsync()
        );
        return await app.SendAs(
            Cast.Lead,
            new HoldForm(person, "/decisions/new", [KeyValuePair.Create("Title", "Kept")])
        );
    }

    private static async Task<List<(string Name, string Value)>> FieldsAsync(
        PageClient page,
        string draft
    )
    {
        using var shown = await page.GetAsync($"/decisions/{draft}/sections/executive-summary");
        var html = await shown.Content.ReadAsStringAsync();
        var typed = System.Text.RegularExpressions.Regex.Match(
            html,
            "<textarea[^>]*name=\"([^\"]*)\""
        );
        return
        [
            .. PageClient.HiddenFields(html).DistinctBy(field => field.Name),
            (typed.Groups[1].Value, Typed),
        ];
    }

    private static async Task SendAsync(
        PageClient page,
        string held,
        string draft,
        List<(string Name, string Value)> fields
    )
    {
        using var sent = await page.PostFormAsync(held, [], $"{held}/send");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, sent.StatusCode);
        var target = sent.Headers.Location!.OriginalString;
        Assert.Equal($"/decisions/{draft}/sections/executive-summary", target);
        using var saved = await page.PostAsync(
            target,
            [.. fields.Where(f => f.Name != "__RequestVerificationToken"), await page.TokenAsync()]
        );
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains(
            "took all afternoon",
            await page.ReadAsync($"/decisions/{draft}/sections/executive-summary")
        );
    }
}

public sealed class HeldFormTests_OnSqlite(App<SqliteDatabase> app)
    : HeldFormTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class HeldFormTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : HeldFormTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
