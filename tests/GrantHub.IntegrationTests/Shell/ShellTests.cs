using System.Net;

namespace GrantHub.IntegrationTests.Shell;

public class ShellTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Theory]
    [InlineData("/accessibility")]
    [InlineData("/brand.css")]
    [InlineData("/dist/granthub.css")]
    [InlineData("/nothing-here")]
    [InlineData("/patterns/fault")]
    public async Task EveryAnswer_CarriesTheSecurityHeaders(string path)
    {
        var response = await host.Client().GetAsync(path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';",
            policy
        );
        Assert.Contains("form-action 'self'; frame-ancestors 'none'; base-uri 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(
            "same-origin",
            response.Headers.GetValues("Cross-Origin-Opener-Policy").Single()
        );
        Assert.Contains(
            "geolocation=()",
            response.Headers.GetValues("Permissions-Policy").Single()
        );
    }

    [Theory]
    [InlineData("/accessibility")]
    [InlineData("/nothing-here")]
    [InlineData("/patterns/fault")]
    public async Task Page_OfASignedInPerson_IsNotStored(string path)
    {
        var response = await host.Client("Sam Hill").GetAsync(path);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Files_OfAPage_AreThereAndKeptForGood()
    {
        var page = await host.Client().GetStringAsync("/accessibility");
        var addresses = page.Split('"')
            .Where(part => part.Contains("?v=", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(5, addresses.Count);
        foreach (var address in addresses)
        {
            var file = await host.Client("Sam Hill").GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            if (address.StartsWith("/dist/", StringComparison.Ordinal))
            {
                Assert.Contains("immutable", file.Headers.CacheControl!.ToString());
            }
        }
    }

    [Fact]
    public async Task Styles_CarryNothingOfGovernmentsOwnBrand()
    {
        var styles = await host.Client().GetStringAsync("/dist/granthub.css");
        Assert.DoesNotContain("GDS Transport", styles);
        Assert.DoesNotContain("crest", styles);
        Assert.DoesNotContain("crown", styles);
        Assert.DoesNotContain("--govuk-brand-colour: #1d70b8", styles);
        Assert.DoesNotContain("--govuk-brand-colour:#1d70b8", styles);
    }

    [Fact]
    public async Task Header_OfASignedInPerson_NamesThemAndSignsOutByPost()
    {
        var page = Html.Compact(await host.Client("Jo <Lee>").GetStringAsync("/accessibility"));
        Assert.Contains("Signed in as</span>Jo &lt;Lee&gt;</a>", page);
        var form = Html.Between(page, "<form method=\"post\" action=\"/sign-out\">", "</form>");
        Assert.Contains("__RequestVerificationToken", form);
        Assert.Contains(
            "<a class=\"govuk-service-navigation__link\" href=\"/decisions\">Decision records</a>",
            page
        );
    }

    [Fact]
    public async Task Header_OfAVisitor_OffersNothingToSignOutOf()
    {
        var page = await host.Client().GetStringAsync("/accessibility");
        Assert.DoesNotContain("sign-out", page);
        Assert.DoesNotContain("/decisions", page);
        Assert.Contains("<a href=\"#main-content\" class=\"govuk-skip-link\"", page);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task Demonstration_IsSaidOnEveryPage(string setting, bool shown)
    {
        var page = await Page(new() { ["Demo:Enabled"] = setting }, "/nothing-here");
        Assert.Equal(shown, page.Contains("Demonstration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Brand_FollowsTheSettings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Office:Name"] = "Office for <Tees>",
            ["Office:Colour"] = "#767676",
            ["Office:LogoText"] = "",
            ["Office:ContactEmail"] = "access@example.org",
        };
        var page = await Page(settings, "/accessibility");
        Assert.Contains("Accessibility statement - Office for &lt;Tees&gt;</title>", page);
        Assert.Contains("mailto:access@example.org", page);
        Assert.DoesNotContain("gh-header__logo", page);
        var styles = await Page(settings, "/brand.css");
        Assert.Contains("--govuk-brand-colour: #767676;", styles);
        // 4.54:1 on white but less on the tinted surface, so links are darker than the brand.
        Assert.DoesNotContain("--govuk-link-colour: #767676;", styles);
    }

    [Theory]
    [InlineData(
        "Office:Colour",
        "blue",
        "The setting Office:Colour must be a colour written as #rrggbb, such as #1f4e5f; it is \"blue\"."
    )]
    [InlineData(
        "Office:Colour",
        "#ffdd00",
        "The setting Office:Colour is #ffdd00, which has a contrast of 1.3"
    )]
    [InlineData(
        "Office:Colour",
        "#777777",
        "The setting Office:Colour is #777777, which has a contrast of 4.47:1 with white text."
    )]
    [InlineData("Office:Name", " ", "The setting Office:Name must hold the office's name")]
    [InlineData(
        "Office:LogoText",
        "THIRTEENCHARS",
        "The setting Office:LogoText must have at most 12 characters; it has 13."
    )]
    public async Task Start_WithASettingThatCannotBeUsed_IsRefused(
        string key,
        string value,
        string sentence
    )
    {
        var refused = ShellHost.With(new() { [key] = value });
        var fault =
            await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
                refused.InitializeAsync
            );
        Assert.Contains(sentence, fault.Message);
        await refused.DisposeAsync();
    }

    private static async Task<string> Page(Dictionary<string, string?> settings, string path)
    {
        var other = ShellHost.With(settings);
        await other.InitializeAsync();
        var response = await other.Client().GetAsync(path);
        var page = await response.Content.ReadAsStringAsync();
        await other.DisposeAsync();
        return page;
    }
}
