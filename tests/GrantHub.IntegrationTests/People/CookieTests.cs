using GrantHub.Testing;

namespace GrantHub.IntegrationTests.People;

/// <summary>An office whose people open the site over https.</summary>
public sealed class HttpsApp() : AppFixture(new SqliteDatabase())
{
    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["GrantHub:Mail:PublicAddress"] = "https://grants.example.org",
        };
}

public class CookieTests(HttpsApp https, App<SqliteDatabase> http)
    : IClassFixture<HttpsApp>,
        IClassFixture<App<SqliteDatabase>>
{
    [Fact]
    public async Task Cookies_OfASiteOverHttps_StayThereAndAreNeverSentInTheClear()
    {
        await https.AddAsync("secure@example.org");
        using var page = https.Anonymous();
        using var form = await page.GetAsync("/sign-in");
        var token = form.Headers.GetValues("Set-Cookie").Single();
        using var signedIn = await page.SignInAsync("secure@example.org", Passwords.Own);
        var session = signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.Contains("sign-in", StringComparison.Ordinal));

        Assert.StartsWith("__Host-granthub-form=", token);
        Assert.StartsWith("__Host-granthub-sign-in=", session);
        foreach (var cookie in new[] { token, session })
        {
            Assert.Contains("; secure", cookie);
            Assert.Contains("; httponly", cookie);
            Assert.Contains("; samesite=", cookie);
            Assert.Contains("; path=/", cookie);
            Assert.DoesNotContain("domain=", cookie);
        }
        Assert.Equal(
            "max-age=31536000",
            signedIn.Headers.GetValues("Strict-Transport-Security").Single()
        );
    }

    [Fact]
    public async Task Cookies_OnPlainLoopback_WorkThere()
    {
        await http.AddAsync("plain@example.org");
        using var page = http.Anonymous();
        using var signedIn = await page.SignInAsync("plain@example.org", Passwords.Own);
        var session = signedIn
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.Contains("sign-in", StringComparison.Ordinal));

        Assert.StartsWith("granthub-sign-in=", session);
        Assert.Contains("; httponly", session);
        Assert.DoesNotContain("; secure", session);
        Assert.False(signedIn.Headers.Contains("Strict-Transport-Security"));
        await page.ReadAsync("/account");
    }
}
