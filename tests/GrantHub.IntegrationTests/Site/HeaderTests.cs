using System.Net;
using GrantHub.Testing;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Site;

/// <summary>Every route, by every method, asked for by nobody and by an administrator: what each answer carries.</summary>
public sealed class HeaderTests(DemoApp<SqliteDatabase> app, ITestOutputHelper output)
    : IClassFixture<DemoApp<SqliteDatabase>>
{
    private static readonly Dictionary<string, string> Everywhere = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "same-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
    };

    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
    ];

    [Fact]
    public async Task Answers_ToEveryMethodOfEveryRoute_CarryTheHeaders()
    {
        using var nobody = app.Anonymous();
        using var admin = await app.SignedIn("admin@example.org");
        var map = await SiteWalk.OfAsync(admin);
        var addresses = Routes
            .Of(app.Services)
            .Values.Select(route => "/" + route.RoutePattern.RawText?.TrimStart('/'))
            .Select(address => address.Replace("{", "", StringComparison.Ordinal))
            .Select(address => address.Replace("}", "", StringComparison.Ordinal))
            .Concat(map.Addresses.Values.Select(known => known.First()))
            .Append("/dist/granthub.css")
            .Append("/nothing-here")
            .Where(address => !address.Contains("sign-out", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        var missing = new List<string>();
        var statuses = new SortedDictionary<int, int>();
        foreach (var address in addresses)
        foreach (var method in Methods)
        foreach (var (client, isSignedIn) in new[] { (nobody, false), (admin, true) })
        {
            using var answer = await client.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), address)
            );
            var status = (int)answer.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            missing.AddRange(
                Missing(answer, isSignedIn).Select(what => $"{method} {address} {status}: {what}")
            );
        }
        output.WriteLine(
            $"{addresses.Count} addresses; {string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}"))}"
        );

        Assert.Empty(missing);
        // Pages, redirects, and refusals of each kind were among them.
        Assert.All([200, 302, 400, 404, 405], status => Assert.Contains(status, statuses.Keys));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Methods_ThatNoPageHas_AreRefusedAndNothingIsSentBack(string method)
    {
        using var client = await app.SignedIn("admin@example.org");
        var request = new HttpRequestMessage(new HttpMethod(method), "/register");
        request.Headers.Add("X-Secret", "harrowgate");

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.DoesNotContain("harrowgate", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/register")]
    [InlineData("/register.atom")]
    [InlineData("/open-data")]
    [InlineData("/sign-in")]
    [InlineData("/nothing-here")]
    public async Task Host_ThatSomebodyMadeUp_IsNotInThePage(string address)
    {
        using var client = app.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = "elsewhere.example";
        request.Headers.Add("X-Forwarded-Host", "elsewhere.example");

        using var answer = await client.SendAsync(request);

        Assert.DoesNotContain("elsewhere.example", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/sign-in", "ReturnUrl=%2Fe%00&Email=a%00%40example.org&Password=x")]
    [InlineData("/sign-in/passkey", "ReturnUrl=%2Fe%00")]
    public async Task Form_WithNullCharacters_IsRefusedWithAPage(string address, string body)
    {
        using var client = app.Anonymous();

        using var answer = await client.SendAsync(Form(address, body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("could not be read", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Form_WithMoreFieldsThanAreTaken_IsRefusedWithAPage()
    {
        using var nobody = app.Anonymous();
        using var admin = await app.SignedIn("admin@example.org");
        var body = string.Join('&', Enumerable.Range(0, 1_100).Select(i => $"f{i}=x"));

        foreach (var (client, address) in new[] { (nobody, "/sign-in"), (admin, "/account/mail") })
        {
            using var answer = await client.SendAsync(Form(address, body));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static HttpRequestMessage Form(string address, string body) =>
        new(HttpMethod.Post, address)
        {
            Content = new StringContent(body, null, "application/x-www-form-urlencoded"),
        };

    private static IEnumerable<string> Missing(HttpResponseMessage answer, bool isSignedIn)
    {
        foreach (var (name, value) in Everywhere)
            if (!answer.Headers.TryGetValues(name, out var values) || values.Single() != value)
                yield return name;
        if (
            !answer.Headers.TryGetValues("Content-Security-Policy", out var policies)
            || policies.Single() is not { } policy
            || !policy.StartsWith("default-src 'none';", StringComparison.Ordinal)
            || policy.Contains("unsafe", StringComparison.Ordinal)
        )
            yield return "Content-Security-Policy";
        if (!answer.Headers.Contains("Permissions-Policy"))
            yield return "Permissions-Policy";
        if (answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"))
            yield return "says what server it is";
        if (answer.Headers.Contains("Access-Control-Allow-Origin"))
            yield return "lets other sites read it";
        if (
            answer.Content.Headers.ContentType is { MediaType: "text/html", CharSet: not "utf-8" }
            || answer.Content.Headers.ContentLength > 0
                && answer.Content.Headers.ContentType is null
        )
            yield return "Content-Type";
        var isFile =
            answer.RequestMessage!.RequestUri!.AbsolutePath is var path
            && (
                path.StartsWith("/dist/", StringComparison.Ordinal)
                || path is "/brand.css" or "/favicon.svg"
            );
        if (isSignedIn && !isFile && answer.Headers.CacheControl?.NoStore != true)
            yield return "no-store";
    }
}
