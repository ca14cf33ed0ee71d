using Microsoft.Playwright;

namespace GrantHub.BrowserTests.Decisions;

/// <summary>
/// The decision form signed on 19 May 2017, from nothing to a grant as the four people would do it. The chief finance
/// officer's comment is invented: the form carries none.
/// </summary>
public sealed class FromDecisionToGrantTests(Site site) : IClassFixture<Site>
{
    private const string Title = "Funding for the Local Safeguarding Children Board - Stockton";
    private const string NoEffect = "None arise from this grant agreement.";

    [SiteFact]
    public Task Approve_TheSampleAsFourPeople_MakesTheGrant() => PlayAsync(javaScript: true);

    [SiteFact]
    public Task Approve_TheSampleWithoutJavaScript_MakesTheGrant() => PlayAsync(javaScript: false);

    private async Task PlayAsync(bool javaScript)
    {
        var lead = await site.SignInAsync("lead", javaScript: javaScript);
        await WriteAsync(lead);
        await SubmitAsync(lead);
        var reference = await ReferenceAsync(lead);

        var cfo = await site.SignInAsync("cfo", javaScript: javaScript);
        await OpenFromMyWorkAsync(cfo, reference, "Sign or return");
        await cfo.EnterAsync(
            "Financial",
            "Invented: the plan provides for it, and each later year depends on its annual review."
        );
        await AgreeAsync(cfo, "I have read the record and agree to the statement", "Sign");

        var mo = await site.SignInAsync("mo", javaScript: javaScript);
        await OpenFromMyWorkAsync(mo, reference, "Sign or return");
        await mo.EnterAsync("Legal", "The grant agreement sets out the conditions.");
        await AgreeAsync(mo, "I have read the record and agree to the statement", "Sign");

        var pcc = await site.SignInAsync("pcc", javaScript: javaScript);
        await OpenFromMyWorkAsync(pcc, reference, "Decide or return");
        await pcc.ChooseAsync("What do you decide?", "Approved");
        await AgreeAsync(
            pcc,
            "I have read the record and agree to the statement beside the answer that I chose",
            "Decide"
        );

        await lead.GotoAsync($"/decisions/{reference}");
        Assert.Contains("Approved", await lead.InnerTextAsync("main"));
        await lead.GetByRole(AriaRole.Link, new() { NameRegex = new("G-2026-") })
            .First.ClickAsync();
        await ReadGrantAsync(lead);
    }

    private static async Task WriteAsync(IPage lead)
    {
        await lead.GotoAsync("/decisions");
        await lead.FollowAsync("Raise a decision record");
        await lead.GetByLabel("PCC decision record").CheckAsync();
        await lead.EnterAsync("Title", Title);
        await lead.PressAsync("Start the draft");
        var draft = lead.Url;

        await SectionAsync("Request", () => lead.ChooseAsync("Request", "For PCC approval"));
        await SectionAsync(
            "Executive summary",
            () =>
                lead.EnterAsync(
                    "Executive summary",
                    "The Stockton-on-Tees Local Safeguarding Children Board is the statutory body through which local organisations agree how they co-operate to safeguard children."
                )
        );
        await SectionAsync(
            "Decision",
            () =>
                lead.EnterAsync(
                    "Decision",
                    "Fund the Board at £16,683 a year for up to 3 financial years, at most £50,049, subject to annual review, from 1 April 2017 to 31 March 2020."
                )
        );
        await SectionAsync("Funding proposal", () => ProposeAsync(lead));
        await ImplicationAsync(
            "Financial",
            "Yes",
            "£16,683.00 a year for up to 3 financial years, at most £50,049.00, included in the Long Term Financial Plan approved on 27 February 2017."
        );
        await ImplicationAsync(
            "Legal",
            "Yes",
            "Set out in the terms and conditions of the grant agreement."
        );
        foreach (
            var heading in new[]
            {
                "Equality and diversity",
                "Human rights",
                "Sustainability",
                "Risk",
            }
        )
            await ImplicationAsync(heading, "No", NoEffect);
        await SectionAsync(
            "Confidentiality",
            () => lead.ChooseAsync("Can the public see the record?", "Part I: public")
        );
        await lead.GotoAsync(draft);

        async Task SectionAsync(string task, Func<Task> fill)
        {
            await lead.GotoAsync(draft);
            await lead.GetByRole(AriaRole.Link, new() { Name = task, Exact = true }).ClickAsync();
            await fill();
            await lead.GetByRole(AriaRole.Button, new() { Name = "Save and continue" })
                .Last.ClickAsync();
        }

        Task ImplicationAsync(string heading, string effect, string detail) =>
            SectionAsync(
                $"Implications: {heading}",
                async () =>
                {
                    await lead.ChooseAsync("Has this been considered?", "Yes");
                    await lead.ChooseAsync("Is there an effect?", effect);
                    await lead.EnterAsync("Detail", detail);
                }
            );
    }

    private static async Task ProposeAsync(IPage lead)
    {
        await lead.ChooseAsync("Does the record propose to grant money?", "Yes");
        await lead.EnterAsync(
            "Who receives the grant?",
            "Stockton-on-Tees Local Safeguarding Children Board"
        );
        await lead.EnterDateAsync("First day of the period", new DateOnly(2017, 4, 1));
        await lead.EnterDateAsync("Last day of the period", new DateOnly(2020, 3, 31));
        await lead.EnterAsync("Maximum over the whole period", "50,049.00");
        await lead.PressAsync("Set the years from the period");
        for (var line = 1; line <= 3; line++)
        {
            var row = lead.GetByRole(
                AriaRole.Group,
                new() { Name = $"Line {line} of the schedule" }
            );
            Assert.Equal(
                $"{2016 + line}-{17 + line}",
                await row.GetByLabel("Financial year").InputValueAsync()
            );
            await row.GetByLabel("Amount").FillAsync("16683");
        }
        await lead.GetByLabel("Crime and disorder reduction").First.CheckAsync();
        await lead.EnterAsync("Which plan provides the budget?", "Long Term Financial Plan");
        await lead.EnterDateAsync("When was that plan approved?", new DateOnly(2017, 2, 27));
    }

    private static async Task SubmitAsync(IPage lead)
    {
        await lead.FollowAsync("Check answers and submit");
        await lead.PressAsync("Submit");
    }

    private static async Task<string> ReferenceAsync(IPage lead) =>
        System
            .Text.RegularExpressions.Regex.Match(
                await lead.InnerTextAsync("main"),
                "D-2026-[0-9]{4}"
            )
            .Value;

    private static async Task OpenFromMyWorkAsync(IPage page, string reference, string button)
    {
        await page.GotoAsync("/");
        await page.Locator($"a[href*='{reference}']").First.ClickAsync();
        if (
            !page.Url.EndsWith("/sign", StringComparison.Ordinal)
            && !page.Url.EndsWith("/decide", StringComparison.Ordinal)
        )
            await page.FollowAsync(button);
    }

    private static async Task AgreeAsync(IPage page, string statement, string button)
    {
        await page.ChooseAsync("Do you have an interest to declare?", "Nothing to declare");
        var tick = page.GetByLabel(statement, new() { Exact = true });
        Assert.False(await tick.IsCheckedAsync());
        await tick.CheckAsync();
        await page.PressAsync(button);
        Assert.Matches("Signed|Approved|Decided", await page.HeadingAsync());
    }

    private static async Task ReadGrantAsync(IPage page)
    {
        Assert.Equal(Title, await page.HeadingAsync());
        Assert.Equal(
            "£50,049.00",
            await page.Locator("dt:text-is('Ceiling') + dd").InnerTextAsync()
        );
        var rows = page.Locator("table:has(caption:has-text('Schedule')) tbody tr");
        Assert.Equal(
            [
                "2017-18 | Confirmed | 16,683.00 | 16,683.00 | 0.00",
                "2018-19 | Indicative | 16,683.00 | 0.00 | 16,683.00",
                "2019-20 | Indicative | 16,683.00 | 0.00 | 16,683.00",
            ],
            await rows.EvaluateAllAsync<string[]>(
                "rows => rows.map(row => [...row.cells].slice(0, 5).map(cell => cell.innerText.trim()).join(' | '))"
            )
        );
    }
}
