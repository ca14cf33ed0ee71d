using GrantHub.FlawedSite;
using Microsoft.AspNetCore.Builder;

namespace GrantHub.IntegrationTests.Site;

/// <summary>
/// The pages with which bench/attack/run.sh shows that its tools see something have their flaws still. The attacks are those of
/// the tools, by hand.
/// </summary>
public sealed class FlawedSiteTests : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-flawed-").FullName;
    private WebApplication? site;
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false });

    public async Task InitializeAsync()
    {
        site = Flaws.Build("http://127.0.0.1:0", folder);
        await site.StartAsync();
        client.BaseAddress = new Uri(site.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        if (site is not null)
            await site.DisposeAsync();
    }

    public void Dispose()
    {
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/greet?name=%3Cscript%3Ealert(1)%3C/script%3E", "<script>alert(1)</script>")]
    [InlineData("/organisation?id=1%20union%20all%20select%20sqlite_version()", "Harbour, 3.")]
    [InlineData("/organisation?id=1'", "SQLite error")]
    [InlineData("/exists?name=x'%20or%20'1'='1", "There is one")]
    [InlineData("/exists?name=x'%20or%20'1'='2", "There is none")]
    [InlineData("/file?name=../flawed.db", "SQLite format 3")]
    public async Task Address_OfAnAttack_Succeeds(string address, string answer) =>
        Assert.Contains(answer, await client.GetStringAsync(address), StringComparison.Ordinal);

    [Fact]
    public async Task Redirect_GoesAnywhere()
    {
        using var answer = await client.GetAsync("/go?to=https://elsewhere.example/");

        Assert.Equal("https://elsewhere.example/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Forms_KeepScriptAndTakeSql()
    {
        using var wall = new FormUrlEncodedContent([new("text", "<script>alert(2)</script>")]);
        using var kept = await client.PostAsync("/wall", wall);
        using var sql = new FormUrlEncodedContent([new("name", "x' or '1'='1' --")]);
        using var found = await client.PostAsync("/find", sql);

        Assert.Contains("<script>alert(2)</script>", await client.GetStringAsync("/wall"));
        Assert.Contains("Harbour, Lighthouse, Quay", await found.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Answers_LackEveryHeader()
    {
        using var answer = await client.GetAsync("/");

        Assert.False(answer.Headers.Contains("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.Equal("visit=1; path=/", answer.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public void Build_ForOtherMachines_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Flaws.Build("http://0.0.0.0:0", folder));
}
