using System.Net;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>The pages on which a draft is filled in.</summary>
public abstract class SectionPageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Fields_Saved_GoBackToTheTaskList()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/request",
            [("Answers[0].Text", "For PCC approval"), ("Answers[1].Text", "Another title")]
        );

        Assert.Equal($"/decisions/{address}", answer.Headers.Location?.ToString());
        Assert.Equal("Another title", (await ContentAsync(address)).Title);
    }

    [DatabaseFact]
    public async Task Fields_WithAChoiceThatNobodyMade_KeepTheRest()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/request",
            [("Answers[1].Text", "Another title")]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("Another title", (await ContentAsync(address)).Title);
    }

    [DatabaseFact]
    public async Task Fields_WithoutTitle_AreRefusedAtTheField()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/request",
            [("Answers[0].Text", "For PCC approval"), ("Answers[1].Text", " ")]
        );

        await RefusedAsync(answer, "#Answers_1__Text", "Enter a title.");
    }

    [DatabaseFact]
    public async Task Fields_WithALineTooLong_AreRefusedAtTheFieldAndKept()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var typed = new string('x', 201);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/request",
            [("Answers[1].Text", typed)]
        );

        var text = await RefusedAsync(
            answer,
            "#Answers_1__Text",
            "can have at most 200 characters"
        );
        Assert.Contains(typed, text);
    }

    [DatabaseFact]
    public async Task Fields_WithADateThatIsNone_NameTheFieldByItsLabel()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "cabinet-report", "Report")
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/meeting",
            [
                ("Answers[1].Date.Day", "31"),
                ("Answers[1].Date.Month", "2"),
                ("Answers[1].Date.Year", "2017"),
                ("Answers[2].Text", "Report"),
            ]
        );

        var text = await RefusedAsync(
            answer,
            "#Answers_1__Date_Day",
            "Meeting date must have a day from 1 to 28"
        );
        Assert.Contains("value=\"31\"", text);
    }

    [DatabaseFact]
    public async Task Fields_WithADate_KeepIt()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "cabinet-report", "Report")
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/meeting",
            [
                ("Answers[1].Date.Day", "19"),
                ("Answers[1].Date.Month", "5"),
                ("Answers[1].Date.Year", "2017"),
                ("Answers[2].Text", "Report"),
            ]
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("2017-05-19", (await ContentAsync(address)).Answer("meetingDate"));
    }

    [DatabaseFact]
    public async Task Section_ChangedBySomebodyElse_Is409WithBothTexts()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var seen = "0123456789abcdef";
        await app.EditAsync(
            address,
            "decision",
            new FieldsEntry(new Dictionary<string, string?> { ["decision"] = "What they wrote" })
        );

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/decision",
            [("Seen", seen), ("Answers[0].Text", "What I wrote")]
        );

        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("What they wrote", text);
        Assert.Contains("What I wrote", text);
    }

    [DatabaseFact]
    public async Task Section_OfASealedRecord_Is409()
    {
        var address = await app.SubmittedAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync($"/decisions/{address}/sections/decision");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("is sealed, so it cannot be changed", await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Section_ForOneWhoMayOnlyRead_Is403()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Auditor);

        using var answer = await page.GetAsync($"/decisions/{address}/sections/decision");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Only Lena Field", await PageClient.TextAsync(answer));
    }

    [DatabaseFact]
    public async Task Section_ThatTheFormDoesNotHave_Is404()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.GetAsync($"/decisions/{address}/sections/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [DatabaseFact]
    public async Task LeadOfficer_WithANameTooLong_IsRefusedAtTheField()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/lead-officer",
            [("Name", new string('x', 201))]
        );

        await RefusedAsync(answer, "#Name", "The name can have at most 200 characters");
    }

    [DatabaseFact]
    public async Task Implication_NotConsideredWithoutReason_IsKeptAsInProgress()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var legal = $"/decisions/{address}/implications/legal";

        using var answer = await page.PostFormAsync(legal, [("Considered", "False")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "Say why legal implications have not been considered.",
            await page.ReadAsync(legal)
        );
    }

    [DatabaseFact]
    public async Task Risks_WithScoresThatAreNone_AreRefusedEachAtItsField()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "cabinet-report", "Report")
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/implications/risk",
            [
                ("Considered", "True"),
                ("Risks[0].Description", "Staff leave"),
                ("Risks[0].Score", "26"),
                ("Risks[1].Score", "4"),
            ]
        );

        var text = await RefusedAsync(
            answer,
            "#Risks_0__Score",
            "Enter the score of risk 1 as a whole number from 1 to 25."
        );
        Assert.Contains("Describe risk 2.", text);
        Assert.Contains("Staff leave", text);
    }

    [DatabaseFact]
    public async Task Risks_AddedAndRemovedWithoutScript_KeepWhatWasTyped()
    {
        var address = await app.SendAs(
            Cast.Lead,
            new RaiseDecision(Guid.NewGuid(), "cabinet-report", "Report")
        );
        using var page = await app.SignedIn(Cast.Lead);
        var risk = $"/decisions/{address}/implications/risk";

        using var added = await page.PostFormAsync(
            risk,
            [("then", "add-risk"), ("Risks[0].Description", "Staff leave")]
        );
        using var removed = await page.PostFormAsync(
            risk,
            [
                ("then", "remove-risk-0"),
                ("Risks[0].Description", "Staff leave"),
                ("Risks[1].Description", "Costs rise"),
            ]
        );

        var withTwo = await PageClient.TextAsync(added);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        Assert.Contains("Staff leave", withTwo);
        Assert.Contains("name=\"Risks[1].Description\"", withTwo);
        var withOne = await PageClient.TextAsync(removed);
        Assert.Contains("Costs rise", withOne);
        Assert.DoesNotContain("Staff leave", withOne);
    }

    [DatabaseFact]
    public async Task Confidentiality_Part2WithoutGround_IsKeptAndAskedFor()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);
        var section = $"/decisions/{address}/sections/confidentiality";

        using var answer = await page.PostFormAsync(section, [("Confidentiality", "Part2")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "Choose the ground on which the record is exempt.",
            await page.ReadAsync(section)
        );
    }

    [DatabaseFact]
    public async Task Confidentiality_OnAGroundThatIsNone_IsRefusedAtTheField()
    {
        var address = await DraftAsync();
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/decisions/{address}/sections/confidentiality",
            [("Confidentiality", "Part2"), ("Ground", "Because I say so")]
        );

        await RefusedAsync(answer, "#Ground", "Choose one of the grounds");
    }

    private Task<string> DraftAsync() =>
        app.SendAs(Cast.Lead, new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", "New one"));

    private async Task<DecisionContent> ContentAsync(string address) =>
        (await app.SendAs(Cast.Lead, new ReadDecision(address))).Record.Content;

    private static async Task<string> RefusedAsync(
        HttpResponseMessage answer,
        string href,
        string sentence
    )
    {
        var text = await PageClient.TextAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("<title>Error: ", text);
        Assert.Contains($"<a href=\"{href}\">", text);
        Assert.Contains(sentence, text);
        return text;
    }
}

public sealed class SectionPageTests_OnSqlite(App<SqliteDatabase> app)
    : SectionPageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SectionPageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SectionPageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
