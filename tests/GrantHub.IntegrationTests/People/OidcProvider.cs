using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Text.Json;

namespace GrantHub.IntegrationTests.People;

/// <summary>The npm package oidc-provider in a process of its own; <c>OidcProvider/provider.mjs</c> says what it can do.</summary>
public sealed class OidcProvider : IDisposable
{
    public const string ClientId = "granthub";
    public const string ClientSecret = "a secret of the tests only";
    public const string RedirectUri = "http://localhost/sign-in/provider/callback";

    private readonly Process process;

    public OidcProvider()
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(
            typeof(OidcProvider)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "OidcProvider")
                .Value!
        );
        start.ArgumentList.Add(JsonSerializer.Serialize(new { redirectUri = RedirectUri }));
        process = Process.Start(start)!;
        using var said = JsonDocument.Parse(process.StandardOutput.ReadLine()!);
        Issuer = said.RootElement.GetProperty("issuer").GetString()!;
    }

    public string Issuer { get; }

    /// <summary>What a browser does there, in which somebody is signed in.</summary>
    /// <param name="subject">Null: they say no.</param>
    /// <returns>Where the provider sends the browser back to.</returns>
    public async Task<Uri> AnswerAsync(Uri asked, string? subject, string email = "a@example.org")
    {
        var cookies = new CookieContainer();
        var site = new Uri(Issuer);
        if (subject is not null)
            cookies.Add(site, new Cookie("account", subject));
        cookies.Add(site, new Cookie("email", Uri.EscapeDataString(email)));
        using var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = cookies,
        };
        using var browser = new HttpClient(handler);
        var next = asked;
        while (next.Authority == site.Authority)
        {
            using var response = await browser.GetAsync(next);
            Assert.True(
                response.Headers.Location is not null,
                await response.Content.ReadAsStringAsync()
            );
            next = new Uri(next, response.Headers.Location);
        }
        return next;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
