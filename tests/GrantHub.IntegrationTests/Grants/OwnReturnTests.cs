using System.Net;
using GrantHub.Application.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Grants;

/// <summary>What a recipient's own contact sees and does.</summary>
public abstract class OwnReturnTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Submit_ByTheContact_IsListedSubmittedAndSentBackWithTheReason()
    {
        var grant = await app.WithReturnAsync("Their own");
        await app.LinkPartnerAsync(await app.RecipientAsync());
        using var page = await app.SignedIn(Cast.Partner);
        Assert.Contains("href=\"/returns\"", await page.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains(
            $"href=\"/returns/{grant}/1\"",
            await page.ReadAsync("/returns"),
            StringComparison.Ordinal
        );

        using var refused = await page.PostFormAsync(
            $"/returns/{grant}/1",
            [("Spend", "-1"), ("Activity", "Typed at length."), ("Outcomes", "Much.")]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(
            "Typed at length.</textarea>",
            await PageClient.TextAsync(refused),
            StringComparison.Ordinal
        );
        using var submitted = await ReturnTests.SubmitFileAsync(
            page,
            $"/returns/{grant}/1",
            "%PDF-1.7"u8.ToArray()
        );

        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        Assert.Contains(
            "Parveen Nerr for the recipient",
            await page.ReadAsync($"/returns/{grant}/1"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"href=\"/returns/{grant}/1\"",
            await page.ReadAsync("/returns?submitted=true"),
            StringComparison.Ordinal
        );
        using var file = await page.GetAsync($"/returns/{grant}/1/files/1/0/figures.pdf");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, "Name the courses."));
        var again = await page.ReadAsync($"/returns/{grant}/1");
        Assert.Contains("Name the courses.", again, StringComparison.Ordinal);
        Assert.Contains("Two training days.</textarea>", again, StringComparison.Ordinal);
        Assert.Contains("value=\"4,170.75\"", again, StringComparison.Ordinal);
        Assert.Contains("figures.pdf", again, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Submit_OfOneThatWaits_Is409()
    {
        var grant = await app.WithReturnAsync("Twice");
        await app.LinkPartnerAsync(await app.RecipientAsync());
        await app.SendAs(Cast.Partner, new SubmitOwnReturn(grant, 1, GrantLife.Report(1)));
        using var page = await app.SignedIn(Cast.Partner);

        using var answer = await page.PostFormAsync(
            "/returns",
            [("Spend", "1"), ("Activity", "Typed at length."), ("Outcomes", "B")],
            $"/returns/{grant}/1"
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "Typed at length.",
            await PageClient.TextAsync(answer),
            StringComparison.Ordinal
        );
    }

    [DatabaseFact]
    public async Task Pages_OfTheContact_TakeFewCommands()
    {
        var grant = await app.WithReturnAsync("Counted");
        await app.LinkPartnerAsync(await app.RecipientAsync());
        using var page = await app.SignedIn(Cast.Partner);

        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync("/returns")));
        Assert.Equal(1, await app.Commands.Of(() => page.ReadAsync($"/returns/{grant}/1")));
    }
}

/// <summary>The contact of one organisation finds nothing of another's.</summary>
public abstract class OtherReturnTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Everything_OfAnotherOrganisation_IsRefused()
    {
        var grant = await app.WithReturnAsync("Not theirs");
        await app.SendAs(Cast.Lead, new SubmitReturn(grant, 1, GrantLife.Report(1)));
        var recipient = await app.RecipientAsync();
        await app.LinkPartnerAsync(await app.SendAs(Cast.Lead, new AddOrganisation("Youth Trust")));
        using var page = await app.SignedIn(Cast.Partner);

        foreach (var list in new[] { "/returns", "/returns?submitted=true" })
            Assert.DoesNotContain(grant, await page.ReadAsync(list), StringComparison.Ordinal);
        foreach (
            var path in new[]
            {
                $"/returns/{grant}/1",
                $"/returns/{grant}/2",
                $"/returns/{grant}/1/files/1/0/figures.pdf",
                "/returns/G-1999-0001/1",
            }
        )
        {
            using var response = await page.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        }
        foreach (
            var path in new[]
            {
                "/grants",
                $"/grants/{grant}",
                $"/grants/{grant}/returns.csv",
                $"/grants/{grant}/returns/1",
                $"/grants/{grant}/returns/1/submit",
                $"/grants/{grant}/returns/1/files/1/0/figures.pdf",
                $"/grants/{grant}/reviews/2017-18",
                $"/grants/{grant}/reviews/2017-18/sign",
                "/organisations",
                "/organisations.csv",
                $"/organisations/{recipient}",
                $"/organisations/{recipient}/grants.csv",
                $"/organisations/{recipient}/bank-details/confirm",
                "/new-organisation",
            }
        )
        {
            using var response = await page.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, response.StatusCode));
        }
        using var posted = await page.PostFormAsync(
            "/returns",
            [("Spend", "1"), ("Activity", "A"), ("Outcomes", "B")],
            $"/returns/{grant}/1"
        );
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }
}

/// <summary>Who takes a grant over does not take over what another organisation reported.</summary>
public abstract class SucceededReturnTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Everything_ThatThePredecessorSubmitted_IsNotForTheSuccessor()
    {
        var grant = await app.WithReturnAsync("Handed over");
        using var lead = await app.SignedIn(Cast.Lead);
        using var sent = await ReturnTests.SubmitFileAsync(
            lead,
            $"/grants/{grant}/returns/1/submit",
            "%PDF-1.7"u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendAs(
            Cast.Lead,
            new SucceedRecipient(grant, "Youth Trust", Running.Today, "By law.", null)
        );
        await app.LinkPartnerAsync("youth-trust");
        using var page = await app.SignedIn(Cast.Partner);

        var shown = await page.ReadAsync($"/returns/{grant}/1");
        Assert.DoesNotContain("Two training days.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("figures.pdf", shown, StringComparison.Ordinal);
        using var file = await page.GetAsync($"/returns/{grant}/1/files/1/0/figures.pdf");
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);

        await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, "Name the courses of the Board."));
        shown = await page.ReadAsync($"/returns/{grant}/1");
        Assert.DoesNotContain("Two training days.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("figures.pdf", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Name the courses",
            await page.ReadAsync("/"),
            StringComparison.Ordinal
        );
        await app.SendAs(Cast.Partner, new SubmitOwnReturn(grant, 1, GrantLife.Report(1, kept: 0)));
        var own = Assert.Single((await app.GrantAsync(grant)).Returns).Submissions[^1];
        Assert.Empty(own.Report.Files);
        Assert.Contains(
            "Two training days.",
            await page.ReadAsync($"/returns/{grant}/1"),
            StringComparison.Ordinal
        );
    }
}

public sealed class OwnReturnTests_OnSqlite(App<SqliteDatabase> app)
    : OwnReturnTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class OwnReturnTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : OwnReturnTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;

public sealed class OtherReturnTests_OnSqlite(App<SqliteDatabase> app)
    : OtherReturnTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class OtherReturnTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : OtherReturnTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;

public sealed class SucceededReturnTests_OnSqlite(App<SqliteDatabase> app)
    : SucceededReturnTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class SucceededReturnTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : SucceededReturnTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
