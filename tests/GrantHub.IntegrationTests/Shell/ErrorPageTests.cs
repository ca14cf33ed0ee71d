using System.Net;

namespace GrantHub.IntegrationTests.Shell;

public class ErrorPageTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    [InlineData(400, "The request could not be read")]
    [InlineData(403, "You cannot see this page")]
    [InlineData(404, "Page not found")]
    [InlineData(409, "Someone else has changed this")]
    [InlineData(413, "The file is too large")]
    [InlineData(500, "Something went wrong in GrantHub")]
    public async Task Status_HasAPageInTheShell(int status, string title)
    {
        var response = await host.Client("Sam Hill").GetAsync($"/patterns/status/{status}");
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(
            $"<title>{title} - Office of the Police and Crime Commissioner</title>",
            page
        );
        Assert.Contains($"<h1 class=\"govuk-heading-l\">{title}</h1>", page);
        Assert.Contains("Sign out", page);
    }

    [Fact]
    public async Task Refusal_WithItsOwnSentence_SaysWho()
    {
        var response = await host.Client().GetAsync("/patterns/refused");
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("Jo &lt;Lee&gt; approved this on 19 May 2017 at 2:05pm.", page);
        Assert.Contains("Your decision was not recorded.", page);
    }

    [Fact]
    public async Task Fault_ShowsAReferenceAndNoInnerWords()
    {
        var response = await host.Client().GetAsync("/patterns/fault");
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Matches("gh-error-reference\">[0-9a-fA-Z:]{8,}<", page);
        Assert.DoesNotContain("secret", page);
        Assert.DoesNotContain("Exception", page);
    }

    [Fact]
    public async Task Address_ThatDoesNotExist_AnswersNotFound()
    {
        var response = await host.Client("Jo").GetAsync("/nothing-here");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(
            "There is nothing at this address.",
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task ErrorAddress_AskedForByItself_IsNotFound() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client().GetAsync("/error")).StatusCode);

    [Fact]
    public async Task Post_WithoutTheFormsToken_IsRefused()
    {
        var response = await host.Client().PostAsync("/patterns/protected", null);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "The page may have been open for too long",
            await response.Content.ReadAsStringAsync()
        );
    }

    [Fact]
    public async Task Request_ThatTheServerFindsTooLarge_KeepsItsStatus()
    {
        var response = await host.Client().GetAsync("/patterns/too-large");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("The file is too large", await response.Content.ReadAsStringAsync());
    }
}
