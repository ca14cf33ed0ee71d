using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Shell;

public class RequestSizeTests
{
    // On the real server, because only it limits the size of a request.
    [Fact]
    public async Task Post_OverThePagesLimit_IsRefusedWithAPage()
    {
        await using var app = ShellHost.Build(
            [],
            builder => builder.WebHost.UseUrls("http://127.0.0.1:0")
        );
        await app.StartAsync();
        var address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        using var client = new HttpClient { BaseAddress = new Uri(address) };

        var response = await client.PostAsync(
            "/patterns/small",
            new ByteArrayContent(new byte[3_000_000])
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("The file is too large", await response.Content.ReadAsStringAsync());
    }
}
