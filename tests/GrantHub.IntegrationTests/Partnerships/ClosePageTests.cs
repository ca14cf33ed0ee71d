using System.Net;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Partnerships;

/// <summary>The close of a year as its two people see it.</summary>
public abstract class ClosePageTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Close_WithTwoSignatures_ClosesTheYearAndOpensTheNext()
    {
        var year = await EndedYear.OfAsync(app, EndedYear.ProRata, received: true);
        using var finance = await app.SignedIn(Cast.Finance);
        using var cfo = await app.SignedIn(Cast.Cfo);
        Assert.Contains(
            "Check contributions",
            await finance.ReadAsync($"{year.Href}/close"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Every contribution in cash has come in as agreed.",
            await finance.ReadAsync($"{year.Href}/close/contributions"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "3 postings in 3 entries",
            await finance.ReadAsync($"{year.Href}/close/postings"),
            StringComparison.Ordinal
        );
        var shares = await finance.ReadAsync($"{year.Href}/close/shares");
        Assert.Contains(">750.00</td>", shares, StringComparison.Ordinal);
        Assert.Contains(">250.00</td>", shares, StringComparison.Ordinal);
        Assert.Contains("75.0%", shares, StringComparison.Ordinal);

        await finance.AssertRefusedAsync($"{year.Href}/close/sign", "Tick the statement to sign.");
        Assert.DoesNotContain(
            "checked=\"checked\"",
            await finance.ReadAsync($"{year.Href}/close/sign"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "now the turn of the chief finance officer",
            await finance.PostedAsync($"{year.Href}/close/sign", ("Agreed", "true")),
            StringComparison.Ordinal
        );
        await cfo.AssertRefusedAsync(
            $"{year.Href}/close/countersign",
            "Tick the statement to sign."
        );
        var closed = await cfo.PostedAsync($"{year.Href}/close/countersign", ("Agreed", "true"));
        Assert.Contains("2016-17 is closed", closed, StringComparison.Ordinal);
        Assert.Contains("2017-18 opens with £9,000.00", closed, StringComparison.Ordinal);

        var next = await app.SendAsOperator(new ReadBudget(year.Slug, EndedYear.Next));
        Assert.Equal(Money.Pounds(9_000), next.Budget.Opening);
        Assert.False(next.Budget.IsOpeningEstimated);
        var page = await app.SendAsOperator(new ReadBudget(year.Slug, EndedYear.Year));
        Assert.Equal(Money.Pounds(9_000), page.ThisYear.Actual.Closing);
        Assert.Equal(Money.Pounds(-1_000), page.ThisYear.Actual.Settled);
        var version = await cfo.ReadAsync($"{year.Href}/closes/1");
        Assert.Contains("In force", version, StringComparison.Ordinal);
        Assert.Contains("Finn Lister, partnership finance lead", version, StringComparison.Ordinal);
        Assert.Contains("Cathy Ford, chief finance officer", version, StringComparison.Ordinal);
        Assert.Contains("Events", version, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Reopen_NeedsAReason_AndKeepsBothVersions()
    {
        var year = await EndedYear.OfAsync(app, EndedYear.ProRata);
        await year.SignAsync(app, Money.Pounds(9_000));
        await year.CountersignAsync(app);
        using var cfo = await app.SignedIn(Cast.Cfo);
        var asks = await cfo.ReadAsync($"{year.Href}/reopen");
        Assert.Contains(
            "by which £1,000.00 was returned, is reversed",
            asks,
            StringComparison.Ordinal
        );
        Assert.Contains("2017-18 keeps £9,000.00", asks, StringComparison.Ordinal);
        await cfo.AssertRefusedAsync(
            $"{year.Href}/reopen",
            "Say why the year is reopened.",
            ("Reason", " ")
        );
        var done = await cfo.PostedAsync(
            $"{year.Href}/reopen",
            ("Reason", "An invoice came late.")
        );
        Assert.Contains("The year is open again.", done, StringComparison.Ordinal);
        Assert.Contains("An invoice came late.", done, StringComparison.Ordinal);
        var next = await app.SendAsOperator(new ReadBudget(year.Slug, EndedYear.Next));
        Assert.True(next.Budget.IsOpeningEstimated);
        var open = await app.SendAsOperator(new ReadBudget(year.Slug, EndedYear.Year));
        Assert.Equal(Money.Zero, open.ThisYear.Actual.Settled);

        await year.PostAsync(app);
        await year.SignAsync(app, Money.Pounds(9_000));
        await year.CountersignAsync(app, seen: 2);
        var first = await cfo.ReadAsync($"{year.Href}/closes/1");
        Assert.Contains("Undone", first, StringComparison.Ordinal);
        Assert.Contains(">750.00</td>", first, StringComparison.Ordinal);
        Assert.Contains(
            ">749.25</td>",
            await cfo.ReadAsync($"{year.Href}/closes/2"),
            StringComparison.Ordinal
        );
        using var none = await cfo.GetAsync($"{year.Href}/closes/3");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(
            Money.Pounds(9_000),
            (await app.SendAsOperator(new ReadBudget(year.Slug, EndedYear.Next))).Budget.Opening
        );
    }

    [DatabaseFact]
    public async Task SendBackAndWithdraw_OpenTheYearAgain()
    {
        var year = await EndedYear.OfAsync(app);
        await year.SignAsync(app, Money.Pounds(10_000));
        using var cfo = await app.SignedIn(Cast.Cfo);
        await cfo.AssertRefusedAsync(
            $"{year.Href}/close/send-back",
            "Say what has to be put right",
            ("Reason", "")
        );
        var long_ = new string('x', 2_001);
        using (
            var refused = await cfo.PostFormAsync(
                $"{year.Href}/close/send-back",
                [("Reason", long_)]
            )
        )
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(long_, await PageClient.TextAsync(refused), StringComparison.Ordinal);
        }
        var back = await cfo.PostedAsync(
            $"{year.Href}/close/send-back",
            ("Reason", "Post the invoice.")
        );
        Assert.Contains("Post the invoice.", back, StringComparison.Ordinal);
        await year.PostAsync(app);
        await year.SignAsync(app, Money.Pounds(9_999));
        using var finance = await app.SignedIn(Cast.Finance);
        await finance.PostedAsync($"{year.Href}/close/withdraw", ("Reason", "One more invoice."));
        Assert.Null((await year.ReadAsync(app)).Budget.ClosingSince);
        Assert.Equal(2, (await year.ReadAsync(app)).Budget.Closes.Count);
    }

    [DatabaseFact]
    public async Task Sign_WhenAPostingCameSince_Is409AndSignsNothing()
    {
        var year = await EndedYear.OfAsync(app);
        using var finance = await app.SignedIn(Cast.Finance);
        await year.PostAsync(app);
        using var answer = await finance.PostFormAsync(
            $"{year.Href}/close/sign",
            [("Agreed", "true"), ("Seen", "1000000")]
        );
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "£9,999.00 would be carried forward, not £10,000.00",
            await PageClient.TextAsync(answer),
            StringComparison.Ordinal
        );
        Assert.Empty((await year.ReadAsync(app)).Budget.Closes);
    }

    /// <summary>The partners swap £1,000.00: the same balance goes forward, and other shares go back.</summary>
    [DatabaseFact]
    public async Task Sign_WhenOnlyTheSharesChangedSince_Is409AndSignsNothing()
    {
        var year = await EndedYear.OfAsync(app, EndedYear.ProRata);
        using var finance = await app.SignedIn(Cast.Finance);
        var before = await year.ReadAsync(app);
        await app.SendAs(
            Cast.Finance,
            new VireBudget(
                year.Slug,
                EndedYear.Year,
                before.Budget.PlanVersion,
                [
                    new(EndedYear.FirstLine, Money.Pounds(2_000)),
                    new(EndedYear.SecondLine, Money.Pounds(2_000)),
                ],
                [],
                "The partners agreed to share alike."
            )
        );
        Assert.Equal(
            before.Figures.CarriedForward,
            (await year.ReadAsync(app)).Figures.CarriedForward
        );

        foreach (var seen in new[] { CloseDigest.Of(before.Figures), "" })
        {
            using var answer = await finance.PostFormAsync(
                $"{year.Href}/close/sign",
                [("Agreed", "true"), ("Preview", seen)]
            );
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Contains(
                "a partner’s share has changed since you saw it. Nothing has been signed.",
                await PageClient.TextAsync(answer),
                StringComparison.Ordinal
            );
        }
        Assert.Empty((await year.ReadAsync(app)).Budget.Closes);
        await finance.PostedAsync($"{year.Href}/close/sign", ("Agreed", "true"));
        Assert.Equal(
            [Money.Pounds(-500), Money.Pounds(-500)],
            Assert
                .Single((await year.ReadAsync(app)).Budget.Closes)
                .Figures.Shares.Select(share => share.Amount)
        );
    }

    [DatabaseFact]
    public async Task Start_OfTheYearBeforeAClosedOne_IsRefused()
    {
        var year = await EndedYear.OfAsync(app);
        await year.SignAsync(app);
        await year.CountersignAsync(app);
        using var finance = await app.SignedIn(Cast.Finance);
        await finance.AssertRefusedAsync(
            $"/partnerships/{year.Slug}/budgets/start",
            "The close of 2016-17 rests on its opening balance",
            ("Year", "2015-16"),
            ("FromLastYear", "false")
        );
        Assert.False((await year.ReadAsync(app)).Budget.IsOpeningEstimated);
    }

    [DatabaseFact]
    public async Task Reopen_WithTheLongestReason_IsDone()
    {
        var year = await EndedYear.OfAsync(app, EndedYear.ProRata);
        await year.SignAsync(app, Money.Pounds(9_000));
        await year.CountersignAsync(app);
        await app.SendAs(
            Cast.Cfo,
            new ReopenYear(year.Slug, EndedYear.Year, 1, new string('x', 2_000))
        );
        Assert.Equal(BudgetStatus.Adopted, (await year.ReadAsync(app)).Budget.Status);
    }

    [DatabaseFact]
    public async Task Countersign_OfACloseThatWasSignedAgain_Is409()
    {
        var year = await EndedYear.OfAsync(app);
        await year.SignAsync(app);
        await app.SendAs(
            Cast.Finance,
            new WithdrawClose(year.Slug, EndedYear.Year, 1, "One more invoice.")
        );
        await year.PostAsync(app);
        await year.SignAsync(app, Money.Pounds(9_999));
        var refusal = await Assert.ThrowsAsync<DomainException>(() => year.CountersignAsync(app));
        Assert.Equal("close.unseen", refusal.Code);
        Assert.True(refusal.IsConflict);
    }

    [DatabaseFact]
    public async Task Pages_AreForWhoMayReadAndFormsForWhoMaySign()
    {
        var year = await EndedYear.OfAsync(app);
        string[] reads =
        [
            $"{year.Href}/close",
            $"{year.Href}/close/contributions",
            $"{year.Href}/close/postings",
            $"{year.Href}/close/shares",
            $"{year.Href}/history",
        ];
        string[] finances = [$"{year.Href}/close/sign", $"{year.Href}/close/withdraw"];
        string[] cfos =
        [
            $"{year.Href}/close/countersign",
            $"{year.Href}/close/send-back",
            $"{year.Href}/reopen",
        ];
        foreach (
            var (who, may, mayNot) in new[]
            {
                (Cast.Auditor, reads, finances.Concat(cfos)),
                (Cast.Finance, [.. reads, .. finances], cfos),
                (Cast.Cfo, [.. reads, .. cfos], finances),
                (Cast.Partner, [], reads.Concat(finances).Concat(cfos)),
            }
        )
        {
            using var page = await app.SignedIn(who);
            foreach (var path in may)
                await page.ReadAsync(path);
            foreach (var path in mayNot)
            {
                using var refused = await page.GetAsync(path);
                Assert.Equal(
                    (who, path, HttpStatusCode.Forbidden),
                    (who, path, refused.StatusCode)
                );
            }
            foreach (var path in mayNot.Except(reads))
            {
                using var posted = await page.PostFormAsync(
                    "/",
                    [("Agreed", "true"), ("Reason", "x")],
                    path
                );
                Assert.Equal((who, path, HttpStatusCode.Forbidden), (who, path, posted.StatusCode));
            }
        }
        using var anyone = await app.SignedIn(Cast.Finance);
        foreach (
            var path in new[]
            {
                $"/partnerships/{year.Slug}/budgets/2030-31/close",
                $"/partnerships/{year.Slug}/budgets/x/close",
                "/partnerships/none/budgets/2016-17/close",
            }
        )
        {
            using var missing = await anyone.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, missing.StatusCode));
        }
    }

    [DatabaseFact]
    public async Task History_TellsTheCloseInWords()
    {
        var year = await EndedYear.OfAsync(app);
        await year.SignAsync(app);
        await year.CountersignAsync(app);
        using var page = await app.SignedIn(Cast.Auditor);
        var history = await page.ReadAsync($"{year.Href}/history");
        Assert.Contains("Close of the year signed", history, StringComparison.Ordinal);
        Assert.Contains("Close countersigned, year closed", history, StringComparison.Ordinal);
        Assert.Contains("Cathy Ford, chief finance officer", history, StringComparison.Ordinal);
        Assert.Contains(
            "Budget started",
            await page.ReadAsync($"/partnerships/{year.Slug}/budgets/{EndedYear.Next}/history"),
            StringComparison.Ordinal
        );
    }
}

public sealed class ClosePageTests_OnSqlite(App<SqliteDatabase> app)
    : ClosePageTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ClosePageTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ClosePageTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
