using System.Net;
using System.Text.RegularExpressions;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.People;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

/// <summary>Authenticator apps: setting up, signing in with codes, and losing the telephone.</summary>
public abstract partial class SecondFactorTests(AppFixture app)
{
    [DatabaseFact]
    public async Task SetUp_WithTheCode_ShowsTenRecoveryCodesAndEndsOtherSessions()
    {
        var id = await app.AddAsync("totp@example.org");
        using var other = app.Anonymous();
        await other.SignInAsync("totp@example.org", Passwords.Own);

        var own = await SetUpAsync("totp@example.org");

        Assert.Equal(10, own.Codes.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
        var account = await own.Page.ReadAsync("/account");
        Assert.Contains("10 recovery codes left", account);
        Assert.True(
            await app.Look(db =>
                db.AuditEntries.AnyAsync(e => e.What == "SecondFactorSetUp" && e.SubjectId == id)
            )
        );
        // Neither the key nor a code lies in the database as it is.
        var kept = await app.Look(db =>
            db.UserTokens.Where(t => t.UserId == id).Select(t => t.Value).ToListAsync()
        );
        Assert.DoesNotContain(kept, value => value!.Contains(own.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(
            kept,
            value => value!.Contains(own.Codes[0], StringComparison.Ordinal)
        );
        own.Page.Dispose();
    }

    [DatabaseFact]
    public async Task SetUp_WithAWrongCodeOrPassword_IsRefusedAndKeepsTheKey()
    {
        await app.AddAsync("totp-wrong@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("totp-wrong@example.org", Passwords.Own);
        var response = await page.PostFormAsync(
            "/account/second-factor",
            [("Code", "000000"), ("Password", "not the password")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var text = await PageClient.TextAsync(response);
        Assert.Contains("href=\"#Password\">The password is not right.", text);
        Assert.Equal(32, Key(text).Length);
        response = await page.PostFormAsync(
            "/account/second-factor",
            [("Code", "000000"), ("Password", Passwords.Own)]
        );
        Assert.Contains(
            "href=\"#Code\">The code is not right.",
            await PageClient.TextAsync(response)
        );
        Assert.Contains("None", await page.ReadAsync("/account"));
    }

    [DatabaseFact]
    public async Task SignIn_WithPasswordAlone_IsNotEnough()
    {
        var own = await SetUpAsync("totp-half@example.org");
        using var page = app.Anonymous();

        var response = await page.SignInAsync("totp-half@example.org", Passwords.Own);

        Assert.StartsWith("/sign-in/second-step", response.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        response = await StepAsync(page, own.Code(app.Clock.UtcNow));
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        await page.ReadAsync("/account");
    }

    [DatabaseFact]
    public async Task Code_ThatWasUsed_IsRefused()
    {
        var own = await SetUpAsync("totp-replay@example.org");
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        var code = own.Code(app.Clock.UtcNow);
        using var first = app.Anonymous();
        await first.SignInAsync("totp-replay@example.org", Passwords.Own);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(first, code)).StatusCode);
        using var second = app.Anonymous();
        await second.SignInAsync("totp-replay@example.org", Passwords.Own);

        var response = await StepAsync(second, code);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("or it has been used", await PageClient.TextAsync(response));
    }

    [DatabaseFact]
    public async Task Code_ThatTwoBrowsersSendAtOnce_LetsOneIn()
    {
        var own = await SetUpAsync("totp-race@example.org");
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        var code = own.Code(app.Clock.UtcNow);
        var pages = Enumerable.Range(0, 4).Select(_ => app.Anonymous()).ToList();
        foreach (var page in pages)
            await page.SignInAsync("totp-race@example.org", Passwords.Own);

        var answers = await Task.WhenAll(pages.Select(page => StepAsync(page, code)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        pages.ForEach(page => page.Dispose());
    }

    [DatabaseFact]
    public async Task Code_TooOldOrTooEarly_IsRefused()
    {
        var own = await SetUpAsync("totp-old@example.org");
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(5);
        using var page = app.Anonymous();
        await page.SignInAsync("totp-old@example.org", Passwords.Own);

        foreach (var seconds in new[] { -60, 60 })
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                (await StepAsync(page, own.Code(app.Clock.UtcNow.AddSeconds(seconds)))).StatusCode
            );
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await StepAsync(page, own.Code(app.Clock.UtcNow.AddSeconds(-30)))).StatusCode
        );
    }

    [DatabaseFact]
    public async Task RecoveryCode_SignsInOnce()
    {
        var own = await SetUpAsync("recovery@example.org");
        foreach (
            var expected in new[] { HttpStatusCode.Redirect, HttpStatusCode.UnprocessableEntity }
        )
        {
            using var page = app.Anonymous();
            await page.SignInAsync("recovery@example.org", Passwords.Own);
            var response = await StepAsync(page, own.Codes[3].ToUpperInvariant());
            Assert.Equal(expected, response.StatusCode);
        }
        Assert.Contains("9 recovery codes left", await own.Page.ReadAsync("/account"));
    }

    [DatabaseFact]
    public async Task WrongCodes_LockTheAccount_ThoughThePasswordIsRight()
    {
        var own = await SetUpAsync("totp-guess@example.org");
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        using var page = app.Anonymous();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            // The right password between the guesses must not begin the count anew.
            await page.SignInAsync("totp-guess@example.org", Passwords.Own);
            await StepAsync(page, "000000");
        }

        var response = await StepAsync(page, own.Code(app.Clock.UtcNow));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var refused = await app.Look(db =>
            db.AccessEntries.CountAsync(e =>
                e.What == AccessEvent.SecondFactorRefused
                && e.PersonName == "Test totp-guess@example.org"
            )
        );
        Assert.Equal(6, refused);
    }

    [DatabaseFact]
    public async Task SecondStep_AfterThePasswordChanged_BeginsAnew()
    {
        var own = await SetUpAsync("totp-changed@example.org");
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        using var page = app.Anonymous();
        await page.SignInAsync("totp-changed@example.org", Passwords.Own);
        await app.SendAs(Cast.Admin, new ResetPassword(own.Id, Passwords.Temporary));

        var response = await StepAsync(page, own.Code(app.Clock.UtcNow));

        Assert.Contains("Sign in from the start", await PageClient.TextAsync(response));
    }

    [DatabaseFact]
    public async Task TurnOff_NeedsThePassword()
    {
        var own = await SetUpAsync("totp-off@example.org");

        var response = await own.Page.PostFormAsync(
            "/account/second-factor/off",
            [("Password", "not the password")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        response = await own.Page.PostFormAsync(
            "/account/second-factor/off",
            [("Password", Passwords.Own)]
        );

        Assert.Equal("/account", response.Headers.Location!.OriginalString);
        using var page = app.Anonymous();
        response = await page.SignInAsync("totp-off@example.org", Passwords.Own);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [DatabaseFact]
    public async Task NewRecoveryCodes_ReplaceTheOldOnes()
    {
        var own = await SetUpAsync("totp-codes@example.org");

        var response = await own.Page.PostFormAsync(
            "/account/second-factor/codes",
            [("Password", Passwords.Own)]
        );

        var codes = Codes(await PageClient.TextAsync(response));
        Assert.Empty(codes.Intersect(own.Codes));
        using var page = app.Anonymous();
        await page.SignInAsync("totp-codes@example.org", Passwords.Own);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await StepAsync(page, own.Codes[0])).StatusCode
        );
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(page, codes[0])).StatusCode);
    }

    [DatabaseFact]
    public async Task TakeAway_ByAnAdministrator_EndsSessionsAndIsAudited()
    {
        var own = await SetUpAsync("totp-lost@example.org");
        using var admin = await app.SignedIn(Cast.Admin);
        var address = $"/admin/people/{own.Id}";
        Assert.Contains("Authenticator app", await admin.ReadAsync(address));

        await admin.PostFormAsync($"{address}/second-factor/remove", []);

        Assert.Contains("The second factor has been taken away.", await admin.ReadAsync(address));
        Assert.Equal(HttpStatusCode.Redirect, (await own.Page.GetAsync("/account")).StatusCode);
        using var page = app.Anonymous();
        var response = await page.SignInAsync("totp-lost@example.org", Passwords.Own);
        Assert.Equal("/", response.Headers.Location!.OriginalString);
        Assert.True(
            await app.Look(db =>
                db.AuditEntries.AnyAsync(e =>
                    e.What == "SecondFactorTakenAway" && e.SubjectId == own.Id
                )
            )
        );
        var refused = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Admin, new TakeAwaySecondFactor(own.Id))
        );
        Assert.Equal("second-factor.none", refused.Code);
    }

    internal sealed record Own(long Id, PageClient Page, string Key, IReadOnlyList<string> Codes)
    {
        public string Code(DateTime at) => Totp.CodeOf(Key, Totp.StepOf(at));
    }

    internal static async Task<Own> SetUpAsync(AppFixture app, string email, Role roles)
    {
        var id = await app.AddAsync(email, roles);
        var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);
        return await SetUpAsync(app, id, page);
    }

    internal static async Task<Own> SetUpAsync(AppFixture app, long id, PageClient page)
    {
        var shown = await page.GetAsync("/account/second-factor");
        var html = await shown.Content.ReadAsStringAsync();
        var key = Key(WebUtility.HtmlDecode(html));
        var offer = WebUtility.HtmlDecode(OfferField().Match(html).Groups[1].Value);
        var response = await page.PostFormAsync(
            "/account/second-factor",
            [
                ("Offer", offer),
                ("Code", Totp.CodeOf(key, Totp.StepOf(app.Clock.UtcNow))),
                ("Password", Passwords.Own),
            ]
        );
        var text = await PageClient.TextAsync(response);
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        return new(id, page, key, Codes(text));
    }

    internal static Task<HttpResponseMessage> StepAsync(PageClient page, string code) =>
        page.PostFormAsync("/sign-in/second-step", [("Code", code)]);

    private Task<Own> SetUpAsync(string email) => SetUpExistingAsync(email);

    private async Task<Own> SetUpExistingAsync(string email)
    {
        var known = await app.Look(db =>
            db.People.Where(p => p.Email == email).Select(p => (long?)p.Id).SingleOrDefaultAsync()
        );
        if (known is not { } id)
            return await SetUpAsync(app, email, Role.LeadOfficer);
        var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);
        return await SetUpAsync(app, id, page);
    }

    private static string Key(string text) =>
        KeyText().Match(text).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static List<string> Codes(string text) =>
        [.. CodeText().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("gh-key\">([A-Z2-7 ]+)<")]
    private static partial Regex KeyText();

    [GeneratedRegex("gh-key\">([a-z2-9-]+)<")]
    private static partial Regex CodeText();

    [GeneratedRegex("name=\"Offer\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex OfferField();
}

public sealed class SecondFactorTests_OnSqlite(App<SqliteDatabase> app)
    : SecondFactorTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SecondFactorTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SecondFactorTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
