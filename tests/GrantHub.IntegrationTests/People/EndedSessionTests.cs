using System.Net;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.People;

public abstract class EndedSessionTests(AppFixture app)
{
    [Fact]
    public async Task Cookie_OfASessionThatWasSignedOut_IsWorthNothing()
    {
        await app.AddAsync("left@example.org");
        using var page = app.Anonymous();
        using var other = app.Anonymous();
        using var signedIn = await page.SignInAsync("left@example.org", Passwords.Own);
        await other.SignInAsync("left@example.org", Passwords.Own);
        var (name, value) = Session(signedIn);
        using var thief = app.Anonymous();
        thief.SetCookie(name, value);
        await thief.ReadAsync("/account");

        using var left = await page.PostFormAsync("/account", [], "/sign-out");

        using var refused = await thief.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("/sign-in", refused.Headers.Location!.OriginalString);
        await other.ReadAsync("/account");
    }

    [Fact]
    public async Task SignOut_Twice_IsNoFault()
    {
        await app.AddAsync("twice@example.org");
        using var page = app.Anonymous();
        using var signedIn = await page.SignInAsync("twice@example.org", Passwords.Own);
        var (name, value) = Session(signedIn);

        foreach (var _ in new[] { 1, 2 })
        {
            using var left = await page.PostFormAsync("/account", [], "/sign-out");
            Assert.Equal("/sign-in", left.Headers.Location!.OriginalString);
            page.SetCookie(name, value);
        }
    }

    private static (string Name, string Value) Session(HttpResponseMessage signedIn)
    {
        var cookie = signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(set => set.Contains("granthub-sign-in=", StringComparison.Ordinal))
            .Split(';')[0];
        var at = cookie.IndexOf('=', StringComparison.Ordinal);
        return (cookie[..at], cookie[(at + 1)..]);
    }
}

public class SqliteEndedSessionTests(App<SqliteDatabase> app)
    : EndedSessionTests(app),
        IClassFixture<App<SqliteDatabase>>;

public class PostgreSqlEndedSessionTests(App<PostgreSqlDatabase> app)
    : EndedSessionTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
