using System.Net;
using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Publication;

/// <summary>The lists of the Specified Information Order, and what they lack.</summary>
public abstract class MonthlyListsTests(AppFixture app)
{
    private static readonly SpendingMonth May = new(2017, 5);
    private static readonly Money JustOver = new(50_001);

    [DatabaseFact]
    public async Task Grants_OfAMonth_SayWhatTheDecisionAndTheGrantSay()
    {
        var (_, grant) = await app.PublishedAsync(
            "Wardens",
            StatutoryPower.CrimeAndDisorderReduction,
            "Fewer thefts."
        );
        foreach (var text in new[] { "Report each quarter.", "Insure the van." })
            await app.SendAs(
                Cast.Lead,
                new AddCondition(grant, ConditionKind.Continuing, text, null)
            );
        await app.SendAs(Cast.Cfo, new WaiveCondition(grant, 2, "There is no van."));

        var row = (await app.ListAsync(May)).Single(r => r.Reference == grant);

        Assert.Equal(
            (
                SpendingList.Grants,
                Running.Today,
                OpenRecords.Decision,
                new Money(5_004_900),
                "Fewer thefts.",
                null
            ),
            (row.List, row.Date, row.Purpose, row.Amount, row.Reasons, row.ValueForMoney)
        );
        Assert.Equal(["Report each quarter."], row.Conditions);

        await app.SendAs(
            Cast.Lead,
            new ExplainGrant(grant, null, "Wardens at night", "Thefts fall.", null)
        );
        row = (await app.ListAsync(May)).Single(r => r.Reference == grant);
        Assert.Equal(("Wardens at night", "Thefts fall."), (row.Purpose, row.Reasons));
    }

    [DatabaseFact]
    public async Task Grants_ThatThePublicMayNotSee_AreNotThere()
    {
        var (_, unpublished) = await app.MadeAsync(
            "Unpublished",
            StatutoryPower.CrimeAndDisorderReduction
        );
        var (_, exempt) = await app.PublishedAsync(
            "Exempt funding",
            StatutoryPower.CrimeAndDisorderReduction,
            exempt: NoticeParts.Funding
        );
        var (_, hidden) = await app.PublishedAsync(
            "Exempt conditions",
            StatutoryPower.CrimeAndDisorderReduction,
            exempt: NoticeParts.Conditions
        );
        await app.SendAs(
            Cast.Lead,
            new AddCondition(hidden, ConditionKind.Continuing, "A secret condition.", null)
        );

        var rows = await app.ListAsync(May);
        var page = await app.Anonymous().ReadAsync("/open-data/spending/2017-05");

        Assert.DoesNotContain(rows, row => row.Reference == unpublished || row.Reference == exempt);
        Assert.Empty(rows.Single(row => row.Reference == hidden).Conditions);
        Assert.DoesNotContain("A secret condition", page, StringComparison.Ordinal);
        Assert.DoesNotContain($">{exempt}<", page, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Items_AreMoreThanFiveHundredPounds_ByTheDayOfPayment()
    {
        var (_, grant) = await app.PublishedAsync("Advisers", StatutoryPower.VictimsAndOtherHelp);
        var (_, crime) = await app.PublishedAsync(
            "Locks",
            StatutoryPower.CrimeAndDisorderReduction
        );
        await app.PayAsync(grant, Money.Pounds(500), JustOver);
        await app.PayAsync(crime, Money.Pounds(900));
        await app.SendAs(Cast.Lead, new ExplainGrant(grant, null, null, null, "Cheapest."));
        var import = await app.SpentAsync(
            (new DateOnly(2017, 5, 31), "Last", JustOver, "Three quotes"),
            (new DateOnly(2017, 5, 1), "First", JustOver, null),
            (new DateOnly(2017, 5, 2), "Exactly", Money.Pounds(500), null),
            (new DateOnly(2017, 5, 3), "Credit", Money.Pounds(-900), null),
            (new DateOnly(2017, 4, 30), "Before", Money.Pounds(900), null),
            (new DateOnly(2017, 6, 1), "After", Money.Pounds(900), null)
        );

        var items = (await app.ListAsync(May))
            .Where(row => row.List == SpendingList.Items)
            .Where(row =>
                row.Reference.StartsWith($"S-{import}-", StringComparison.Ordinal)
                || row.Reference.StartsWith(grant, StringComparison.Ordinal)
                || row.Reference.StartsWith(crime, StringComparison.Ordinal)
            );

        Assert.Equal(
            [
                ("2017-05-01", "First", $"S-{import}-3", null, PaidBy.ChiefOfficer),
                (
                    "2017-05-19",
                    "Stockton-on-Tees Local Safeguarding Children Board",
                    $"{grant}/2",
                    "Cheapest.",
                    PaidBy.Commissioner
                ),
                ("2017-05-31", "Last", $"S-{import}-2", "Three quotes", PaidBy.ChiefOfficer),
            ],
            items.Select(r => (r.Date.Iso(), r.Recipient, r.Reference, r.ValueForMoney, r.PaidBy))
        );
        Assert.All(items, row => Assert.Equal(JustOver, row.Amount));
    }

    [DatabaseFact]
    public async Task Pages_HoldEveryEntryOnce_AtTheSameCost()
    {
        var month = new SpendingMonth(2015, 3);
        await app.SpentAsync(
            Enumerable
                .Range(0, 120)
                .Select(i =>
                    (month.First.AddDays(i % 31), $"Supplier {i}", JustOver, (string?)null)
                )
        );
        var all = await app.ListAsync(month);
        var seen = new List<SpendingRow>();
        string? from = null;
        do
        {
            var page = await app.SendAs(Cast.Auditor, new ReadSpending(month, from));
            Assert.Equal(from is null, page.IsFirst);
            seen.AddRange(page.Rows);
            from = page.Next;
        } while (from is not null);

        Assert.Equal(120, all.Count);
        Assert.Equal(all.Select(row => row.Reference), seen.Select(row => row.Reference));
        using var client = app.Anonymous();
        // After this it is known that nothing has changed.
        await client.ReadAsync("/register");
        var full = await app.Commands.Of(() => client.ReadAsync("/open-data/spending/2015-03"));
        var empty = await app.Commands.Of(() => client.ReadAsync("/open-data/spending/2015-02"));
        Assert.Equal((3, 3), (full, empty));
    }

    [DatabaseFact]
    public async Task Gaps_AreThoseOfTheMonth_AndGoWhenTheyAreMended()
    {
        var (decision, late) = await app.MadeAsync(
            "Late",
            StatutoryPower.CrimeAndDisorderReduction
        );
        var (_, exempt) = await app.PublishedAsync(
            "Kept back",
            StatutoryPower.CrimeAndDisorderReduction,
            exempt: NoticeParts.Funding
        );
        var (_, paid) = await app.PublishedAsync("Paid", StatutoryPower.VictimsAndOtherHelp);
        await app.PayAsync(paid, JustOver);

        var gaps = await GapsAsync(May);

        Assert.Equal([SpendingGap.NotPublished], gaps[late]);
        Assert.Equal([SpendingGap.CheckExemption], gaps[exempt]);
        Assert.Equal([SpendingGap.ValueForMoney], gaps[$"{paid}/1"]);
        await AssertCountedAsync(May, gaps);

        await app.SendAs(Cast.Lead, new PublishDecision(decision));
        await app.SendAs(Cast.Lead, new ExplainGrant(paid, null, null, null, "Cheapest."));
        gaps = await GapsAsync(May);
        Assert.Equal([SpendingGap.Reasons, SpendingGap.CheckConditions], gaps[late]);
        Assert.DoesNotContain($"{paid}/1", gaps.Keys);
        await AssertCountedAsync(May, gaps);

        await app.SendAs(Cast.Mo, new ExplainGrant(late, null, null, "Thefts fall.", null));
        gaps = await GapsAsync(May);
        Assert.Equal([SpendingGap.CheckConditions], gaps[late]);
        await AssertCountedAsync(May, gaps);
    }

    [DatabaseFact]
    public async Task Item_MendedByFinance_IsAuditedAndNoLongerMissing()
    {
        var day = new DateOnly(2016, 7, 4);
        var import = await app.SpentAsync(
            (day, "Acme", JustOver, null),
            (day, "Other", JustOver, null)
        );
        var address = $"/publication/spending/items/{import}/2";
        using var finance = await app.SignedIn(Cast.Finance);

        var page = await finance.PostedAsync(
            address,
            ("Purpose", "Office rent"),
            ("ValueForMoney", "Three quotes")
        );

        Assert.Contains("What the public reads of Acme has been saved.", page);
        Assert.Contains("Other", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"S-{import}-2<", page, StringComparison.Ordinal);
        var rows = await app.ListAsync(SpendingMonth.Of(day));
        Assert.Equal(
            ("Office rent", "Three quotes"),
            rows.Where(r => r.Recipient == "Acme")
                .Select(r => (r.Purpose, r.ValueForMoney))
                .Single()
        );
        var told = await app.Look(db =>
            db.AuditEntries.SingleAsync(e => e.What == "SpendingExplained" && e.SubjectId == import)
        );
        Assert.Equal("Finn Lister", told.PersonName);
        Assert.Contains("Purpose: Rent", told.Before, StringComparison.Ordinal);

        await finance.AssertRefusedAsync(
            address,
            "The law asks for the purpose of every item over £500.",
            ("Purpose", " ")
        );
        await finance.AssertRefusedAsync(
            address,
            "at most 2,000 characters",
            ("Purpose", "Rent"),
            ("ValueForMoney", new string('x', 2_001))
        );
        using var stale = await finance.PostFormAsync(
            address,
            [("Purpose", "Other"), ("Seen", "of an hour ago")]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var lead = await app.SignedIn(Cast.Lead);
        using var refused = await lead.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var none = await finance.GetAsync($"/publication/spending/items/{import}/9");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [DatabaseFact]
    public async Task Grant_ExplainedOnItsPage_KeepsWhatWasTypedWhenRefused()
    {
        var (_, grant) = await app.MadeAsync("Explained", StatutoryPower.VictimsAndOtherHelp);
        var address = $"/grants/{grant}/explain";
        using var lead = await app.SignedIn(Cast.Lead);

        Assert.Contains($"href=\"{address}\"", await lead.ReadAsync($"/grants/{grant}"));
        var page = await lead.PostedAsync(address, ("ValueForMoney", "The cheapest of five."));

        Assert.Contains("What the public reads changed", page, StringComparison.Ordinal);
        Assert.Contains("The cheapest of five.", page, StringComparison.Ordinal);
        await lead.AssertRefusedAsync(
            address,
            new string('x', 30),
            ("Purpose", new string('x', DecisionLimits.Text + 1))
        );
        using var stale = await lead.PostFormAsync(
            address,
            [("Purpose", "Mine"), ("Seen", $"{Guid.NewGuid()}")]
        );
        var conflict = await PageClient.TextAsync(stale);
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("The cheapest of five.", conflict, StringComparison.Ordinal);
        Assert.Contains("Mine", conflict, StringComparison.Ordinal);
        using var auditor = await app.SignedIn(Cast.Auditor);
        using var refused = await auditor.GetAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain(address, await auditor.ReadAsync($"/grants/{grant}"));
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            app.SendAs(Cast.Payments, new ExplainGrant(grant, null, "Mine", null, null))
        );
    }

    [DatabaseTheory]
    [InlineData("/open-data/spending/2017-06", "has not begun")]
    [InlineData("/open-data/spending/2017-06.csv", "has not begun")]
    [InlineData("/open-data/spending/2017-13", "There is no such month.")]
    [InlineData("/open-data/spending/may.csv", "There is no such month.")]
    [InlineData("/open-data/spending/%3Cscript%3E", "There is no such month.")]
    public async Task AMonth_ThatIsNone_IsNotFound(string address, string sentence)
    {
        using var client = app.Anonymous();
        using var response = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(sentence, await PageClient.TextAsync(response), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ZjF8OSAyMDE3LTA1LTAx")]
    [InlineData("ZjF8MiAyMDE3LTk5LTAx")]
    public async Task APage_FromNowhere_StartsAtTheTop(string from)
    {
        var page = await app.SendAs(Cast.Auditor, new ReadSpending(May, from));

        Assert.True(page.IsFirst);
    }

    [DatabaseFact]
    public async Task OfficersPages_AreForThoseWhoReadGrants()
    {
        string[] pages =
        [
            "/publication/spending",
            "/publication/spending?latest=2016-12",
            "/publication/spending/2017-05",
            "/publication/spending/2017-05.csv",
            "/publication/quality",
            "/publication/quality.csv",
        ];
        using var anonymous = app.Anonymous();
        using var partner = await app.SignedIn(Cast.Partner);
        using var auditor = await app.SignedIn(Cast.Auditor);
        foreach (var page in pages)
        {
            using var toSignIn = await anonymous.GetAsync(page);
            using var refused = await partner.GetAsync(page);
            Assert.Equal(HttpStatusCode.Redirect, toSignIn.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
            await auditor.ReadAsync(page);
        }
        Assert.Contains(
            "30 June 2017: 42 days left",
            await auditor.ReadAsync("/publication/spending/2017-05"),
            StringComparison.Ordinal
        );
        Assert.Equal(3, await app.Commands.Of(() => auditor.ReadAsync("/publication/spending")));
        Assert.Equal(
            3,
            await app.Commands.Of(() => auditor.ReadAsync("/publication/spending/2017-05"))
        );
        await anonymous.ReadAsync("/register");
        Assert.Equal(2, await app.Commands.Of(() => anonymous.ReadAsync("/open-data")));
    }

    private async Task<Dictionary<string, IReadOnlyList<SpendingGap>>> GapsAsync(
        SpendingMonth month
    )
    {
        var page = await app.SendAs(Cast.Auditor, new ReadSpendingGaps(month));
        Assert.Null(page.Next);
        return page.Rows.ToDictionary(row => row.Reference, row => row.Gaps);
    }

    /// <summary>The count in SQL is that of the rules.</summary>
    private async Task AssertCountedAsync(
        SpendingMonth month,
        Dictionary<string, IReadOnlyList<SpendingGap>> gaps
    )
    {
        var counts = await app.SendAs(Cast.Auditor, new CountSpendingGaps());
        Assert.Equal(
            gaps.Values.Count(of => of.Any(gap => gap.IsMissing())),
            counts.Single(count => count.Month == month).Total
        );
    }
}

public sealed class MonthlyListsTests_OnSqlite(App<SqliteDatabase> app)
    : MonthlyListsTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class MonthlyListsTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : MonthlyListsTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
