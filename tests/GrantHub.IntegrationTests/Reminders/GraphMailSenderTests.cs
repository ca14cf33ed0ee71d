using System.Net;
using System.Text;
using GrantHub.Application.Reminders;
using GrantHub.Infrastructure.Mail;
using GrantHub.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>E-mail over a local server that answers as Microsoft's do.</summary>
public sealed class GraphMailSenderTests : IAsyncLifetime
{
    private readonly FixedClock clock = new(new DateTime(2017, 12, 1, 7, 0, 0, DateTimeKind.Utc));
    private readonly Queue<(int Status, string? RetryAfter, string Body)> answers = new();
    private readonly List<(string Token, string Path, string? Type, string Body)> posts = [];
    private readonly List<IFormCollection> tokenRequests = [];
    private readonly ServiceProvider services = new ServiceCollection()
        .AddHttpClient()
        .BuildServiceProvider();
    private WebApplication server = null!;
    private int tokenStatus = 200;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.MapPost(
            "/token",
            async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                tokenRequests.Add(form);
                return tokenStatus == 200 && form["client_secret"] == "right-secret"
                    ? Results.Json(
                        new { access_token = $"token-{tokenRequests.Count}", expires_in = 3600 }
                    )
                    : Results.Json(
                        new
                        {
                            error = "invalid_client",
                            error_description = "AADSTS7000215: Wrong secret.",
                        },
                        statusCode: 401
                    );
            }
        );
        server.MapPost(
            "/v1.0/users/{sender}/sendMail",
            async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                posts.Add(
                    (
                        request.Headers.Authorization.ToString(),
                        request.Path,
                        request.ContentType,
                        await reader.ReadToEndAsync()
                    )
                );
                if (!answers.TryDequeue(out var answer))
                    answer = (202, null, "");
                if (answer.RetryAfter is not null)
                    request.HttpContext.Response.Headers.RetryAfter = answer.RetryAfter;
                return Results.Text(answer.Body, "application/json", Encoding.UTF8, answer.Status);
            }
        );
        await server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await services.DisposeAsync();
    }

    [Fact]
    public async Task Send_PostsTheMimeWithItsMessageIdAndBothBodies()
    {
        using var sender = Sender();

        await sender.SendAsync(Mail("1"), CancellationToken.None);

        var form = Assert.Single(tokenRequests);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal("the-client", form["client_id"]);
        Assert.Equal($"{server.Urls.Single()}/.default", form["scope"]);
        var post = Assert.Single(posts);
        Assert.Equal("Bearer token-1", post.Token);
        Assert.Equal("/v1.0/users/granthub@office.example.org/sendMail", post.Path);
        Assert.Equal("text/plain", post.Type);
        var mime = Encoding.UTF8.GetString(Convert.FromBase64String(post.Body));
        Assert.Contains("\r\nMessage-ID: <1@example.org>\r\n", $"\r\n{mime}");
        Assert.Contains("Content-Type: text/plain; charset=utf-8", mime);
        Assert.Contains("Content-Type: text/html; charset=utf-8", mime);
        Assert.DoesNotContain("X-Receiver", mime, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Again_UsesTheTokenUntilShortlyBeforeItsEnd()
    {
        using var sender = Sender();

        await sender.SendAsync(Mail("1"), CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(54));
        await sender.SendAsync(Mail("2"), CancellationToken.None);
        clock.Advance(TimeSpan.FromMinutes(2));
        await sender.SendAsync(Mail("3"), CancellationToken.None);

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2"],
            posts.Select(post => post.Token)
        );
    }

    [Fact]
    public async Task Send_WithATokenThatWasWithdrawn_GetsAnotherOnce()
    {
        using var sender = Sender();
        await sender.SendAsync(Mail("1"), CancellationToken.None);

        answers.Enqueue((401, null, ""));
        await sender.SendAsync(Mail("2"), CancellationToken.None);
        Assert.Equal("Bearer token-2", posts[^1].Token);

        answers.Enqueue((401, null, ""));
        answers.Enqueue((401, null, ""));
        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Mail("3"), CancellationToken.None)
        );
        Assert.True(fault.IsUnreachable);
        Assert.Equal(3, tokenRequests.Count);
    }

    [Theory]
    [InlineData(429, "17")]
    [InlineData(503, "Fri, 01 Dec 2017 07:00:17 GMT")]
    public async Task Send_WhenTooMany_SaysHowLongToWait(int status, string retryAfter)
    {
        using var sender = Sender();
        answers.Enqueue((status, retryAfter, """{"error":{"code":"TooMany","message":"Wait"}}"""));

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Mail("1"), CancellationToken.None)
        );

        Assert.Equal(TimeSpan.FromSeconds(17), fault.RetryAfter);
        Assert.True(fault.IsUnreachable);
        Assert.Contains("TooMany: Wait", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(403, true)]
    [InlineData(500, true)]
    public async Task Send_Refused_TellsOneEMailFromAll(int status, bool isUnreachable)
    {
        using var sender = Sender();
        answers.Enqueue((status, null, "<p>No JSON</p>"));

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Mail("1"), CancellationToken.None)
        );

        Assert.Equal(isUnreachable, fault.IsUnreachable);
        Assert.Equal($"Microsoft Graph did not take the e-mail: {status}", fault.Message);
    }

    [Fact]
    public async Task Token_WithAWrongSecret_SaysSoWithoutIt()
    {
        using var sender = Sender("wrong-secret");

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Mail("1"), CancellationToken.None)
        );

        Assert.Contains("invalid_client: AADSTS7000215", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", fault.ToString(), StringComparison.Ordinal);
        Assert.True(fault.IsUnreachable);
        Assert.Empty(posts);
    }

    [Fact]
    public async Task Send_WithoutAServer_SaysSo()
    {
        using var sender = Sender();
        await server.StopAsync();

        var fault = await Assert.ThrowsAsync<MailException>(() =>
            sender.SendAsync(Mail("1"), CancellationToken.None)
        );

        Assert.True(fault.IsUnreachable);
        Assert.StartsWith("Microsoft Graph could not be reached", fault.Message);
    }

    private GraphMailSender Sender(string secret = "right-secret")
    {
        var address = server.Urls.Single();
        return new(
            Options.Create(
                new MailSettings
                {
                    Transport = MailTransport.Graph,
                    From = "granthub@office.example.org",
                    Graph = new()
                    {
                        Tenant = "office.example.org",
                        ClientId = "the-client",
                        ClientSecret = secret,
                        Sender = "granthub@office.example.org",
                        TokenAddress = $"{address}/token",
                        ApiAddress = $"{address}/v1.0",
                    },
                }
            ),
            services.GetRequiredService<IHttpClientFactory>(),
            clock
        );
    }

    private static Mail Mail(string id) =>
        PlainWriter.Mail($"{id}@example.org", "jo@example.org", "Waits for you");
}
