using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Reminders;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.IntegrationTests.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Reminders;

/// <summary>Whom GrantHub tells at the moment something happens.</summary>
public abstract class MomentTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Submit_TellsWhoeverCanSignNow_AndNotWhoSubmitted()
    {
        var address = await app.SubmittedAsync("Tells the finance officer");

        Assert.Equal(
            [(Cast.BothOfficers, Moment.SignOffRequested), (Cast.Cfo, Moment.SignOffRequested)],
            await ToldOfAsync($"/decisions/{address}")
        );
    }

    [DatabaseFact]
    public async Task Sign_TellsTheNextOfficerAndTheirDeputy()
    {
        var address = await app.SubmittedAsync("Tells the monitoring officer");
        await ForgetAsync();

        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "In the budget.")))
        );

        Assert.Equal(
            [Cast.BothOfficers, Cast.DeputyMo, Cast.Mo],
            (await ToldOfAsync($"/decisions/{address}")).Select(told => told.Email)
        );
    }

    [DatabaseFact]
    public async Task Return_TellsTheLeadOfficer()
    {
        var address = await app.SubmittedAsync("Goes back");
        await ForgetAsync();

        await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Name the budget."));

        Assert.Equal([(Cast.Lead, Moment.Returned)], await ToldOfAsync($"/decisions/{address}"));
    }

    [DatabaseFact]
    public async Task Return_ThatIsRefused_TellsNobody()
    {
        var address = await app.SubmittedAsync("Stays");
        await ForgetAsync();

        await Assert.ThrowsAsync<DomainException>(() =>
            app.SendAs(Cast.Cfo, new ReturnDecision(address, "\u200B"))
        );

        Assert.Empty(await ToldOfAsync($"/decisions/{address}"));
    }

    [DatabaseFact]
    public async Task Return_OfSomebodyWhoMutedIt_TellsThemNothing()
    {
        var address = await app.SubmittedAsync("Muted");
        await ForgetAsync();
        await MuteAsync(Cast.Lead, Moment.Returned);
        try
        {
            await app.SendAs(Cast.Cfo, new ReturnDecision(address, "Name the budget."));

            Assert.Empty(await ToldOfAsync($"/decisions/{address}"));
        }
        finally
        {
            await MuteAsync(Cast.Lead, Moment.None);
        }
    }

    [DatabaseFact]
    public async Task Decide_TellsTheLeadOfficerHow()
    {
        var (approved, _) = await app.ApprovedAsync("Approved");
        var refused = await app.AwaitingDecisionAsync("Refused");
        await app.SendAs(
            Cast.Pcc,
            new DecideDecision(refused, Outcome.NotApproved, "No money.", Records.Agreed())
        );

        Assert.Contains((Cast.Lead, Moment.Approved), await ToldOfAsync($"/decisions/{approved}"));
        Assert.Contains((Cast.Lead, Moment.Refused), await ToldOfAsync($"/decisions/{refused}"));
    }

    [DatabaseFact]
    public async Task Recommend_TellsTheFinanceOfficer()
    {
        var grant = await app.RecommendedAsync("Recommended");

        Assert.Equal(
            [Cast.BothOfficers, Cast.Cfo],
            (await ToldOfAsync($"/grants/{grant}/reviews/2017-18/sign")).Select(told => told.Email)
        );
    }

    [DatabaseFact]
    public async Task ReturnReview_TellsTheLeadOfficer()
    {
        var grant = await app.RecommendedAsync("Review goes back");

        await app.SendAs(Cast.Cfo, new ReturnReview(grant, GrantLife.First, "Say more."));

        Assert.Equal(
            [(Cast.Lead, Moment.Returned)],
            await ToldOfAsync($"/grants/{grant}/reviews/2017-18")
        );
    }

    [DatabaseFact]
    public async Task SendReturnBack_TellsTheRecipientsContact()
    {
        var grant = await app.WithReturnAsync("Return goes back");
        await app.LinkPartnerAsync(await app.RecipientAsync());
        await app.SendAs(Cast.Partner, new SubmitOwnReturn(grant, 1, GrantLife.Report(10)));

        await app.SendAs(Cast.Lead, new SendReturnBack(grant, 1, "Say more."));

        Assert.Equal(
            [(Cast.Partner, Moment.ReturnSentBack)],
            await ToldOfAsync($"/returns/{grant}/1")
        );
    }

    [DatabaseFact]
    public async Task Pay_TellsTheRecipientsContactAndTheLeadOfficer()
    {
        await app.LinkPartnerAsync(await app.RecipientAsync());
        var grant = await app.AgreedAsync("Paid");
        await ForgetAsync();

        await app.PaidAsync(grant, Money.Pounds(1_000));

        Assert.Equal([(Cast.Lead, Moment.PaymentMade)], await ToldOfAsync($"/grants/{grant}"));
        Assert.Equal([(Cast.Partner, Moment.PaymentMade)], await ToldOfAsync("/returns"));
    }

    private Task<int> ForgetAsync() => app.Look(db => db.Outbox.ExecuteDeleteAsync());

    private Task<int> MuteAsync(string email, Moment muted) =>
        app.Look(async db =>
        {
            (await db.People.SingleAsync(p => p.Email == email)).ChooseMail(false, muted);
            return await db.SaveChangesAsync();
        });

    private async Task<IReadOnlyList<(string Email, Moment Moment)>> ToldOfAsync(string path)
    {
        var found = await app.Look(db =>
            (
                from message in db.Outbox
                join person in db.People on message.PersonId equals person.Id
                where message.Kind == MessageKind.Notice && message.Path == path
                orderby person.Email
                select new { person.Email, message.Moment }
            ).ToListAsync()
        );
        return [.. found.Select(told => (told.Email, told.Moment!.Value))];
    }
}

public sealed class MomentTests_OnSqlite(App<SqliteDatabase> app)
    : MomentTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class MomentTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : MomentTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
