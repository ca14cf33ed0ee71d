using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

public abstract class SignOffPageTests(AppFixture app)
{
    private static readonly (string, string)[] CfoForm =
    [
        ("Form.Comments[0].Text", "Provided for in the plan."),
        ("Form.Interest", "nothing"),
        ("Form.Agreed", "true"),
    ];

    [DatabaseFact]
    public async Task Sign_ShowsWhatIsSignedAndAnEmptyTick()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Cfo);

        var html = await page.ReadAsync($"/decisions/{address}/sign");

        Assert.Contains("I have considered the financial implications of this decision.", html);
        Assert.Contains("comments are needed because this decision commits money.", html);
        Assert.Contains("£50,049.00", html);
        var seal = (await app.SendAs(Cast.Cfo, new ReadDecision(address))).Record.SealHash!;
        Assert.Contains(seal[..12], html);
        Assert.DoesNotContain("checked", html);
    }

    [DatabaseFact]
    public async Task Sign_WithEverything_SaysWhoseTurnItIs()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Cfo);

        using var answer = await page.PostFormAsync($"/decisions/{address}/sign", CfoForm);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var html = await page.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("govuk-panel__title\">Signed", html);
        Assert.Contains("the turn of the monitoring officer", html);
    }

    [DatabaseFact]
    public async Task Sign_WithNothing_NamesEveryFaultAndKeepsWhatWasTyped()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Cfo);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sign",
            [
                ("Form.Comments[1].Text", "Something general."),
                ("Form.Interest", "declare"),
                ("Form.Declared", "I am a trustee."),
                ("Form.Disclosable", "yes"),
                ("Form.DispensationDate.Day", "31"),
                ("Form.DispensationDate.Month", "2"),
                ("Form.DispensationDate.Year", "2017"),
                ("Form.Agreed", "true"),
            ]
        );
        var html = await PageClient.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<title>Error: ", html);
        Assert.Contains("href=\"#Form_Comments_0__Text\"", html);
        Assert.Contains("cannot sign without a dispensation", html);
        Assert.Contains("Something general.", html);
        Assert.Contains("I am a trustee.", html);
        Assert.Contains("value=\"31\"", html);
        // The interest's answers stay chosen; the tick does not.
        Assert.Matches("checked=[^>]*name=\"Form.Disclosable\"[^>]*value=\"yes\"", html);
        Assert.DoesNotMatch("<input[^>]*checked=[^>]*name=\"Form.Agreed\"", html);
    }

    [DatabaseFact]
    public async Task Sign_WithoutTheTick_IsRefusedAtTheTick()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Cfo);

        using var answer = await page.PostFormAsync($"/decisions/{address}/sign", CfoForm[..2]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "href=\"#Form_Agreed\">Tick the statement to sign.",
            await PageClient.TextAsync(answer)
        );
    }

    [DatabaseFact]
    public async Task Sign_ByWhoeverCannot_SaysWhyAndHasNoForm()
    {
        var address = await app.SubmittedAsync();

        foreach (
            var (person, status, why) in ((string, HttpStatusCode, string)[])
                [
                    (Cast.Lead, HttpStatusCode.Forbidden, "Your role does not let you sign"),
                    (Cast.Pcc, HttpStatusCode.Forbidden, "Your role does not let you sign"),
                    (Cast.Mo, HttpStatusCode.OK, "waits for the chief finance officer"),
                ]
        )
            AssertNoForm(await AnswerAsync(person, $"/decisions/{address}/sign"), status, why);
    }

    [DatabaseFact]
    public async Task Return_OfARecordSubmittedAgainSinceItWasRead_Is409AndReturnsNothing()
    {
        var address = await app.SubmittedAsync(funding: false);
        using var page = await app.SignedIn(Cast.Mo);
        Assert.Contains("name=\"Seal\"", await page.ReadAsync($"/decisions/{address}/return"));
        var seen = (await app.SendAs(Cast.Mo, new ReadDecision(address))).Record.SealHash!;
        await app.SendAs(Cast.DeputyMo, new ReturnDecision(address, "Say why."));
        await app.EditAsync(
            address,
            "reasons",
            new FieldsEntry(new Dictionary<string, string?> { ["reasons"] = "Because." })
        );
        await app.SendAs(Cast.Lead, new SubmitDecision(address));

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/return",
            [("Seal", seen), ("Reason", "Say why it is urgent.")]
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains("was returned and submitted again after you opened it", text);
        Assert.Contains("Say why it is urgent.", text);
        Assert.True((await app.SendAs(Cast.Mo, new ReadDecision(address))).Record.IsSealed);
    }

    [DatabaseFact]
    public async Task Sign_AfterItWasDecided_NamesWhoDecided()
    {
        var (address, _) = await app.ApprovedAsync();

        AssertNoForm(
            await AnswerAsync(Cast.Cfo, $"/decisions/{address}/sign"),
            HttpStatusCode.Conflict,
            "was decided by Paula Crane"
        );
    }

    [DatabaseFact]
    public async Task Sign_AfterAReturn_NamesWhoReturnedAndGivesBackWhatWasTyped()
    {
        var address = await app.SubmittedAsync();
        var other = await app.SubmittedAsync("Another");
        using var page = await app.SignedIn(Cast.Cfo);
        await app.SendAs(Cast.BothOfficers, new ReturnDecision(address, "Say why."));

        using var answer = await page.PostFormAsync(
            $"/decisions/{other}/sign",
            CfoForm,
            $"/decisions/{address}/sign"
        );
        var html = await PageClient.TextAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Beth Ofori returned", html);
        Assert.Contains("Provided for in the plan.", html);
    }

    [DatabaseFact]
    public async Task Decide_Approving_LinksToTheGrantWithItsCeiling()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);
        var form = await page.ReadAsync($"/decisions/{address}/decide");
        Assert.Contains("The request above has my approval.", form);
        Assert.Contains("The request above does not have my approval.", form);
        Assert.Contains("The powers are there.", form);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/decide",
            [("Form.Outcome", "Approved"), ("Form.Interest", "nothing"), ("Form.Agreed", "true")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var html = await page.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("govuk-panel__title\">Approved", html);
        Assert.Matches("a ceiling of £50,049.00: <a [^>]*href=\"/grants/G-2017-", html);
    }

    [DatabaseFact]
    public async Task Decide_AgainstWithoutAReason_IsRefusedAtTheReason()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/decide",
            [("Form.Outcome", "NotApproved"), ("Form.Interest", "nothing"), ("Form.Agreed", "true")]
        );
        var html = await PageClient.TextAsync(answer);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#Form_Note\">Say why the record is not approved.", html);
        Assert.Matches("checked=[^>]*value=\"NotApproved\"", html);
    }

    [DatabaseFact]
    public async Task Decide_WithoutAnOutcome_IsRefused()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);

        foreach (var outcome in (string[])["", "Noted", "Perhaps", "77"])
        {
            using var answer = await page.PostFormAsync(
                $"/decisions/{address}/decide",
                [("Form.Outcome", outcome), ("Form.Interest", "nothing"), ("Form.Agreed", "true")]
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("Choose what you decide.", await PageClient.TextAsync(answer));
        }
        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        Assert.Null(record.Outcome);
    }

    [DatabaseFact]
    public async Task Decide_WhenSomebodyWasFirst_IsAConflictThatNamesThemAndKeepsTheText()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);
        // The token is of a page that is still open when somebody else decides.
        var other = await app.AwaitingDecisionAsync("Another");
        await app.SendAs(
            Cast.Deciders[0],
            new DecideDecision(address, Outcome.Approved, null, Records.Agreed())
        );

        using var answer = await page.PostFormAsync(
            $"/decisions/{other}/decide",
            [
                ("Form.Outcome", "NotApproved"),
                ("Form.Note", "It costs too much."),
                ("Form.Interest", "nothing"),
                ("Form.Agreed", "true"),
            ],
            $"/decisions/{address}/decide"
        );
        var html = await PageClient.TextAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("was decided by Decider 1: approved", html);
        Assert.Contains("It costs too much.", html);
    }

    [DatabaseFact]
    public async Task Decide_BeforeTheOfficers_SaysWhoseTurnItIs()
    {
        var address = await app.SubmittedAsync();

        AssertNoForm(
            await AnswerAsync(Cast.Pcc, $"/decisions/{address}/decide"),
            HttpStatusCode.OK,
            "waits for the chief finance officer"
        );
        AssertNoForm(
            await AnswerAsync(Cast.Auditor, $"/decisions/{address}/decide"),
            HttpStatusCode.Forbidden,
            "Your role does not let you decide."
        );
    }

    [DatabaseFact]
    public async Task Return_WithAReason_MakesItADraftAgain()
    {
        var address = await app.AwaitingDecisionAsync();
        using var page = await app.SignedIn(Cast.Pcc);

        using var empty = await page.PostFormAsync(
            $"/decisions/{address}/return",
            [("Reason", " ")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("href=\"#Reason\">Say why you return", await PageClient.TextAsync(empty));

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/return",
            [("Reason", "Say more about the second year.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "is a draft again. Lena Field sees your reason",
            await page.ReadAsync(answer.Headers.Location!.ToString())
        );
        using var lead = await app.SignedIn(Cast.Lead);
        var history = await lead.ReadAsync($"/decisions/{address}/history");
        Assert.Contains("Returned the record to draft", history);
        Assert.Contains("Say more about the second year.", history);
        Assert.Contains("Signed (void)", history);
    }

    [DatabaseFact]
    public async Task History_SaysWhatChangedInPlainWords()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Mo);

        var html = await page.ReadAsync($"/decisions/{address}/history");

        Assert.Contains("Changed Funding proposal", html);
        Assert.Contains("Changed Implications: Human rights", html);
        Assert.Contains("Maximum: £50,049.00", html);
        Assert.DoesNotContain("Edited:", html);
        Assert.True(
            html.IndexOf("Submitted and sealed", StringComparison.Ordinal)
                < html.IndexOf("Raised the record", StringComparison.Ordinal)
        );
    }

    [DatabaseFact]
    public async Task EveryPage_OfARecordThatIsNotThere_IsNotFound()
    {
        using var page = await app.SignedIn(Cast.Mo);

        foreach (
            var name in (string[])
                ["sign", "decide", "return", "signed", "history", "publish", "notice", "notice.pdf"]
        )
        {
            using var answer = await page.GetAsync($"/decisions/D-1999-0001/{name}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(
                "There is no decision record D-1999-0001.",
                await PageClient.TextAsync(answer)
            );
        }
    }

    private async Task<(HttpStatusCode Status, string Html)> AnswerAsync(string person, string path)
    {
        using var page = await app.SignedIn(person);
        using var answer = await page.GetAsync(path);
        return (answer.StatusCode, await PageClient.TextAsync(answer));
    }

    private static void AssertNoForm(
        (HttpStatusCode Status, string Html) answer,
        HttpStatusCode status,
        string why
    )
    {
        Assert.Equal(status, answer.Status);
        Assert.Contains(why, answer.Html);
        Assert.DoesNotContain("name=\"Form.Agreed\"", answer.Html);
    }
}

public sealed class SignOffPageTests_OnSqlite(App<SqliteDatabase> app)
    : SignOffPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SignOffPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SignOffPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
