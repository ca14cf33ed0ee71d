using GrantHub.Application.Grants;
using GrantHub.Application.Reminders;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>What each person finds to do for grants.</summary>
public abstract class GrantWorkTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Return_IsWithTheContactThenTheLeadOfficerThenTheContactAgain()
    {
        var (_, grant) = await app.ApprovedAsync("Goes to and fro");
        var due = new DateOnly(2017, 7, 18);
        await app.SendAs(
            Cast.Lead,
            new AddReturn(grant, GrantLife.First, new(2017, 4, 1), new(2017, 5, 10), due, false)
        );
        await app.SendAs(
            Cast.Lead,
            new AddReturn(
                grant,
                GrantLife.First,
                new(2017, 5, 11),
                new(2017, 6, 30),
                due.AddDays(1),
                false
            )
        );
        await app.LinkPartnerAsync(await app.RecipientAsync());
        // The second is shown from tomorrow on.
        var owed = await FindAsync(Cast.Partner, WorkKind.ReturnsOwed, grant);
        Assert.Equal(due, owed?.DueOn);
        await app.SendAs(Cast.Partner, new SubmitOwnReturn(grant, 1, GrantLife.Report(10)));
        Assert.Null(await FindAsync(Cast.Partner, WorkKind.ReturnsOwed, grant));
        var waiting = await FindAsync(Cast.Lead, WorkKind.ReturnsToAccept, grant);
        Assert.Equal($"/grants/{grant}/returns/1", waiting?.Href);
        Assert.Null(await FindAsync(Cast.OtherLead, WorkKind.ReturnsToAccept, grant));

        await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, "Say more."));

        var back = await FindAsync(Cast.Partner, WorkKind.ReturnsOwed, grant);
        Assert.Equal(("Say more.", $"/returns/{grant}/1"), (back?.Reason, back?.Href));
        Assert.Null(await FindAsync(Cast.Lead, WorkKind.ReturnsToAccept, grant));
    }

    [DatabaseFact]
    public async Task Review_OpensByItselfSixtyDaysBeforeItIsDue()
    {
        var (_, grant) = await app.ApprovedAsync("Opens");
        await app.SendAs(Cast.Lead, new ChangeReviewDays(grant, null, 257, "So that it is near."));
        Assert.Null(await FindAsync(Cast.OtherLead, WorkKind.ReviewsToDo, grant));
        var later = await app.ApprovedAsync("Opens later");
        Assert.Null(await FindAsync(Cast.Lead, WorkKind.ReviewsToDo, later.Grant));

        var open = await FindAsync(Cast.Lead, WorkKind.ReviewsToDo, grant);

        // Due on 17 July 2017, 60 days after 18 May.
        Assert.Equal(new DateOnly(2017, 7, 17), open?.DueOn);
        Assert.Equal(-59, open?.Days);
        using var page = await app.SignedIn(Cast.Lead);
        Assert.Contains("Due in 59\u00a0days", await page.ReadAsync("/"), StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Review_GoesFromTheCfoToTheCommissionerAndBack()
    {
        var grant = await app.RecommendedAsync("Signed by two", Recommendation.Discontinue);
        Assert.NotNull(await FindAsync(Cast.Cfo, WorkKind.ReviewsToSign, grant));
        Assert.Null(await FindAsync(Cast.Pcc, WorkKind.ReviewsToSign, grant));

        await app.SendAs(Cast.Cfo, new SignReview(grant, GrantLife.First, Records.Agreed()));

        Assert.Null(await FindAsync(Cast.Cfo, WorkKind.ReviewsToSign, grant));
        Assert.NotNull(await FindAsync(Cast.Pcc, WorkKind.ReviewsToSign, grant));
        Assert.NotNull(await FindAsync(Cast.Cabinet, WorkKind.ReviewsToSign, grant));
    }

    private async Task<WorkTask?> FindAsync(string email, WorkKind kind, string grant)
    {
        var work = await app.SendAs(email, new ReadMyWork());
        return work
            .Groups.Where(group => group.Kind == kind)
            .SelectMany(group => group.Tasks)
            .SingleOrDefault(task => task.Reference == grant);
    }
}

public sealed class GrantWorkTests_OnSqlite(App<SqliteDatabase> app)
    : GrantWorkTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class GrantWorkTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : GrantWorkTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
