using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Application.People;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>The annual review from its opening to the last signature.</summary>
public abstract class ReviewTests(AppFixture app)
{
    private static readonly (string, string)[] Signed =
    [
        ("Form.Interest", "nothing"),
        ("Form.Agreed", "true"),
    ];

    [DatabaseFact]
    public async Task Review_WrittenRecommendedAndSigned_ConfirmsTheNextYear()
    {
        var (_, grant) = await app.ReviewableAsync("Goes on");
        using var lead = await app.SignedIn(Cast.Lead);
        using var cfo = await app.SignedIn(Cast.Cfo);
        var review = $"/grants/{grant}/reviews/2017-18";
        Assert.Contains(
            "Choose what you recommend.",
            await lead.ReadAsync(review),
            StringComparison.Ordinal
        );

        using var written = await lead.PostFormAsync(
            review,
            [
                ("Form.Forecast", "16,683.00"),
                ("Form.Rating", "Met"),
                ("Form.Performance", "All outcomes were met."),
                ("Form.Recommendation", "Continue"),
                ("Form.Reasons", "The board does what the grant is for."),
                ("then", "recommend"),
            ]
        );
        Assert.EndsWith(
            "/recommend",
            written.Headers.Location!.ToString(),
            StringComparison.Ordinal
        );
        var statement =
            "I have reviewed 2017-18 against the outcomes of the grant and recommend to confirm 2018-19 as planned.";
        var form = await lead.ReadAsync($"{review}/recommend");
        Assert.Contains(statement, form, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", form, StringComparison.Ordinal);
        using var unticked = await lead.PostFormAsync($"{review}/recommend", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unticked.StatusCode);
        var faults = await PageClient.TextAsync(unticked);
        Assert.Contains("Tick the statement to sign.", faults, StringComparison.Ordinal);
        Assert.Contains("Say whether you have an interest", faults, StringComparison.Ordinal);
        using var recommended = await lead.PostFormAsync($"{review}/recommend", Signed);
        Assert.Equal(HttpStatusCode.Redirect, recommended.StatusCode);
        using var signed = await cfo.PostFormAsync(
            $"{review}/sign",
            [.. Signed, ("Form.Comments[0].Text", "It is in the budget.")]
        );
        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);

        var after = await app.GrantAsync(grant);
        Assert.Equal(GrantYearState.Confirmed, after.Years[1].State);
        var shown = await cfo.ReadAsync(review);
        Assert.Contains("It is in the budget.", shown, StringComparison.Ordinal);
        Assert.Contains(statement, shown, StringComparison.Ordinal);
        Assert.Contains(
            ">Continue<",
            await cfo.ReadAsync($"/grants/{grant}"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Amend_NeedsTheCommissionerAfterTheCfo()
    {
        var grant = await app.RecommendedAsync("Less", Recommendation.Amend, Money.Pounds(15_000));
        using var pcc = await app.SignedIn(Cast.Pcc);
        var sign = $"/grants/{grant}/reviews/2017-18/sign";
        using var early = await pcc.PostFormAsync(sign, Signed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, early.StatusCode);
        Assert.Contains(
            "waits for the chief finance officer",
            await PageClient.TextAsync(early),
            StringComparison.Ordinal
        );
        await app.SendAs(Cast.Cfo, new SignReview(grant, GrantLife.First, Records.Agreed()));
        Assert.Equal(GrantYearState.Indicative, (await app.GrantAsync(grant)).Years[1].State);

        using var signed = await pcc.PostFormAsync(sign, Signed);

        Assert.Equal(HttpStatusCode.Redirect, signed.StatusCode);
        var after = await app.GrantAsync(grant);
        Assert.Equal(Money.Pounds(15_000), after.Years[1].Confirmed);
        Assert.Equal(new Money(168_300), after.NeverUsed);
    }

    [DatabaseFact]
    public async Task Amend_AboveTheCeiling_IsRefusedAndOffersADecisionThatVaries()
    {
        var (decision, grant) = await app.ApprovedAsync("Too much");
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/grants/{grant}/reviews/2017-18",
            [
                ("Form.Recommendation", "Amend"),
                ("Form.Amount", "16,683.01"),
                ("Form.Performance", "Typed at length."),
            ]
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var text = await PageClient.TextAsync(answer);
        Assert.Contains("£0.01 over what the ceiling", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/decisions/{decision}/later\"", text, StringComparison.Ordinal);
        Assert.Contains("Typed at length.</textarea>", text, StringComparison.Ordinal);
        Assert.Empty((await app.GrantAsync(grant)).Reviews);
    }

    [DatabaseFact]
    public async Task Recommend_WithoutTheReturnsDueByThen_IsRefused()
    {
        var (_, grant) = await app.ReviewableAsync("Owes a return");
        await app.SendAs(
            Cast.Lead,
            new AddReturn(
                grant,
                GrantLife.First,
                new DateOnly(2017, 4, 1),
                new DateOnly(2017, 4, 30),
                new DateOnly(2017, 5, 1),
                false
            )
        );
        await app.SendAs(
            Cast.Lead,
            new WriteReview(grant, GrantLife.First, GrantLife.Content(Recommendation.Continue))
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/grants/{grant}/reviews/2017-18/recommend",
            Signed
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "The review needs every return that is due. Not submitted yet: Return 1",
            await PageClient.TextAsync(answer),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The review needs every return that is due.",
            await page.ReadAsync($"/grants/{grant}/reviews/2017-18"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Recommend_BeforeTheReviewOpens_SaysWhenItDoes()
    {
        var (_, grant) = await app.ApprovedAsync("Too early");
        await app.SendAs(
            Cast.Lead,
            new WriteReview(grant, GrantLife.First, GrantLife.Content(Recommendation.Continue))
        );
        using var page = await app.SignedIn(Cast.Lead);

        using var answer = await page.PostFormAsync(
            $"/grants/{grant}/reviews/2017-18/recommend",
            Signed
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "The review of 2017-18 opens on 1 December 2017.",
            await PageClient.TextAsync(answer),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Sign_OfOnesOwnRecommendation_IsRefused()
    {
        var (_, grant) = await app.ReviewableAsync("Signs alone");
        var other = await app.Look(db => db.People.SingleAsync(p => p.Email == Cast.OtherLead));
        await app.SendAs(
            Cast.Admin,
            new GiveRoles(other.Id, other.Version, Role.LeadOfficer | Role.ChiefFinanceOfficer)
        );
        await app.SendAs(
            Cast.OtherLead,
            new WriteReview(grant, GrantLife.First, GrantLife.Content(Recommendation.Continue))
        );
        await app.SendAs(
            Cast.OtherLead,
            new RecommendReview(grant, GrantLife.First, Records.Agreed())
        );

        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.OtherLead, new SignReview(grant, GrantLife.First, Records.Agreed()))
        );

        Assert.Equal("review.own", refusal.Code);
        using var page = await app.SignedIn(Cast.OtherLead);
        Assert.Contains(
            "The next signature is somebody else’s.",
            await page.ReadAsync($"/grants/{grant}/reviews/2017-18/sign"),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Return_VoidsTheSignaturesAndShowsTheReason()
    {
        var grant = await app.RecommendedAsync("Comes back");
        using var cfo = await app.SignedIn(Cast.Cfo);
        var review = $"/grants/{grant}/reviews/2017-18";

        using var empty = await cfo.PostFormAsync($"{review}/return", [("Reason", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        using var returned = await cfo.PostFormAsync(
            $"{review}/return",
            [("Reason", "The forecast is too high.")]
        );

        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        using var lead = await app.SignedIn(Cast.Lead);
        var text = await lead.ReadAsync(review);
        Assert.Contains("The forecast is too high.", text, StringComparison.Ordinal);
        Assert.Contains("Lead officer, void", text, StringComparison.Ordinal);
        Assert.Contains("Save the draft", text, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Sign_OfWhatWasChangedSince_IsRefused()
    {
        var grant = await app.RecommendedAsync("Changed since");
        var seen = ReviewDigest.Of((await app.GrantAsync(grant)).Reviews[0]);
        await app.SendAs(Cast.Cfo, new ReturnReview(grant, GrantLife.First, "Say more."));
        await app.SendAs(
            Cast.Lead,
            new WriteReview(grant, GrantLife.First, GrantLife.Content(Recommendation.Discontinue))
        );
        await app.SendAs(Cast.Lead, new RecommendReview(grant, GrantLife.First, Records.Agreed()));

        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Cfo, new SignReview(grant, GrantLife.First, Records.Agreed(), seen))
        );

        Assert.Equal("review.unseen", refusal.Code);
    }

    [DatabaseFact]
    public async Task ChangeDays_MovesTheDueDate()
    {
        var (_, grant) = await app.ApprovedAsync("Earlier");
        using var page = await app.SignedIn(Cast.Lead);
        using var refused = await page.PostFormAsync(
            $"/grants/{grant}/reviews/due",
            [("Days", "400"), ("Reason", "Budget round.")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        using var changed = await page.PostFormAsync(
            $"/grants/{grant}/reviews/due",
            [("Days", "90"), ("Reason", "Budget round.")]
        );

        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Equal(new DateOnly(2017, 12, 31), (await app.GrantAsync(grant)).NextReviewOn);
    }

    [DatabaseFact]
    public async Task Show_OfAYearWithoutReview_Is404()
    {
        var (_, grant) = await app.ApprovedAsync("No such review");
        using var page = await app.SignedIn(Cast.Lead);
        foreach (var year in new[] { "2019-20", "1999-00", "nonsense" })
        {
            using var response = await page.GetAsync($"/grants/{grant}/reviews/{year}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}

public sealed class ReviewTests_OnSqlite(App<SqliteDatabase> app)
    : ReviewTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ReviewTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ReviewTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
