using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Publication;

/// <summary>Somebody with a telephone and no JavaScript looks a decision up.</summary>
public sealed class SearchRegisterTests(Site site) : IClassFixture<Site>
{
    [SiteFact]
    public async Task Search_At320PixelsWithoutJavaScript_LeadsToTheNoticeAndTheGrant()
    {
        var page = await site.OpenAsync(320, javaScript: false);
        await page.GotoAsync("/register");
        await page.GetByLabel("Search the register").FillAsync("safeguard stockton");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        var results = page.Locator(".gh-entries > li");
        Assert.Equal(1, await results.CountAsync());

        await results.GetByRole(AriaRole.Link).First.ClickAsync();
        Assert.Contains("Decision notice D-2017-0001", await page.InnerTextAsync("h1"));
        Assert.Contains("£50,049.00", await page.InnerTextAsync("main"));

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^G-2017-0001") }).ClickAsync();
        Assert.Contains("2019-20", await page.InnerTextAsync("main table >> nth=0"));
        var box = await page.Locator("main").BoundingBoxAsync();
        Assert.InRange(box!.Width, 1, 320);
        await page.Context.CloseAsync();
    }

    [SiteFact]
    public async Task Filter_WithoutJavaScript_NarrowsAndCanBeTakenOff()
    {
        var page = await site.OpenAsync(javaScript: false);
        await page.GotoAsync("/register");
        var all = await page.Locator(".gh-entries > li").CountAsync();

        await page.GetByLabel("Kind").SelectOptionAsync("Noted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply filters" }).ClickAsync();
        Assert.InRange(await page.Locator(".gh-entries > li").CountAsync(), 1, all - 1);

        await page.GetByRole(AriaRole.Link, new() { Name = "Remove this filter: Noted" })
            .ClickAsync();
        Assert.Equal(all, await page.Locator(".gh-entries > li").CountAsync());
        await page.Context.CloseAsync();
    }
}
