using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests;

/// <summary>Whoever presses twice, goes back, or comes too late: one thing is made, and nothing typed is lost.</summary>
public sealed class HurryTests(Site site) : IClassFixture<Site>
{
    private const string Payment = "/partnerships/northmoor/ledger/2026-27/payment";

    [SiteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Raise_PressedTwice_MakesOneDraftAndEndsOnItsPage(bool javaScript)
    {
        var title = $"Pressed twice {(javaScript ? "with" : "without")} JavaScript";
        var lead = await site.SignInAsync("lead", javaScript: javaScript);
        await FillDraftAsync(lead, title);

        await PressTwiceAsync(lead, "Start the draft");

        await lead.WaitForURLAsync("**/decisions/draft-*");
        Assert.Equal(title, await lead.HeadingAsync());
        Assert.Equal(1, await DraftsAsync(title));
        await lead.Context.CloseAsync();
    }

    [SiteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Payment_PressedTwice_IsPostedOnceAndEndsOnItsPage(bool javaScript)
    {
        var what = $"Hall, twice {(javaScript ? "with" : "without")} JavaScript";
        var finance = await site.SignInAsync("finance", javaScript: javaScript);
        await FillPaymentAsync(finance, what);

        await PressTwiceAsync(finance, "Post the payment");

        await finance.WaitForURLAsync("**/entries/*");
        Assert.Contains(what, await finance.InnerTextAsync("main"));
        Assert.Equal(1, await PostingsAsync(what));
        await finance.Context.CloseAsync();
    }

    [SiteTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Submit_PressedTwice_SubmitsOnce(bool javaScript)
    {
        var record = await site.Look(db =>
            db.Decisions.AsNoTracking()
                .Where(d => d.AwaitingRole == Role.ChiefFinanceOfficer)
                .OrderBy(d => d.Id)
                .FirstAsync()
        );
        await site.SendAs("cfo", new ReturnDecision(record.Slug!, "Say what it costs."));
        var before = await SubmissionsAsync(record);
        var key = await site.Look(db =>
            db.People.Where(p => p.Id == record.SubmittedById).Select(p => p.Email).SingleAsync()
        );
        var lead = await site.SignInAsync(key.Split('@')[0], javaScript: javaScript);
        await lead.GotoAsync($"/decisions/{record.Slug}/check");

        await PressTwiceAsync(lead, "Submit");

        await lead.WaitForURLAsync("**/submitted");
        Assert.Contains(record.Reference!, await lead.InnerTextAsync("main"));
        Assert.Equal(before + 1, await SubmissionsAsync(record));
        await lead.Context.CloseAsync();
    }

    /// <summary>The page is loaded anew, so the form is another one: what stands there is what was saved.</summary>
    [SiteFact]
    public async Task Back_AfterSaving_ShowsWhatWasSavedAndLosesNothing()
    {
        var lead = await site.SignInAsync("lead");
        await FillDraftAsync(lead, "Back to a section");
        await lead.PressAsync("Start the draft");
        var draft = new Uri(lead.Url).AbsolutePath;
        await lead.GotoAsync($"{draft}/sections/executive-summary");
        await lead.EnterAsync("Executive summary", "First words.");
        await lead.PressAsync("Save and continue");

        await lead.GoBackAsync();

        Assert.Equal(
            "First words.",
            await lead.GetByLabel("Executive summary", new() { Exact = true }).InputValueAsync()
        );
        await lead.EnterAsync("Executive summary", "Second words.");
        await lead.PressAsync("Save and continue");
        await lead.GotoAsync($"{draft}/sections/executive-summary");
        Assert.Equal(
            "Second words.",
            await lead.GetByLabel("Executive summary", new() { Exact = true }).InputValueAsync()
        );
        await lead.Context.CloseAsync();
    }

    /// <summary>Two windows: the one that was left open shows what it showed.</summary>
    [SiteFact]
    public async Task Save_FromAWindowLeftOpen_IsRefusedAndShowsBothTexts()
    {
        var lead = await site.SignInAsync("lead");
        await FillDraftAsync(lead, "Two windows");
        await lead.PressAsync("Start the draft");
        var section = $"{new Uri(lead.Url).AbsolutePath}/sections/executive-summary";
        await lead.GotoAsync(section);
        var other = await lead.Context.NewPageAsync();
        await other.GotoAsync(section);
        await other.EnterAsync("Executive summary", "Words of the other window.");
        await other.PressAsync("Save and continue");
        await lead.EnterAsync("Executive summary", "Words of this window.");

        await lead.PressAsync("Save and continue");

        Assert.Equal("Someone else has changed this", await lead.HeadingAsync());
        var page = await lead.InnerTextAsync("main");
        Assert.Contains("Words of the other window.", page);
        Assert.Contains("Words of this window.", page);
        await other.GotoAsync(section);
        Assert.Equal(
            "Words of the other window.",
            await other.GetByLabel("Executive summary", new() { Exact = true }).InputValueAsync()
        );
        await lead.Context.CloseAsync();
    }

    [SiteFact]
    public async Task Back_AfterAPayment_DoesNotPostItAgain()
    {
        const string What = "Hall, gone back";
        var finance = await site.SignInAsync("finance");
        await FillPaymentAsync(finance, What);
        await finance.PressAsync("Post the payment");

        await finance.GoBackAsync();
        await finance.PressAsync("Post the payment");

        Assert.True(
            await finance.Locator(".govuk-error-summary").CountAsync() == 1
                || (await finance.InnerTextAsync("body")).Contains("had been sent before"),
            await finance.InnerTextAsync("main")
        );
        Assert.Equal(1, await PostingsAsync(What));
        await finance.Context.CloseAsync();
    }

    [SiteFact]
    public async Task Back_AfterRaising_DoesNotRaiseItAgain()
    {
        const string Title = "Raised and gone back";
        var lead = await site.SignInAsync("lead");
        await FillDraftAsync(lead, Title);
        await lead.PressAsync("Start the draft");

        await lead.GoBackAsync();
        await lead.PressAsync("Start the draft");

        Assert.Equal(1, await DraftsAsync(Title));
        await lead.Context.CloseAsync();
    }

    /// <summary>Nobody touched the page for longer than a session lasts; then the password is typed again.</summary>
    [SiteFact]
    public async Task Save_AfterTheSessionEnded_ComesBackAfterSigningIn()
    {
        const string Words = "Two paragraphs.\n\nThat took an afternoon.";
        var now = site.Clock.UtcNow;
        var lead = await site.SignInAsync("lead");
        await FillDraftAsync(lead, "Left open over lunch");
        await lead.PressAsync("Start the draft");
        var section = $"{new Uri(lead.Url).AbsolutePath}/sections/executive-summary";
        await lead.GotoAsync(section);
        await lead.EnterAsync("Executive summary", Words);
        site.Clock.UtcNow = now.AddHours(9);
        try
        {
            await lead.PressAsync("Save and continue");
            Assert.StartsWith("/sign-in", new Uri(lead.Url).AbsolutePath);
            await Site.FillSignInAsync(lead, "lead");
            Assert.Equal("What you typed has been kept", await lead.HeadingAsync());
            Assert.Contains(Words, await lead.InnerTextAsync("main"));
            await lead.PressAsync("Send it now");
            await lead.GotoAsync(section);

            Assert.Equal(
                Words,
                await lead.GetByLabel("Executive summary", new() { Exact = true }).InputValueAsync()
            );
        }
        finally
        {
            site.Clock.UtcNow = now;
            await lead.Context.CloseAsync();
        }
    }

    private static async Task FillDraftAsync(IPage page, string title)
    {
        await page.GotoAsync("/decisions/new");
        await page.GetByLabel("PCC decision record").CheckAsync();
        await page.EnterAsync("Title", title);
    }

    private static async Task FillPaymentAsync(IPage page, string what)
    {
        await page.GotoAsync(Payment);
        await page.GetByLabel("Line of the budget")
            .SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.EnterAsync("Amount", "12.50");
        await page.EnterDateAsync("When did it go out?", new(2026, 5, 1));
        await page.EnterAsync("What is it for?", what);
    }

    private static Task PressTwiceAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).DblClickAsync();

    private Task<int> DraftsAsync(string title) =>
        site.Look(db => db.Decisions.CountAsync(d => d.Title == title));

    private Task<int> PostingsAsync(string what) =>
        site.Look(db => db.Postings.CountAsync(p => p.Description == what));

    private Task<int> SubmissionsAsync(DecisionRecord record) =>
        site.Look(db =>
            db.AuditEntries.CountAsync(e =>
                e.SubjectKind == DecisionRecord.Subject
                && e.SubjectId == record.Id
                && e.What == "Submitted"
            )
        );
}
