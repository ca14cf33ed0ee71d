using System.Net;
using GrantHub.Domain.Audit;
using GrantHub.Testing;
using GrantHub.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.People;

/// <summary>Small limits, and a server that sees an address when a test names one.</summary>
public sealed class LimitedApp() : AppFixture(new SqliteDatabase())
{
    public const string Machine = "X-Test-Machine";

    protected override IReadOnlyDictionary<string, string?> Settings { get; } =
        new Dictionary<string, string?>
        {
            ["GrantHub:Limits:SignInsPerMachine"] = "5",
            ["GrantHub:Limits:SignInsPerAccount"] = "3",
            ["GrantHub:Limits:PublicPerMachine"] = "4",
            ["GrantHub:Limits:UploadsPerPerson"] = "2",
        };

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton<IStartupFilter, MachineFilter>();

    private sealed class MachineFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, then) =>
                    {
                        if (context.Request.Headers[Machine].ToString() is { Length: > 0 } machine)
                            context.Connection.RemoteIpAddress = IPAddress.Parse(machine);
                        return then(context);
                    }
                );
                next(app);
            };
    }
}

public class LimitTests(LimitedApp app) : IClassFixture<LimitedApp>
{
    [Fact]
    public async Task SignIns_ToOneAccount_HaveToWait_AndAreNotedOnce()
    {
        using var page = app.Anonymous();
        foreach (
            var email in new[] { "tried@example.org", "Tried@example.org ", "tried@example.org" }
        )
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                (await page.SignInAsync(email, "not the password")).StatusCode
            );
        var before = await NotedAsync();

        for (var attempt = 0; attempt < 3; attempt++)
        {
            var refused = await page.SignInAsync("tried@example.org", "not the password");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            Assert.Contains("Wait ", await PageClient.TextAsync(refused));
        }

        Assert.Equal(before + 1, await NotedAsync());
        var other = await page.SignInAsync("untried@example.org", "not the password");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task SignIns_FromOneMachine_HaveToWait_AndOthersNot()
    {
        for (var attempt = 1; attempt <= 6; attempt++)
            Assert.Equal(
                attempt <= 5 ? HttpStatusCode.BadRequest : HttpStatusCode.TooManyRequests,
                await PostAsync("192.0.2.1", $"person-{attempt}@example.org")
            );
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("192.0.2.2", "a@example.org"));

        // Without a token the form itself is refused, after the limit was asked.
        async Task<HttpStatusCode> PostAsync(string machine, string email)
        {
            using var page = app.Anonymous();
            using var response = await page.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/sign-in")
                {
                    Headers = { { LimitedApp.Machine, machine } },
                    Content = new FormUrlEncodedContent([new("Email", email)]),
                }
            );
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task PublicPages_ForOneMachine_HaveToWait_AndNotForSignedInPeople()
    {
        using var page = app.Anonymous();
        foreach (var path in new[] { "/register", "/register.csv", "/register.json", "/register" })
            Assert.Equal(HttpStatusCode.OK, await GetAsync(page, path));

        Assert.Equal(HttpStatusCode.TooManyRequests, await GetAsync(page, "/register"));
        using var officer = await app.SignedIn(Cast.Lead);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(officer, "/register"));

        static async Task<HttpStatusCode> GetAsync(PageClient page, string path)
        {
            using var response = await page.SendAsync(
                new HttpRequestMessage(HttpMethod.Get, path)
                {
                    Headers = { { LimitedApp.Machine, "192.0.2.9" } },
                }
            );
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Uploads_OfOnePerson_HaveToWait()
    {
        using var page = await app.SignedIn(Cast.Lead);
        HttpStatusCode[] answers = [await SendAsync(), await SendAsync(), await SendAsync()];

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers[..2]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[2]);

        async Task<HttpStatusCode> SendAsync() =>
            (
                await page.PostFileAsync("/account", "File", "a.pdf", [1], "/decisions/new")
            ).StatusCode;
    }

    [Fact]
    public void Settings_OutOfRange_AreNamed()
    {
        var fault = Assert.Single(new LimitSettings { UploadsPerPerson = -1 }.Faults());

        Assert.Contains("Limits:UploadsPerPerson", fault);
    }

    private Task<int> NotedAsync() =>
        app.Look(db => db.AccessEntries.CountAsync(e => e.What == AccessEvent.Throttled));
}
