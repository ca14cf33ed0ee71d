using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>Monitoring returns, as the lead officer sees to them.</summary>
public abstract class ReturnTests(AppFixture app)
{
    private static readonly byte[] Pdf = "%PDF-1.7 figures"u8.ToArray();

    [DatabaseFact]
    public async Task Schedule_OfAQuarter_AsksForFourAndShowsThem()
    {
        var (_, grant) = await app.ApprovedAsync("Four returns");
        using var page = await app.SignedIn(Cast.Lead);
        Assert.Contains(
            "No return is asked for yet.",
            await page.ReadAsync($"/grants/{grant}"),
            StringComparison.Ordinal
        );

        using var answer = await page.PostFormAsync(
            $"/grants/{grant}/returns/schedule",
            [("Year", "2017-18"), ("Pattern", "Quarterly")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var text = await page.ReadAsync($"/grants/{grant}");
        Assert.Contains("4 returns have been added.", text, StringComparison.Ordinal);
        Assert.Contains("1 January 2018 to 31 March 2018", text, StringComparison.Ordinal);
        Assert.Contains("30 April 2018", text, StringComparison.Ordinal);
        Assert.Equal(4, (await app.GrantAsync(grant)).Returns.Count);
        using var twice = await page.PostFormAsync(
            $"/grants/{grant}/returns/schedule",
            [("Year", "2017-18"), ("Pattern", "Yearly")]
        );
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    /// <summary>The page on which one confirms does not show what the return says.</summary>
    [DatabaseFact]
    public async Task Accept_OfWhatWasSubmittedAgainSinceItWasRead_Is409()
    {
        var grant = await app.WithReturnAsync("Read before");
        await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(1)));
        using var page = await app.SignedIn(Cast.Lead);
        var accept = $"/grants/{grant}/returns/1/accept?round=1";
        var text = await page.ReadAsync($"/grants/{grant}/returns/1");
        Assert.Contains($"href=\"{accept}\"", text, StringComparison.Ordinal);
        Assert.Contains("/send-back?round=1\"", text, StringComparison.Ordinal);
        await app.SendAs(Cast.OtherLead, new SendReturnBack(grant, 1, "Name the courses."));
        await app.SendAs(Cast.OtherLead, new SubmitReturn(grant, 1, GrantLife.Report(2)));

        using var answer = await page.PostFormAsync(accept, []);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Null((await app.GrantAsync(grant)).Returns[0].AcceptedAt);
    }

    [DatabaseFact]
    public async Task Schedule_OfNothing_SaysWhatIsMissing()
    {
        var (_, grant) = await app.ApprovedAsync("Nothing chosen");
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/grants/{grant}/returns/schedule",
            [("Year", "")]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains(
            "href=\"#Year\">Choose the financial year.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Choose how often there is a return.", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task AddChangeRemove_ThroughTheirPages()
    {
        var (_, grant) = await app.ApprovedAsync("One by one");
        using var page = await app.SignedIn(Cast.Lead);
        (string, string)[] period =
        [
            ("Year", "2017-18"),
            .. Date("From", 1, 4, 2017),
            .. Date("To", 30, 6, 2017),
        ];

        using var early = await page.PostFormAsync(
            $"/grants/{grant}/returns/add",
            [.. period, .. Date("DueOn", 1, 3, 2017)]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Contains(
            "cannot be due before its period starts",
            await PageClient.TextAsync(early),
            StringComparison.Ordinal
        );
        using var added = await page.PostFormAsync(
            $"/grants/{grant}/returns/add",
            [.. period, .. Date("DueOn", 31, 7, 2017)]
        );
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        using var changed = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/change",
            [.. Date("DueOn", 15, 8, 2017), ("Reason", "Their accountant is away.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(new DateOnly(2017, 8, 15), (await app.GrantAsync(grant)).Returns[0].DueOn);
        using var noReason = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/remove",
            [("Reason", " ")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noReason.StatusCode);
        using var removed = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/remove",
            [("Reason", "Asked for by mistake.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.Empty((await app.GrantAsync(grant)).Returns);
    }

    [DatabaseFact]
    public async Task Submit_ByTheLeadOfficer_ThenAccept_CountsAsSpent()
    {
        var grant = await app.WithReturnAsync("Recorded for them");
        using var page = await app.SignedIn(Cast.Lead);

        using var refused = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/submit",
            [("Spend", "a lot"), ("Activity", "Two training days."), ("Outcomes", "")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var form = await PageClient.TextAsync(refused);
        Assert.Contains("‘a lot’ is no amount of money.", form, StringComparison.Ordinal);
        Assert.Contains("Say what came of it.", form, StringComparison.Ordinal);
        Assert.Contains("Two training days.</textarea>", form, StringComparison.Ordinal);

        using var submitted = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/submit",
            [("Spend", "16,683.00"), ("Activity", "Two training days."), ("Outcomes", "Forty.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Contains(
            "Lena Field, who recorded it for the recipient",
            await page.ReadAsync($"/grants/{grant}/returns/1"),
            StringComparison.Ordinal
        );
        using var accepted = await page.PostFormAsync($"/grants/{grant}/returns/1/accept", []);

        Assert.Equal(HttpStatusCode.Redirect, accepted.StatusCode);
        var after = await app.GrantAsync(grant);
        Assert.Equal(ReturnState.Accepted, after.Returns[0].StateOn(new DateOnly(2019, 1, 1)));
        Assert.Equal(new Money(1_668_300), after.Spent);
        Assert.Contains(
            "1,2017-18,2017-04-01,2018-03-31,2018-04-30,yes,Accepted,2017-05-19,Lena Field,16683.00,Two training days.,Forty.\r\n",
            await page.ReadAsync($"/grants/{grant}/returns.csv"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task SendBack_KeepsTheSubmissionAndShowsTheReasonInTheNextForm()
    {
        var grant = await app.WithReturnAsync("Goes back");
        await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(9000)));
        using var page = await app.SignedIn(Cast.Lead);

        using var empty = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/send-back",
            [("Reason", "")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var back = await page.PostFormAsync(
            $"/grants/{grant}/returns/1/send-back",
            [("Reason", "The salaries are missing.")]
        );

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var form = await page.ReadAsync($"/grants/{grant}/returns/1/submit");
        Assert.Contains("The salaries are missing.", form, StringComparison.Ordinal);
        Assert.Contains("value=\"9,000.00\"", form, StringComparison.Ordinal);
        await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(9500)));
        var both = await page.ReadAsync($"/grants/{grant}/returns/1");
        Assert.Contains("Submission 2", both, StringComparison.Ordinal);
        Assert.Contains("The salaries are missing.", both, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Lead, new AcceptReturn(grant, 1, SeenRound: 1))
        );
    }

    [DatabaseFact]
    public async Task Files_OfAReturn_AreKeptAndReadByThoseWhoReadGrants()
    {
        var grant = await app.WithReturnAsync("With a file");
        using var page = await app.SignedIn(Cast.Lead);
        var address = $"/grants/{grant}/returns/1/submit";
        using var disguised = await SubmitFileAsync(page, address, "MZ"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, disguised.StatusCode);
        var refusal = await PageClient.TextAsync(disguised);
        Assert.Contains("but is not a PDF", refusal, StringComparison.Ordinal);
        Assert.Contains("choose these files again: figures.pdf", refusal, StringComparison.Ordinal);

        using var submitted = await SubmitFileAsync(page, address, Pdf);

        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        using var auditor = await app.SignedIn(Cast.Auditor);
        using var file = await auditor.GetAsync($"/grants/{grant}/returns/1/files/1/0/figures.pdf");
        Assert.Equal(Pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        using var none = await auditor.GetAsync($"/grants/{grant}/returns/1/files/1/7/x.pdf");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        // Handed in again after it was sent back.
        await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, "More detail."));
        await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(10, 0)));
        Assert.Equal(
            "figures.pdf",
            Assert.Single((await app.GrantAsync(grant)).Returns[0].Latest!.Report.Files).Name
        );
    }

    [DatabaseFact]
    public async Task Pages_ForAnAuditor_OfferNothingAndRefuse()
    {
        var grant = await app.WithReturnAsync("Only to read");
        using var page = await app.SignedIn(Cast.Auditor);

        var text = await page.ReadAsync($"/grants/{grant}");

        Assert.DoesNotContain("/returns/schedule", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/returns/1/submit", text, StringComparison.Ordinal);
        foreach (var path in new[] { "schedule", "add", "1/submit", "1/accept", "1/change" })
        {
            using var response = await page.GetAsync($"/grants/{grant}/returns/{path}");
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    internal static async Task<HttpResponseMessage> SubmitFileAsync(
        PageClient page,
        string address,
        byte[] content
    )
    {
        using var shown = await page.GetAsync(address);
        var html = await shown.Content.ReadAsStringAsync();
        const string Start = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var from = html.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var form = new MultipartFormDataContent
        {
            {
                new StringContent(html[from..html.IndexOf('"', from)]),
                "__RequestVerificationToken"
            },
            { new StringContent("4,170.75"), "Spend" },
            { new StringContent("Two training days."), "Activity" },
            { new StringContent("Forty officers trained."), "Outcomes" },
            { new ByteArrayContent(content), "Files", "figures.pdf" },
        };
        return await page.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = form }
        );
    }

    private static IEnumerable<(string, string)> Date(string name, int day, int month, int year) =>
        [($"{name}.Day", $"{day}"), ($"{name}.Month", $"{month}"), ($"{name}.Year", $"{year}")];
}

public sealed class ReturnTests_OnSqlite(App<SqliteDatabase> app)
    : ReturnTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ReturnTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ReturnTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
