using System.Text.Json;
using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.People;

/// <summary>Passkeys, with the authenticator that Chromium pretends to have.</summary>
public sealed class PasskeyTests(Site site) : IClassFixture<Site>
{
    private const string Device = "Test laptop";

    [SiteFact]
    public async Task Passkey_IsAddedSignsInAndIsRemoved()
    {
        var page = await OpenAsync();
        await page.GotoAsync(Address("/sign-in"));
        await Site.FillSignInAsync(page, "lead");
        await page.GotoAsync(Address("/account/passkeys/add"));
        await page.EnterAsync("Name of the passkey", Device);
        await page.EnterAsync("Your password", Site.Password);
        await page.PressAsync("Add passkey");
        Assert.Equal("Your account", await page.HeadingAsync());
        Assert.Contains(Device, await page.InnerTextAsync("main"));

        await page.PressAsync("Sign out");
        await page.PressAsync("Sign in with a passkey");
        await page.GotoAsync(Address("/account"));

        Assert.Equal("Your account", await page.HeadingAsync());
        Assert.True(
            await site.Look(db =>
                db.AccessEntries.AnyAsync(e =>
                    e.What == AccessEvent.SignedIn && e.Detail == "with a passkey"
                )
            )
        );
        await page.FollowAsync("Remove");
        await page.EnterAsync("Your password", Site.Password);
        await page.PressAsync("Remove");
        Assert.DoesNotContain(Device, await page.Locator("dl").First.InnerTextAsync());
        await page.PressAsync("Sign out");
        await page.PressAsync("Sign in with a passkey");
        Assert.Contains("This passkey was not accepted.", await page.InnerTextAsync("main"));
    }

    [SiteFact]
    public async Task Passkey_WithAWrongPassword_IsNotAdded()
    {
        var page = await OpenAsync();
        await page.GotoAsync(Address("/sign-in"));
        await Site.FillSignInAsync(page, "mo");
        await page.GotoAsync(Address("/account/passkeys/add"));
        await page.EnterAsync("Name of the passkey", Device);
        await page.EnterAsync("Your password", "not the password");
        await page.PressAsync("Add passkey");

        Assert.Contains("The password is not right.", await page.InnerTextAsync("main"));
    }

    [SiteFact]
    public async Task Button_WithoutJavaScript_IsNotShown()
    {
        var page = await site.OpenAsync(javaScript: false);
        await page.GotoAsync("/sign-in");

        Assert.False(await page.Locator("form[data-passkey]").IsVisibleAsync());
    }

    /// <summary>A passkey belongs to a name, and 127.0.0.1 is none.</summary>
    private string Address(string path) => $"http://localhost:{site.Address.Port}{path}";

    private async Task<IPage> OpenAsync()
    {
        var page = await site.OpenAsync();
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        await devTools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = JsonSerializer.SerializeToElement(
                    new
                    {
                        protocol = "ctap2",
                        transport = "internal",
                        hasResidentKey = true,
                        hasUserVerification = true,
                        isUserVerified = true,
                        automaticPresenceSimulation = true,
                    }
                ),
            }
        );
        return page;
    }
}
