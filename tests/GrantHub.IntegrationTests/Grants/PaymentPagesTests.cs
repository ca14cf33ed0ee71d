using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using static GrantHub.IntegrationTests.Grants.Running;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>The agreement and the payments of a grant, by the pages.</summary>
public abstract class PaymentPagesTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Agreement_SentSignedAndFiled_OpensTheWayToPayments()
    {
        var (_, address) = await app.ApprovedAsync("With an agreement");
        var grant = $"/grants/{address}";
        using var page = await app.SignedIn(Cast.Lead);

        Assert.Contains(
            "Send the agreement",
            await page.ReadAsync(grant),
            StringComparison.Ordinal
        );
        await page.PostedAsync($"{grant}/agreement/send", Day("SentOn", Today));
        await page.PostedAsync(
            $"{grant}/agreement/sign",
            [("Side", "Recipient"), ("Name", "Chris Chair"), .. Day("On", Today)]
        );
        var text = await page.PostedAsync(
            $"{grant}/agreement/sign",
            [("Side", "Office"), ("Name", "Olive Office"), .. Day("On", Today)]
        );
        Assert.Contains("Chris Chair, 19 May 2017", text, StringComparison.Ordinal);
        Assert.Contains("Olive Office, 19 May 2017", text, StringComparison.Ordinal);
        Assert.Contains("Plan the payments of 2017-18", text, StringComparison.Ordinal);
        Assert.Contains("Agreement signed by the office", text, StringComparison.Ordinal);

        using var attached = await page.PostFileAsync(
            $"{grant}/agreement/file",
            "File",
            "Signed agreement.txt",
            "Signed by both."u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.Redirect, attached.StatusCode);
        Assert.Equal(
            "Signed by both.",
            await page.ReadAsync($"{grant}/agreement/1/Signed%20agreement.txt")
        );
        using var another = await page.GetAsync($"{grant}/agreement/1/Signed%20agreement.txt.bak");
        Assert.Equal(HttpStatusCode.NotFound, another.StatusCode);
    }

    [DatabaseFact]
    public async Task Agreement_FileThatAColleagueAttachedMeanwhile_StaysUntilItWasSeen()
    {
        var (_, address) = await app.ApprovedAsync("Two files");
        var grant = $"/grants/{address}/agreement";
        using var page = await app.SignedIn(Cast.Lead);
        await page.PostedAsync($"{grant}/send", Day("SentOn", Today));
        var opened = PageClient
            .HiddenFields(await page.ReadHtmlAsync($"{grant}/file"))
            .DistinctBy(field => field.Name)
            .ToList();
        using var first = await page.PostFileAsync(
            $"{grant}/file",
            "File",
            "First.txt",
            "First."u8.ToArray()
        );
        using var content = new MultipartFormDataContent
        {
            { new ByteArrayContent("Second."u8.ToArray()), "File", "Second.txt" },
        };
        foreach (var (name, value) in opened)
            content.Add(new StringContent(value), name);

        using var second = await page.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"{grant}/file") { Content = content }
        );

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("First.txt", await PageClient.TextAsync(second), StringComparison.Ordinal);
        Assert.Equal("First.", await page.ReadAsync($"{grant}/1/First.txt"));
        using var third = await page.PostFileAsync(
            $"{grant}/file",
            "File",
            "Third.txt",
            "Third."u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
        Assert.Equal("Third.", await page.ReadAsync($"{grant}/1/Third.txt"));
    }

    [DatabaseFact]
    public async Task Agreement_FormsThatAreNotFilledIn_SayWhatIsMissing()
    {
        var (_, address) = await app.ApprovedAsync("Empty forms");
        var grant = $"/grants/{address}/agreement";
        using var page = await app.SignedIn(Cast.Lead);

        await page.AssertRefusedAsync(
            $"{grant}/send",
            "The agreement cannot have been sent on a later day than today.",
            Day("SentOn", Today.AddDays(1))
        );
        await page.AssertRefusedAsync($"{grant}/send", "Enter the day on which the agreement went");
        await page.AssertRefusedAsync($"{grant}/sign", "Choose who signed.");
        await page.AssertRefusedAsync($"{grant}/file", "Choose a file to attach.");
        using var executable = await page.PostFileAsync(
            $"{grant}/file",
            "File",
            "agreement.exe",
            [1]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, executable.StatusCode);
    }

    [DatabaseFact]
    public async Task Payment_PlannedRequestedAuthorisedPaidAndRecovered_IsOnThePage()
    {
        var address = await app.AgreedAsync("Four quarters");
        var grant = $"/grants/{address}";
        using var lead = await app.SignedIn(Cast.Lead);
        using var payments = await app.SignedIn(Cast.Payments);

        await lead.PostedAsync(
            $"{grant}/payments/plan",
            [
                ("Year", "2017-18"),
                ("Amount", "16,683.00"),
                ("Pattern", "Quarterly"),
                .. Day("FirstDueOn", new DateOnly(2017, 6, 1)),
            ]
        );
        Assert.Equal(
            Enumerable.Repeat(new Money(417_075), 4),
            (await app.GrantAsync(address)).Instalments.Select(i => i.Amount)
        );
        Assert.Contains(
            "Waiting for a payment authoriser",
            await lead.PostedAsync($"{grant}/payments/1/request"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"{grant}/payments/1/authorise",
            await payments.ReadAsync(grant),
            StringComparison.Ordinal
        );
        await payments.PostedAsync($"{grant}/payments/1/authorise");
        await payments.PostedAsync(
            $"{grant}/payments/1/pay",
            [.. Day("On", Today), ("PaidReference", "BACS 77")]
        );
        var text = await payments.PostedAsync(
            $"{grant}/payments/recover",
            [
                ("Year", "2017-18"),
                ("Number", "1"),
                ("Amount", "170.75"),
                .. Day("On", Today),
                ("BackReference", "CR 5"),
                ("Reason", "Paid too much."),
            ]
        );
        Assert.Contains(
            "reference BACS 77, recorded by Pam Entwistle",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("£4,170.75 paid", text, StringComparison.Ordinal);
        Assert.Contains(
            "2017-18: £16,683.00, confirmed, £4,170.75 paid",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Money recovered", text, StringComparison.Ordinal);
        var csv = await payments.ReadAsync($"{grant}/payments.csv");
        Assert.Contains(
            "1,2017-18,4170.75,2017-06-01,paid,Lena Field,Pam Entwistle,2017-05-19,BACS 77,\r\n",
            csv,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1,2017-18,-170.75,,recovered,,,2017-05-19,CR 5,Paid too much.\r\n",
            csv,
            StringComparison.Ordinal
        );
        var stored = await app.GrantAsync(address);
        Assert.Equal((417_075, 17_075), (stored.Paid.Pence, stored.Recovered.Pence));
    }

    [DatabaseFact]
    public async Task Plan_SentTwice_PlansOnce()
    {
        var address = await app.AgreedAsync("Clicked twice");
        using var page = await app.SignedIn(Cast.Lead);
        (string, string)[] form =
        [
            ("Seen", "0"),
            ("Year", "2017-18"),
            ("Amount", "12000"),
            ("Pattern", "Monthly"),
            .. Day("FirstDueOn", Today),
        ];

        await page.PostedAsync($"/grants/{address}/payments/plan", form);
        await page.PostedAsync($"/grants/{address}/payments/plan", form);

        Assert.Equal(12, (await app.GrantAsync(address)).Instalments.Count);
        form[2] = ("Amount", "600");
        using var other = await page.PostFormAsync($"/grants/{address}/payments/plan", form);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal(12, (await app.GrantAsync(address)).Instalments.Count);
    }

    [DatabaseFact]
    public async Task Recover_SentTwice_CountsOnce()
    {
        var address = await app.AgreedAsync("Recovered twice");
        await app.PaidAsync(address, Money.Pounds(1000));
        var back = new RecoverPayment(
            address,
            First,
            null,
            Money.Pounds(100),
            Today,
            "CR 1",
            "Unused."
        );

        await app.SendAs(Cast.Finance, back);
        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Finance, back)
        );

        Assert.Equal("recovery.twice", refusal.Code);
        Assert.Equal(Money.Pounds(100), (await app.GrantAsync(address)).Recovered);
    }

    [DatabaseFact]
    public async Task PlannedPayment_AddedChangedAndRemoved_IsAsEntered()
    {
        var address = await app.AgreedAsync("Free payments");
        var payments = $"/grants/{address}/payments";
        using var page = await app.SignedIn(Cast.Lead);

        await page.PostedAsync(
            $"{payments}/add",
            [("Year", "2017-18"), ("Amount", "500"), .. Day("DueOn", Today)]
        );
        await page.PostedAsync(
            $"{payments}/1/change",
            [("Amount", "20,000.00"), .. Day("DueOn", Today.AddDays(3))]
        );
        var text = await page.ReadAsync($"/grants/{address}");
        Assert.Contains(
            "The payments of 2017-18 come to £20,000.00, which is £3,317.00 over the £16,683.00 confirmed.",
            text,
            StringComparison.Ordinal
        );
        using var stale = await page.PostFormAsync(
            $"{payments}/1/change",
            [("SeenTerms", "£1.00, due on another day"), ("Amount", "1"), .. Day("DueOn", Today)]
        );
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        await page.PostedAsync($"{payments}/1/remove");
        Assert.Empty((await app.GrantAsync(address)).Instalments);
    }

    [DatabaseFact]
    public async Task Cancel_ByLeadOfficerOrAuthoriser_TakesThePaymentOut()
    {
        var address = await app.AgreedAsync("Cancelled");
        var first = await app.RequestedAsync(address, Money.Pounds(10));
        var second = await app.AuthorisedAsync(address, Money.Pounds(20));
        using var lead = await app.SignedIn(Cast.Lead);
        using var payments = await app.SignedIn(Cast.Payments);
        using var finance = await app.SignedIn(Cast.Finance);

        await lead.AssertRefusedAsync(
            $"/grants/{address}/payments/{first}/cancel",
            "Say why the payment is cancelled."
        );
        await lead.PostedAsync(
            $"/grants/{address}/payments/{first}/cancel",
            ("Reason", "Not needed.")
        );
        var text = await payments.PostedAsync(
            $"/grants/{address}/payments/{second}/cancel",
            ("Reason", "Wrong account.")
        );
        Assert.Contains("Wrong account.", text, StringComparison.Ordinal);
        using var refused = await finance.GetAsync($"/grants/{address}/payments/{second}/cancel");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var gone = await lead.GetAsync($"/grants/{address}/payments/{second}/cancel");
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);
    }

    [DatabaseFact]
    public async Task Request_OfAnIndicativeYear_IsRefused()
    {
        var address = await app.AgreedAsync("Indicative");
        var number = await app.PlannedAsync(address, Money.Pounds(5), Second);
        using var page = await app.SignedIn(Cast.Lead);

        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{number}/request",
            "2018-19 is indicative, so nothing of it can be paid"
        );
    }

    [DatabaseFact]
    public async Task Authorise_AFifthQuarterOrAPennyOver_IsRefusedWithTheWayToAVariation()
    {
        var address = await app.AgreedAsync("Five quarters");
        for (var quarter = 1; quarter <= 4; quarter++)
            await app.AuthorisedAsync(address, new Money(417_075));
        var fifth = await app.RequestedAsync(address, new Money(417_075));
        var penny = await app.RequestedAsync(address, new Money(1));
        using var page = await app.SignedIn(Cast.Payments);

        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{fifth}/authorise",
            "£4,170.75 cannot be authorised: 2017-18 is confirmed at £16,683.00, £16,683.00 of it is authorised or paid, and £0.00 is left."
        );
        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{penny}/authorise",
            "A lead officer can start a decision record that varies the grant."
        );
        Assert.Contains(
            "/later\">Start a decision record that varies the grant</a>",
            await (await app.SignedIn(Cast.Lead)).ReadAsync($"/grants/{address}"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Authorise_OwnRequestOrOverOnesLimit_IsRefused()
    {
        var address = await app.AgreedAsync("Own request");
        var number = await app.RequestedAsync(address, Money.Pounds(900));
        // A lead officer who is also a payment authoriser.
        var both = await app.BothAsync(Money.Pounds(500));
        using var page = await app.SignedIn(both);
        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{number}/authorise",
            "You can authorise up to £500.00 in one payment, and this one is £900.00."
        );
        var own = await app.PlannedAsync(address, Money.Pounds(5));
        await page.PostedAsync($"/grants/{address}/payments/{own}/request");
        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{own}/authorise",
            $"You requested Payment {own} of £5.00 for 2017-18, so somebody else has to authorise it."
        );
    }

    [DatabaseFact]
    public async Task Authorise_BeforeTheAgreementIsSigned_IsRefused()
    {
        var (_, address) = await app.ApprovedAsync("No agreement");
        var number = await app.RequestedAsync(address, Money.Pounds(1));
        using var page = await app.SignedIn(Cast.Payments);

        await page.AssertRefusedAsync(
            $"/grants/{address}/payments/{number}/authorise",
            "has not been signed by both, so nothing can be authorised or paid."
        );
        Assert.DoesNotContain(
            $"payments/{number}/authorise",
            await page.ReadAsync($"/grants/{address}"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Forms_ForAnAuditor_AreRefusedAndNotOffered()
    {
        var address = await app.AgreedAsync("For reading only");
        var number = await app.RequestedAsync(address, Money.Pounds(1));
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/grants/{address}");
        foreach (
            var path in new[]
            {
                "agreement/send",
                "agreement/sign",
                "agreement/file",
                "payments/plan",
                "payments/add",
                "payments/recover",
                $"payments/{number}/authorise",
                $"payments/{number}/cancel",
                "conditions/add",
                "override",
                "years/2018-19/release",
                "years/2017-18/settle",
                "terminate",
                "succeed",
            }
        )
        {
            Assert.DoesNotContain($"/{path}\"", text, StringComparison.Ordinal);
            using var response = await page.GetAsync($"/grants/{address}/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }
}

public sealed class PaymentPagesTests_OnSqlite(App<SqliteDatabase> app)
    : PaymentPagesTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PaymentPagesTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PaymentPagesTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
