using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Partnerships;

/// <summary>The published budget of 2019-20 through its year, as the finance lead and the chief finance officer would live it.</summary>
public sealed class YearTests(Site site) : IClassFixture<Site>
{
    private const string Partnership = "/partnerships/hsscp";
    private const string Budget = $"{Partnership}/budgets/2019-20";
    private const string Ledger = $"{Partnership}/ledger/2019-20";

    [SiteFact]
    public async Task Year_EndsBetterThanItsBudget_AndOpensTheNextWithIt()
    {
        await TotalsFollowTypingAsync();
        await AdoptAsync();
        await PostTheYearAsync();
        await ReverseAMistakeAsync();
        await CloseAsync();
        await NextYearOpensWithAsync("£43,941.56");
        await TheClosedYearStaysAsItIsAsync();
    }

    private async Task TotalsFollowTypingAsync()
    {
        var finance = await AtAsync("finance", new(2019, 3, 18));
        await finance.GotoAsync($"{Budget}/edit");
        var closing = finance.Locator("[data-gh-figure=closing]");
        Assert.Equal("£42,707.00", await closing.InnerTextAsync());
        var travel = finance
            .Locator(
                "fieldset",
                new() { Has = finance.Locator("input[value='Travel and transport']") }
            )
            .Locator("input[name$='.Planned']");
        await travel.FillAsync("2,600.50");
        Assert.Equal("£42,606.50", await closing.InnerTextAsync());
        var manager = finance
            .Locator(
                "fieldset",
                new() { Has = finance.Locator("input[value='Development manager']") }
            )
            .Locator("input[name$='.Planned']");
        await manager.FillAsync("58,100.00");
        Assert.Equal(
            "−£100.00 unallocated: the sub-lines add up to £152,100.00",
            await finance
                .Locator("[data-gh-rest]")
                .Filter(new() { HasText = "unallocated" })
                .InnerTextAsync()
        );
        await finance.Context.CloseAsync();
    }

    private async Task AdoptAsync()
    {
        var finance = await AtAsync("finance", new(2019, 3, 20));
        await finance.GotoAsync(Budget);
        await finance.FollowAsync("Record that it was adopted");
        await finance.EnterDateAsync("When did the partners adopt it?", new(2019, 3, 19));
        await finance.PressAsync("Record that it was adopted");
        Assert.Equal("Adopted", await finance.Locator("main .govuk-tag").First.InnerTextAsync());
        await finance.Context.CloseAsync();
    }

    /// <summary>Every line to the penny, but for training that cost £1,234.56 less.</summary>
    private async Task PostTheYearAsync()
    {
        var finance = await AtAsync("finance", new(2020, 4, 14));
        foreach (var line in (await BudgetAsync()).Lines)
        {
            if (line.Name is "Staffing" or "Supplies and support services")
                continue;
            var amount =
                line.Name == "Multi-agency training and events"
                    ? line.Planned!.Value - new Money(123_456)
                    : line.Planned!.Value;
            await PostAsync(finance, line, amount, line.Title);
        }
        await finance.GotoAsync(Budget);
        Assert.Contains("43,941.56", await finance.Locator("main").InnerTextAsync());
        await finance.Context.CloseAsync();
    }

    private async Task ReverseAMistakeAsync()
    {
        var finance = await AtAsync("finance", new(2020, 4, 15));
        var travel = (await BudgetAsync()).Lines.Single(line =>
            line.Name == "Travel and transport"
        );
        await PostAsync(finance, travel, Money.Pounds(10), "Typed by mistake");
        var entry = await site.Look(db =>
            db.Postings.Where(p => p.Description == "Typed by mistake")
                .Select(p => p.Entry)
                .SingleAsync()
        );
        await finance.GotoAsync($"{Ledger}/entries/{entry}");
        await finance.FollowAsync("Reverse");
        await finance.EnterAsync("Why is it reversed?", "It was never paid.");
        await finance.EnterDateAsync("From which day does the reversal count?", new(2020, 3, 31));
        await finance.PressAsync("Reverse the entry");
        await finance.GotoAsync($"{Ledger}/entries/{entry}");
        Assert.Contains(
            $"entry {entry + 1}",
            await finance.Locator("main").InnerTextAsync(),
            StringComparison.OrdinalIgnoreCase
        );
        await finance.Context.CloseAsync();
    }

    private async Task CloseAsync()
    {
        var finance = await AtAsync("finance", new(2020, 5, 4));
        foreach (var step in new[] { "contributions", "postings", "shares" })
        {
            await finance.GotoAsync($"{Budget}/close/{step}");
            Assert.Equal(
                200,
                await finance.EvaluateAsync<int>(
                    "() => performance.getEntriesByType('navigation')[0].responseStatus"
                )
            );
        }
        Assert.Contains("£43,941.56", await finance.Locator("main").InnerTextAsync());
        await finance.GotoAsync($"{Budget}/close/sign");
        await finance.GetByLabel("I have read the figures and agree to the statement").CheckAsync();
        await finance.PressAsync("Sign the close");
        await finance.Context.CloseAsync();

        var cfo = await AtAsync("cfo", new(2020, 5, 6));
        await cfo.GotoAsync("/");
        Assert.Contains("2019-20", await cfo.Locator("main").InnerTextAsync());
        await cfo.GotoAsync($"{Budget}/close/countersign");
        await cfo.GetByLabel("I have read the figures and agree to the statement").CheckAsync();
        await cfo.PressAsync("Countersign and close the year");
        await cfo.GotoAsync(Budget);
        Assert.Equal("Closed", await cfo.Locator("main .govuk-tag").First.InnerTextAsync());
        await cfo.Context.CloseAsync();
    }

    private async Task NextYearOpensWithAsync(string opening)
    {
        var finance = await AtAsync("finance", new(2020, 5, 7));
        await finance.GotoAsync($"{Partnership}/budgets/2020-21");
        Assert.Equal("Brought forward", await finance.Locator(".gh-sum dt").First.InnerTextAsync());
        Assert.Equal(opening, await finance.Locator(".gh-sum dd").First.InnerTextAsync());
        await finance.PressAsync("Start with the lines of 2019-20");
        await finance.PressAsync("Save the draft");
        Assert.Equal(opening, await finance.Locator(".gh-sum dd").First.InnerTextAsync());
        await finance.Context.CloseAsync();
    }

    private async Task TheClosedYearStaysAsItIsAsync()
    {
        var finance = await AtAsync("finance", new(2020, 5, 8));
        await finance.GotoAsync($"{Ledger}/payment");
        Assert.Contains("2019-20 is closed", await finance.Locator("main").InnerTextAsync());
        Assert.Equal(
            0,
            await finance
                .GetByRole(AriaRole.Button, new() { Name = "Post the payment" })
                .CountAsync()
        );
        await finance.GotoAsync($"{Budget}/virement");
        await finance.Locator("input[name='Rows[0].Amount']").FillAsync("1.00");
        await finance.EnterAsync("Reason", "To see whether it can be done");
        await finance.PressAsync("Make the virement");
        Assert.Contains(
            "2019-20 is closed",
            await finance.Locator(".govuk-error-summary").InnerTextAsync()
        );
        await finance.Context.CloseAsync();
    }

    private static async Task PostAsync(
        IPage page,
        BudgetLine line,
        Money amount,
        string description
    )
    {
        var receipt = line.Kind == LineKind.Income;
        await page.GotoAsync($"{Ledger}/{(receipt ? "receipt" : "payment")}");
        await page.GetByLabel("Line of the budget").SelectOptionAsync($"{line.Number}");
        await page.EnterAsync("Amount", amount.ToPlainString());
        await page.EnterDateAsync(
            receipt ? "When did it come in?" : "When did it go out?",
            new(2020, 3, 2)
        );
        await page.EnterAsync("What is it for?", description);
        await page.PressAsync(receipt ? "Post the receipt" : "Post the payment");
        Assert.Equal(0, await page.Locator(".govuk-error-summary").CountAsync());
    }

    private Task<PartnershipBudget> BudgetAsync() =>
        site.Look(db =>
            db.Budgets.AsNoTracking()
                .Include(b => b.Lines)
                .SingleAsync(b =>
                    b.Year == new FinancialYear(2019)
                    && db.Partnerships.Any(p => p.Id == b.PartnershipId && p.Slug == "hsscp")
                )
        );

    private async Task<IPage> AtAsync(string person, DateOnly day)
    {
        site.Clock.UtcNow = day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
        return await site.SignInAsync(person);
    }
}
