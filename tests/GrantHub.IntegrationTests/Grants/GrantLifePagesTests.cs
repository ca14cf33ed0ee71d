using System.Net;
using System.Text;
using System.Text.Json;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Infrastructure.Publication;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using static GrantHub.IntegrationTests.Grants.Running;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>Conditions, blocks, early release, settlement, termination and succession, by the pages.</summary>
public abstract class GrantLifePagesTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Condition_AddedBlocksUntilMet_AndCanBeTakenBackAndWaived()
    {
        var address = await app.AgreedAsync("With conditions");
        var number = await app.RequestedAsync(address, Money.Pounds(1));
        var grant = $"/grants/{address}";
        using var lead = await app.SignedIn(Cast.Lead);
        using var payments = await app.SignedIn(Cast.Payments);
        using var cfo = await app.SignedIn(Cast.Cfo);

        await lead.AssertRefusedAsync($"{grant}/conditions/add", "Enter what the condition is.");
        (string, string)[] condition =
        [
            ("Text", "The safeguarding policy is in place."),
            ("Kind", "BeforeFirstPayment"),
        ];
        await lead.PostedAsync($"{grant}/conditions/add", condition);
        using var twice = await lead.PostFormAsync($"{grant}/conditions/add", condition);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        await payments.AssertRefusedAsync(
            $"{grant}/payments/{number}/authorise",
            "Condition 1 has to be met before the first payment"
        );
        await lead.PostedAsync(
            $"{grant}/conditions/1/meet",
            [.. Day("On", Today), ("Reason", "Policy of 1 May 2017.")]
        );
        await lead.PostedAsync($"{grant}/conditions/1/unmeet", ("Reason", "It was last year’s."));
        var text = await cfo.PostedAsync(
            $"{grant}/conditions/1/waive",
            ("Reason", "Not needed any more.")
        );
        Assert.Contains("Waived by Cathy Ford", text, StringComparison.Ordinal);
        await payments.PostedAsync($"{grant}/payments/{number}/authorise");
    }

    [DatabaseFact]
    public async Task Override_OfABreach_IsSeenByAllAndKeepsTheOverriderFromAuthorising()
    {
        var address = await app.AgreedAsync("Breached");
        var number = await app.RequestedAsync(address, Money.Pounds(1));
        var grant = $"/grants/{address}";
        using var lead = await app.SignedIn(Cast.Lead);
        using var cfo = await app.SignedIn(Cast.Cfo);
        using var auditor = await app.SignedIn(Cast.Auditor);
        using var payments = await app.SignedIn(Cast.Payments);
        await lead.PostedAsync(
            $"{grant}/conditions/add",
            [("Text", "Accounts are open to us."), ("Kind", "Continuing")]
        );
        await lead.PostedAsync(
            $"{grant}/conditions/1/breach",
            [.. Day("On", Today), ("Reason", "They were refused.")]
        );
        Assert.Contains(
            "Nothing can be authorised: Condition 1 has been breached since 19 May 2017: They were refused.",
            await auditor.ReadAsync(grant),
            StringComparison.Ordinal
        );
        await cfo.AssertRefusedAsync($"{grant}/override", "Say why payments may go on.");
        await cfo.PostedAsync($"{grant}/override", ("Reason", "Salaries are due on Friday."));
        using var again = await cfo.GetAsync($"{grant}/override");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains(
            "Salaries are due on Friday.",
            await auditor.ReadAsync(grant),
            StringComparison.Ordinal
        );
        await payments.PostedAsync($"{grant}/payments/{number}/authorise");
        var text = await lead.PostedAsync(
            $"{grant}/conditions/1/end-breach",
            ("Reason", "We saw them.")
        );
        Assert.Contains("Kept", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Release_OfMoreThanAQuarter_IsRefusedAndAQuarterGoesThroughOnce()
    {
        var address = await app.AgreedAsync("Released");
        var release = $"/grants/{address}/years/2018-19/release";
        using var cfo = await app.SignedIn(Cast.Cfo);

        await cfo.AssertRefusedAsync(
            release,
            "£4,170.76 is more than can be released early. At most 25% of the £16,683.00 planned for 2018-19 can be, and £4,170.75 of that is left.",
            ("Amount", "4170.76"),
            ("Reason", "Salaries")
        );
        (string, string)[] form = [("Seen", "0"), ("Amount", "2000"), ("Reason", "Salaries")];
        await cfo.PostedAsync(release, form);
        using var twice = await cfo.PostFormAsync(release, form);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(
            Money.Pounds(2000),
            (await app.GrantAsync(address)).FiguresOf(Second).Confirmed
        );
    }

    [DatabaseFact]
    public async Task Settle_AYearWithNothingPaid_ClosesItAndNotTwice()
    {
        var address = await app.AgreedAsync("Settled");
        var settle = $"/grants/{address}/years/2017-18/settle";
        using var lead = await app.SignedIn(Cast.Lead);

        await lead.AssertRefusedAsync(
            settle,
            "£0.00 of 2017-18 is unspent, and what you entered adds up to £5.00.",
            ("CarryForward", "5")
        );
        Assert.Contains(
            "2017-18 has been settled.",
            await lead.PostedAsync(settle),
            StringComparison.Ordinal
        );
        using var twice = await lead.GetAsync(settle);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [DatabaseFact]
    public async Task Settle_BeforeTheFinalReturn_SaysWhyAndShowsNoForm()
    {
        var address = await app.AgreedAsync("Not settled yet");
        await app.PaidAsync(address, Money.Pounds(10));
        using var lead = await app.SignedIn(Cast.Lead);

        var text = await lead.ReadAsync($"/grants/{address}/years/2017-18/settle");

        Assert.Contains("2017-18 has no final return.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"CarryForward\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Settling is final", text, StringComparison.Ordinal);
    }

    /// <summary>What arose while the officer wrote the reason was not in what they read.</summary>
    [DatabaseFact]
    public async Task Override_OfWhatAroseSince_IsRefusedAndShowsIt()
    {
        var address = await app.AgreedAsync("Arose since");
        foreach (var text in new[] { "Send the plan.", "Send the accounts." })
            await app.SendAs(
                Cast.Lead,
                new AddCondition(address, ConditionKind.BeforeFirstPayment, text, null)
            );
        using var cfo = await app.SignedIn(Cast.Cfo);

        using var refused = await cfo.PostFormAsync(
            $"/grants/{address}/override",
            [("Reason", "Salaries are due."), ("Seen", "condition:1:before-first-payment")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var shown = await PageClient.TextAsync(refused);
        Assert.Contains("has changed since you opened the page", shown, StringComparison.Ordinal);
        Assert.Contains("Send the accounts.", shown, StringComparison.Ordinal);
        Assert.Contains("Salaries are due.</textarea>", shown, StringComparison.Ordinal);
        Assert.Contains(
            "value=\"condition:1:before-first-payment|condition:2:before-first-payment\"",
            shown,
            StringComparison.Ordinal
        );
        await cfo.PostedAsync($"/grants/{address}/override", ("Reason", "Salaries are due."));
    }

    [DatabaseFact]
    public async Task NextStep_OfAGrantWithAReturnAndAReview_NamesThem()
    {
        var (_, address) = await app.ReviewableAsync("Next steps");
        await app.SendAs(Cast.Lead, new SendAgreement(address, Today));
        foreach (var side in Enum.GetValues<AgreementSide>())
            await app.SendAs(Cast.Lead, new SignAgreement(address, side, "Chris Chair", Today));
        await app.PlannedAsync(address, Yearly);
        await app.SendAs(Cast.Lead, new RequestPayment(address, 1));
        using var lead = await app.SignedIn(Cast.Lead);
        using var cfo = await app.SignedIn(Cast.Cfo);
        var grant = $"/grants/{address}";
        Assert.Contains(
            ">Do the annual review of 2017-18<",
            await lead.ReadAsync(grant),
            StringComparison.Ordinal
        );

        await app.SendAs(Cast.Lead, new ScheduleReturns(address, First, ReturnPattern.Yearly));
        await app.SendAs(Cast.Lead, new SubmitReturn(address, 1, GrantLife.Report(1)));
        var text = await lead.ReadAsync(grant);
        Assert.Contains(">Read the return for 2017-18<", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{grant}/returns/1\"", text, StringComparison.Ordinal);

        await app.SendAs(
            Cast.Lead,
            new WriteReview(address, First, GrantLife.Content(Recommendation.Continue))
        );
        await app.SendAs(Cast.Lead, new RecommendReview(address, First, Records.Agreed()));
        Assert.Contains(
            ">Sign the annual review of 2017-18<",
            await cfo.ReadAsync(grant),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Terminate_WithoutSayingWhatHappensToTheMoney_IsRefused()
    {
        var address = await app.AgreedAsync("Terminated");
        await app.PaidAsync(address, Money.Pounds(100));
        var terminate = $"/grants/{address}/terminate";
        using var cfo = await app.SignedIn(Cast.Cfo);
        (string, string)[] start = [.. Day("On", Today), ("Reason", "The charity closes.")];

        await cfo.AssertRefusedAsync(
            terminate,
            "Choose what happens to the money that is not yet paid.",
            start
        );
        await cfo.AssertRefusedAsync(
            terminate,
            "Choose what happens to the money that the recipient has not spent.",
            [.. start, ("Unpaid", "Cancel"), ("UnpaidNote", "Nothing more.")]
        );
        var text = await cfo.PostedAsync(
            terminate,
            [
                .. start,
                ("Unpaid", "Cancel"),
                ("UnpaidNote", "Nothing more."),
                ("Unspent", "Recover"),
                ("UnspentNote", "By the end of June."),
            ]
        );
        Assert.Contains(
            "Cathy Ford terminated the grant as of 19 May 2017",
            text,
            StringComparison.Ordinal
        );
        Assert.Equal(GrantYearState.Discontinued, (await app.GrantAsync(address)).Years[1].State);
        using var twice = await cfo.GetAsync(terminate);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        // What was paid of a year that ends still needs its final return.
        using var lead = await app.SignedIn(Cast.Lead);
        foreach (var form in new[] { "schedule", "add" })
        {
            var years = await lead.ReadAsync($"/grants/{address}/returns/{form}");
            Assert.Contains("value=\"2017-18\"", years, StringComparison.Ordinal);
            Assert.DoesNotContain("value=\"2018-19\"", years, StringComparison.Ordinal);
        }
    }

    [DatabaseFact]
    public async Task Succeed_ByAnotherOrganisation_AsksForANewAgreement()
    {
        var address = await app.AgreedAsync("Handed over");
        var succeed = $"/grants/{address}/succeed";
        using var lead = await app.SignedIn(Cast.Lead);

        await lead.AssertRefusedAsync(
            succeed,
            "is the recipient already. Choose another organisation.",
            [
                ("Name", "Stockton-on-Tees  local Safeguarding Children Board"),
                .. Day("On", Today),
                ("Reason", "The law changed."),
            ]
        );
        var text = await lead.PostedAsync(
            succeed,
            [
                ("Name", "Hartlepool and Stockton Safeguarding Children Partnership"),
                .. Day("On", Today),
                ("Reason", "The law changed."),
            ]
        );
        Assert.Contains(
            "From 19 May 2017 Hartlepool and Stockton Safeguarding Children Partnership receives the grant",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Send the agreement", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Show_AnOldGrant_TakesAtMostTenCommands()
    {
        var address = await app.AgreedAsync("Sixty payments");
        for (var i = 0; i < 5; i++)
        {
            var seen = 12 * i;
            await app.SendAs(
                Cast.Lead,
                new PlanPayments(
                    address,
                    seen,
                    First,
                    new Money(1_200 + i),
                    InstalmentPattern.Monthly,
                    Today.AddDays(i)
                )
            );
        }
        await app.Look(async db =>
        {
            var grant = await db
                .Grants.Include(g => g.Years)
                .Include(g => g.Returns)
                .Include(g => g.Reviews)
                .SingleAsync(g => g.Slug == address);
            grant.ScheduleReturns(First, ReturnPattern.Quarterly);
            grant.WriteReview(
                First,
                new ReviewContent(),
                Domain.People.Actor.Operator,
                new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc)
            );
            return await db.SaveChangesAsync();
        });
        using var page = await app.SignedIn(Cast.Lead);
        var text = await page.ReadAsync($"/grants/{address}");

        Assert.Contains("payments/60/change", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", text, StringComparison.Ordinal);
        Assert.InRange(await app.Commands.Of(() => page.ReadAsync($"/grants/{address}")), 1, 10);
    }

    [DatabaseFact]
    public async Task ShowGrant_SaysHowEachYearsReviewStands()
    {
        var (_, address) = await app.ApprovedAsync("Reviewed");
        var grant = await app.GrantAsync(address);

        string? Review(DateOnly today, int year)
        {
            using var json = JsonDocument.Parse(
                Encoding.UTF8.GetString(GrantDocument.Write(grant, today))
            );
            return json.RootElement.GetProperty("schedule")[year].GetProperty("review").GetString();
        }

        Assert.Null(Review(Today, 0));
        Assert.Equal("due", Review(new DateOnly(2018, 2, 1), 0));
        Assert.Null(Review(new DateOnly(2018, 2, 1), 1));
    }

    /// <summary>The history has a heading in words for everything that the domain says of a grant.</summary>
    [DatabaseFact]
    public async Task History_OfALivelyGrant_HasNoBareNames()
    {
        var address = await app.AgreedAsync("Lively");
        await app.PaidAsync(address, Money.Pounds(10));
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/grants/{address}");

        foreach (var bare in new[] { "AgreementSent", "InstalmentsPlanned", "PaymentMade" })
            Assert.DoesNotContain(bare, text, StringComparison.Ordinal);
        Assert.Contains("Payment made", text, StringComparison.Ordinal);
    }
}

public sealed class GrantLifePagesTests_OnSqlite(App<SqliteDatabase> app)
    : GrantLifePagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class GrantLifePagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : GrantLifePagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
