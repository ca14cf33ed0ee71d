using System.Text.Json;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Infrastructure.Publication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Grants;

/// <summary>The grant of 2017 through its three years, as the people who would do it.</summary>
public sealed class ThreeYearsTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Totals =
    [
        "ceiling",
        "confirmed",
        "indicative",
        "discontinued",
        "neverUsed",
        "remaining",
        "paid",
        "recovered",
        "spent",
        "unspent",
    ];

    private const string Page = "/grants/G-2017-0001";
    private int paid;

    [SiteFact]
    public async Task Grant_ThroughThreeYears_EndsWithWhatWasNeverUsed()
    {
        await AgreeAsync();
        await LinkPartnerAsync();
        await YearAsync(2017, "16,683.00", "4,170.75", review: ("Continue", null));
        await YearAsync(2018, "16,683.00", "4,170.75", review: ("Amend", "15,000.00"));
        await YearAsync(2019, "15,000.00", "3,750.00", review: null);

        var lead = await AtAsync("lead", new(2020, 5, 4));
        await lead.GotoAsync(Page);
        Assert.Equal(
            [
                "2017-18 | 16,683.00 | 16,683.00 | 0.00 | 0.00 | 16,683.00 | 0.00 | 16,683.00 | 0.00 | 0.00",
                "2018-19 | 16,683.00 | 16,683.00 | 0.00 | 0.00 | 16,683.00 | 0.00 | 16,683.00 | 0.00 | 0.00",
                "2019-20 | 15,000.00 | 15,000.00 | 0.00 | 0.00 | 15,000.00 | 0.00 | 15,000.00 | 0.00 | 0.00",
            ],
            await RowsAsync(lead)
        );
        Assert.Equal("£48,366.00", await FigureAsync(lead, "Paid"));
        Assert.Equal("£50,049.00", await FigureAsync(lead, "Ceiling"));
        Assert.StartsWith("£1,683.00", await FigureAsync(lead, "Never used"));
        await ShowGrantSaysTheSameAsync();
    }

    private async Task AgreeAsync()
    {
        var lead = await AtAsync("lead", new(2017, 5, 29));
        await lead.GotoAsync($"{Page}/agreement/send");
        await lead.EnterDateAsync("When was it sent to", new(2017, 5, 22));
        await lead.PressAsync("Record as sent");
        foreach (var side in new[] { "Recipient", "Office" })
        {
            await lead.GotoAsync($"{Page}/agreement/sign");
            await lead.Locator($"input[name=Side][value={side}]").CheckAsync();
            await lead.EnterAsync("Name of the person who signed", $"The {side}");
            await lead.EnterDateAsync("When was it signed?", new(2017, 5, 26));
            await lead.PressAsync("Record the signature");
        }
        await lead.Context.CloseAsync();
    }

    private async Task LinkPartnerAsync()
    {
        var recipient = await site.Look(db =>
            db.Grants.Where(g => g.Reference == "G-2017-0001")
                .Join(db.Organisations, g => g.RecipientId, o => o.Id, (_, o) => o.Slug)
                .SingleAsync()
        );
        var partner = (await site.SendAs("lead", new OfferSignIns())).Single();
        await site.SendAs(
            "lead",
            new AddContact(
                recipient,
                new ContactDetails(
                    partner.Name,
                    partner.Email,
                    null,
                    "Business manager",
                    partner.Id
                )
            )
        );
    }

    private async Task YearAsync(
        int start,
        string amount,
        string quarter,
        (string Recommendation, string? Amount)? review
    )
    {
        var year = new FinancialYear(start);
        var lead = await AtAsync("lead", new(start, 5, 30));
        await lead.GotoAsync($"{Page}/payments/plan");
        await ChooseYearAsync(lead, year);
        await lead.EnterAsync("Amount to divide", amount);
        await lead.GetByLabel("Four, three months apart").CheckAsync();
        await lead.EnterDateAsync("When is the first payment due?", new(start, 6, 1));
        await lead.PressAsync("Plan the payments");
        await Assertions
            .Expect(lead.Locator($"tr:has-text('{quarter}'):has-text('Planned')"))
            .ToHaveCountAsync(4);
        await lead.GotoAsync($"{Page}/returns/schedule");
        await ChooseYearAsync(lead, year);
        await lead.Locator("input[name=Pattern]").First.CheckAsync();
        await lead.PressAsync("Ask for these returns");
        await lead.Context.CloseAsync();

        foreach (var month in new[] { 6, 9, 12 })
            await PayAsync(new(start, month, 1));
        if (review is { } decided)
            await ReviewAsync(year, amount, decided.Recommendation, decided.Amount);
        await PayAsync(new(start + 1, 3, 1));
        await ReportAsync(year, amount);
    }

    private static async Task ChooseYearAsync(IPage page, FinancialYear year)
    {
        var years = page.GetByLabel("Financial year");
        var option = years.Locator("option", new() { HasTextString = $"{year}" }).First;
        await years.SelectOptionAsync(await option.GetAttributeAsync("value") ?? "");
    }

    private async Task PayAsync(DateOnly day)
    {
        paid++;
        var lead = await AtAsync("lead", day);
        await lead.GotoAsync($"{Page}/payments/{paid}/request");
        await lead.PressAsync("Request the payment");
        await lead.Context.CloseAsync();
        var officer = await AtAsync("payments", day);
        await officer.GotoAsync($"{Page}/payments/{paid}/authorise");
        await officer.PressAsync("Authorise the payment");
        await officer.GotoAsync($"{Page}/payments/{paid}/pay");
        await officer.EnterDateAsync("When was it paid?", day);
        await officer.EnterAsync("Reference", $"BACS {paid}");
        await officer.PressAsync("Record as paid");
        await Assertions.Expect(officer.Locator("main")).ToContainTextAsync($"BACS {paid}");
        await officer.Context.CloseAsync();
    }

    private async Task ReviewAsync(
        FinancialYear year,
        string forecast,
        string recommendation,
        string? amount
    )
    {
        var day = new DateOnly(year.StartYear + 1, 1, 15);
        var lead = await AtAsync("lead", day);
        await lead.GotoAsync($"{Page}/reviews/{year}");
        await lead.EnterAsync(
            $"How much will the recipient have spent by the end of {year}?",
            forecast
        );
        await lead.Locator("input[name='Form.Rating']").Nth(1).CheckAsync();
        await lead.EnterAsync("Performance against the outcomes", "The Board met its priorities.");
        await lead.Locator($"input[value={recommendation}]").CheckAsync();
        if (amount is not null)
            await lead.EnterAsync($"Amount for {year.Next}", amount);
        await lead.EnterAsync("Reasons for the recommendation", "The business case holds.");
        await lead.PressAsync("Save and go on to recommend");
        await SignAsync(lead, "Sign and recommend");
        foreach (var signer in amount is null ? new[] { "cfo" } : ["cfo", "pcc"])
        {
            var page = await AtAsync(signer, day);
            await page.GotoAsync($"{Page}/reviews/{year}/sign");
            await SignAsync(page, "Sign");
        }
    }

    private static async Task SignAsync(IPage page, string button)
    {
        await page.ChooseAsync("Do you have an interest to declare?", "Nothing to declare");
        var tick = page.GetByLabel("I have read the review and agree to the statement");
        Assert.False(await tick.IsCheckedAsync());
        await tick.CheckAsync();
        await page.PressAsync(button);
        Assert.DoesNotContain("Error", await page.TitleAsync());
        await page.Context.CloseAsync();
    }

    private async Task ReportAsync(FinancialYear year, string spent)
    {
        var number = year.StartYear - 2016;
        var partner = await AtAsync("partner", new(year.StartYear + 1, 4, 10));
        await partner.GotoAsync($"/returns/G-2017-0001/{number}");
        await partner.EnterAsync($"How much of the grant was spent in {year} so far?", spent);
        await partner.EnterAsync("What was done in the period?", "Training and audits.");
        await partner.EnterAsync("What came of it?", "Fewer repeat referrals.");
        await partner.PressAsync("Submit the return");
        await partner.Context.CloseAsync();
        var lead = await AtAsync("lead", new(year.StartYear + 1, 4, 20));
        await lead.GotoAsync($"{Page}/returns/{number}/accept");
        await lead.PressAsync("Accept the return");
        await lead.GotoAsync($"{Page}/years/{year}/settle");
        foreach (
            var part in new[]
            {
                "Carried forward",
                "To be recovered",
                "Set off against the next year",
            }
        )
            await lead.EnterAsync(part, "0.00");
        await lead.PressAsync("Settle the year");
        Assert.DoesNotContain("Error", await lead.TitleAsync());
        await lead.Context.CloseAsync();
    }

    private async Task ShowGrantSaysTheSameAsync()
    {
        var page = await site.SendAs("lead", new ReadGrant("G-2017-0001"));
        using var shown = JsonDocument.Parse(GrantDocument.Write(page.Grant, new(2020, 5, 4)));
        var root = shown.RootElement;
        Assert.Equal(
            [
                "50049.00",
                "48366.00",
                "0.00",
                "0.00",
                "1683.00",
                "1683.00",
                "48366.00",
                "0.00",
                "48366.00",
                "0.00",
            ],
            Totals.Select(name => root.GetProperty(name).GetRawText())
        );
        Assert.Equal(
            ["2017-18 continue", "2018-19 amend", "2019-20 "],
            root.GetProperty("schedule")
                .EnumerateArray()
                .Select(y =>
                    $"{y.GetProperty("financialYear").GetString()} {y.GetProperty("review").GetString()}"
                )
        );
    }

    /// <summary>A person at nine o'clock of a day; sessions end overnight, so they sign in.</summary>
    private async Task<IPage> AtAsync(string person, DateOnly day)
    {
        site.Clock.UtcNow = day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
        return await site.SignInAsync(person);
    }

    private static Task<string> FigureAsync(IPage page, string key) =>
        page.Locator($".govuk-summary-list__key:text-is('{key}') + dd").First.InnerTextAsync();

    /// <summary>The schedule's rows: the year, then planned to left to authorise.</summary>
    private static Task<string[]> RowsAsync(IPage page) =>
        page.Locator("table:has(caption:has-text('Schedule')) tbody tr")
            .EvaluateAllAsync<string[]>(
                "rows => rows.map(row => [...row.cells].filter((_, i) => i !== 1).map(cell => cell.innerText.trim()).join(' | '))"
            );
}
