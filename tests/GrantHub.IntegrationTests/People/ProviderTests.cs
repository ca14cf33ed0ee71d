using System.Net;
using GrantHub.Application.People;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using GrantHub.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.People;

public abstract class ProviderApp(TestDatabase database) : AppFixture(database), IDisposable
{
    public OidcProvider Provider { get; } = new();

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["GrantHub:SignIn:Provider:Name"] = "Test provider",
            ["GrantHub:SignIn:Provider:Issuer"] = Provider.Issuer,
            ["GrantHub:SignIn:Provider:ClientId"] = OidcProvider.ClientId,
            ["GrantHub:SignIn:Provider:ClientSecret"] = OidcProvider.ClientSecret,
        };

    /// <summary>What a browser of somebody signed in at the provider gets in the end.</summary>
    public async Task<HttpResponseMessage> SignInAsync(PageClient page, string subject)
    {
        ArgumentNullException.ThrowIfNull(page);
        var asked = (await page.GetAsync("/sign-in/provider")).Headers.Location!;
        var back = await Provider.AnswerAsync(asked, subject);
        var answer = await page.GetAsync(back.PathAndQuery);
        return await page.GetAsync(answer.Headers.Location!.OriginalString);
    }

    public void Dispose()
    {
        Provider.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class ProviderApp<TDatabase>() : ProviderApp(new TDatabase())
    where TDatabase : TestDatabase, new();

/// <summary>Single sign-on with a real OpenID Connect provider.</summary>
public abstract class ProviderTests(ProviderApp app)
{
    [DatabaseFact]
    public async Task SignIn_OfAConnectedPerson_LetsIn()
    {
        var id = await ConnectedAsync("sso@example.org", "subject-1");
        using var page = app.Anonymous();

        var response = await SignInAsync(page, "subject-1", "/account");

        Assert.Equal("/account", response.Headers.Location!.OriginalString);
        Assert.Contains("Connected to Test provider", await page.ReadAsync("/account"));
        Assert.True(
            await app.Look(db =>
                db.AccessEntries.AnyAsync(e =>
                    e.PersonId == id
                    && e.What == AccessEvent.SignedIn
                    && e.Detail == "through Test provider"
                )
            )
        );
        Assert.True(
            await app.Look(db =>
                db.AuditEntries.AnyAsync(e => e.What == "ProviderConnected" && e.SubjectId == id)
            )
        );
    }

    [DatabaseFact]
    public async Task SignIn_OfAnotherSubjectWithTheSameEmail_IsRefused()
    {
        await ConnectedAsync("same@example.org", "subject-2");
        using var page = app.Anonymous();

        var response = await SignInAsync(page, "subject-impostor", "/", "same@example.org");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(
            "sign in with your password once, and connect it",
            await PageClient.TextAsync(response)
        );
        Assert.Equal(HttpStatusCode.Redirect, (await page.GetAsync("/account")).StatusCode);
    }

    [DatabaseFact]
    public async Task SignIn_OfADisabledPerson_SaysTheSameAsOfAnUnknownOne()
    {
        var id = await ConnectedAsync("sso-off@example.org", "subject-3");
        await app.SendAs(Cast.Admin, new DisablePerson(id));
        using var disabled = app.Anonymous();
        using var unknown = app.Anonymous();

        var answers = new[]
        {
            await PageClient.TextAsync(await SignInAsync(disabled, "subject-3")),
            await PageClient.TextAsync(await SignInAsync(unknown, "subject-nobody")),
        };

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains("No account here that can be used", answers[0]);
    }

    [DatabaseFact]
    public async Task Answer_ToAnotherBrowser_IsRefused()
    {
        await ConnectedAsync("sso-state@example.org", "subject-4");
        using var victim = app.Anonymous();
        using var thief = app.Anonymous();
        var back = await app.Provider.AnswerAsync(await BeginAsync(victim), "subject-4");

        var response = await thief.GetAsync(back.PathAndQuery);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "Signing in through Test provider did not work",
            await PageClient.TextAsync(response)
        );
    }

    [DatabaseFact]
    public async Task Answer_WithAnotherState_IsRefused()
    {
        using var page = app.Anonymous();
        var back = await app.Provider.AnswerAsync(await BeginAsync(page), "subject-5");
        var code = QueryHelpers.ParseQuery(back.Query)["code"].ToString();

        var response = await page.GetAsync($"/sign-in/provider/callback?code={code}&state=forged");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [DatabaseFact]
    public async Task Answer_OfAnotherIssuer_IsRefused()
    {
        using var page = app.Anonymous();
        var back = await app.Provider.AnswerAsync(await BeginAsync(page), "subject-5");
        var query = QueryHelpers.ParseQuery(back.Query);

        var response = await page.GetAsync(
            QueryHelpers.AddQueryString(
                "/sign-in/provider/callback",
                new Dictionary<string, string?>
                {
                    ["code"] = query["code"],
                    ["state"] = query["state"],
                    ["iss"] = "https://elsewhere.example",
                }
            )
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [DatabaseFact]
    public async Task SayingNoAtTheProvider_IsExplained()
    {
        using var page = app.Anonymous();
        var back = await app.Provider.AnswerAsync(await BeginAsync(page), subject: null);

        var response = await page.GetAsync(back.PathAndQuery);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("did not work", await PageClient.TextAsync(response));
    }

    [DatabaseFact]
    public async Task StolenCode_WithoutItsVerifier_IsWorthNothing()
    {
        using var page = app.Anonymous();
        var asked = await BeginAsync(page);
        Assert.Equal(
            "S256",
            QueryHelpers.ParseQuery(asked.Query)["code_challenge_method"].ToString()
        );
        var back = await app.Provider.AnswerAsync(asked, "subject-6");

        using var thief = new HttpClient();
        using var response = await thief.PostAsync(
            new Uri($"{app.Provider.Issuer}/token"),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["code"] = QueryHelpers.ParseQuery(back.Query)["code"].ToString(),
                    ["redirect_uri"] = OidcProvider.RedirectUri,
                    ["client_id"] = OidcProvider.ClientId,
                    ["client_secret"] = OidcProvider.ClientSecret,
                }
            )
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("invalid_grant", await response.Content.ReadAsStringAsync());
    }

    [DatabaseFact]
    public async Task SignIn_OfAPersonWithAnApp_AsksForTheCodeToo()
    {
        var id = await ConnectedAsync("sso-totp@example.org", "subject-7");
        using var own = app.Anonymous();
        await own.SignInAsync("sso-totp@example.org", Passwords.Own);
        var set = await SecondFactorTests.SetUpAsync(app, id, own);
        app.Clock.UtcNow = app.Clock.UtcNow.AddMinutes(1);
        using var page = app.Anonymous();

        var response = await SignInAsync(page, "subject-7");

        Assert.StartsWith("/sign-in/second-step", response.Headers.Location!.OriginalString);
        response = await SecondFactorTests.StepAsync(page, set.Code(app.Clock.UtcNow));
        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [DatabaseFact]
    public async Task Connect_WithoutThePassword_IsRefused()
    {
        await app.AddAsync("sso-forged@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("sso-forged@example.org", Passwords.Own);
        await ReturnAsync(page, "subject-attacker");

        var response = await page.PostFormAsync(
            "/account/provider",
            [("Password", "not the password")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(
            "href=\"#Password\">The password is not right.",
            await PageClient.TextAsync(response)
        );
        using var attacker = app.Anonymous();
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await SignInAsync(attacker, "subject-attacker")).StatusCode
        );
    }

    [DatabaseFact]
    public async Task Connect_OfASubjectThatIsTaken_IsRefused()
    {
        await ConnectedAsync("sso-first@example.org", "subject-8");
        await app.AddAsync("sso-second@example.org");
        using var page = app.Anonymous();
        await page.SignInAsync("sso-second@example.org", Passwords.Own);
        await ReturnAsync(page, "subject-8");

        var response = await page.PostFormAsync("/account/provider", [("Password", Passwords.Own)]);

        Assert.Contains("is connected to an account already", await PageClient.TextAsync(response));
    }

    [DatabaseFact]
    public async Task Disconnect_EndsSingleSignOn()
    {
        await ConnectedAsync("sso-end@example.org", "subject-9");
        using var own = app.Anonymous();
        await own.SignInAsync("sso-end@example.org", Passwords.Own);

        await own.PostFormAsync("/account/provider/disconnect", [("Password", Passwords.Own)]);

        using var page = app.Anonymous();
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(page, "subject-9")).StatusCode);
        Assert.Contains("Not connected", await own.ReadAsync("/account"));
    }

    private static async Task<Uri> BeginAsync(PageClient page, string returnUrl = "/")
    {
        var response = await page.GetAsync(
            $"/sign-in/provider?returnUrl={Uri.EscapeDataString(returnUrl)}"
        );
        Assert.True(
            response.StatusCode == HttpStatusCode.Redirect,
            await PageClient.TextAsync(response)
        );
        return response.Headers.Location!;
    }

    private async Task<HttpResponseMessage> SignInAsync(
        PageClient page,
        string subject,
        string returnUrl = "/",
        string email = "a@example.org"
    )
    {
        var back = await app.Provider.AnswerAsync(
            await BeginAsync(page, returnUrl),
            subject,
            email
        );
        var response = await page.GetAsync(back.PathAndQuery);
        Assert.True(
            response.StatusCode == HttpStatusCode.Redirect,
            await PageClient.TextAsync(response)
        );
        return await page.GetAsync(response.Headers.Location!.OriginalString);
    }

    /// <summary>Comes back from the provider to the page that asks for the password.</summary>
    private async Task ReturnAsync(PageClient page, string subject)
    {
        var asked = (await page.GetAsync("/account/provider/go")).Headers.Location!;
        var back = await app.Provider.AnswerAsync(asked, subject);
        var response = await page.GetAsync(back.PathAndQuery);
        Assert.Equal("/account/provider", response.Headers.Location!.OriginalString);
    }

    private async Task<long> ConnectedAsync(string email, string subject)
    {
        var id = await app.AddAsync(email, Role.LeadOfficer);
        using var page = app.Anonymous();
        await page.SignInAsync(email, Passwords.Own);
        await ReturnAsync(page, subject);
        var response = await page.PostFormAsync("/account/provider", [("Password", Passwords.Own)]);
        Assert.True(
            response.Headers.Location?.OriginalString == "/account",
            await PageClient.TextAsync(response)
        );
        return id;
    }
}

public sealed class ProviderTests_OnSqlite(ProviderApp<SqliteDatabase> app)
    : ProviderTests(app),
        IClassFixture<ProviderApp<SqliteDatabase>>;

public sealed class ProviderTests_OnPostgreSql(ProviderApp<PostgreSqlDatabase> app)
    : ProviderTests(app),
        IClassFixture<ProviderApp<PostgreSqlDatabase>>;

/// <summary>A provider that asks everybody for a second factor, in an office that needs one.</summary>
public sealed class TrustedProviderApp() : ProviderApp(new SqliteDatabase())
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>(base.Settings)
        {
            ["GrantHub:SignIn:Provider:CountsAsSecondFactor"] = "true",
            ["GrantHub:SignIn:SecondFactor"] = "Everybody",
        };
}

public class TrustedProviderTests(TrustedProviderApp app) : IClassFixture<TrustedProviderApp>
{
    [Fact]
    public async Task SignIn_ThroughAProviderThatCounts_NeedsNothingMore()
    {
        var id = await app.AddAsync("trusted@example.org");
        await app.Look(async db =>
        {
            db.UserLogins.Add(
                new()
                {
                    UserId = id,
                    LoginProvider = app.Provider.Issuer,
                    ProviderKey = "subject",
                }
            );
            return await db.SaveChangesAsync();
        });
        using var page = app.Anonymous();

        var response = await app.SignInAsync(page, "subject");

        Assert.Equal("/", response.Headers.Location!.OriginalString);
        await page.ReadAsync("/account");
        using var byPassword = app.Anonymous();
        await byPassword.SignInAsync("trusted@example.org", Passwords.Own);
        Assert.Equal(
            "/account/second-factor",
            (await byPassword.GetAsync("/account")).Headers.Location?.OriginalString
        );
    }
}
