using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GrantHub.IntegrationTests.Shell;

/// <summary>On the real server, because only it limits what it reads, and says or does not say what it is.</summary>
public sealed class RequestSizeTests : IAsyncLifetime, IDisposable
{
    private readonly WebApplication app = ShellHost.Build(
        [],
        builder => builder.WebHost.UseUrls("http://127.0.0.1:0")
    );
    private readonly HttpClient client = new();

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("/patterns/small", 3_000_000)]
    [InlineData("/patterns/form", 4 * 1024 * 1024 + 1)]
    public async Task Post_OverThePagesLimit_IsRefusedWithAPage(string page, int size)
    {
        using var body = new ByteArrayContent(new byte[size]);

        using var response = await client.PostAsync(page, body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("The file is too large", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Address_LongerThanIsTaken_IsRefused()
    {
        using var response = await client.GetAsync($"/accessibility?a={new string('x', 10_000)}");

        Assert.Equal(HttpStatusCode.RequestUriTooLong, response.StatusCode);
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(1, 40_000)]
    public async Task Headers_MoreThanAreTaken_AreRefused(int count, int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/accessibility");
        for (var i = 0; i < count; i++)
            request.Headers.Add($"X-Test-{i}", new string('x', length));

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/accessibility")]
    [InlineData("/dist/granthub.css")]
    [InlineData("/nothing-here")]
    [InlineData("/patterns/fault")]
    public async Task Answer_SaysNothingOfTheServer(string page)
    {
        using var response = await client.GetAsync(page);

        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }
}
