using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Who finds which records in the list. Each test looks among records of its own, by a word in their title.</summary>
public abstract class ListDecisionsTests(AppFixture app)
{
    [DatabaseFact]
    public async Task List_OfAll_ShowsADraftOnlyToWhoRaisedItAndWhoReadsAllDrafts()
    {
        await app.DraftAsync("Hidden drafts quokka");

        string[] see = [Cast.Lead, Cast.Cfo, Cast.Mo, Cast.DeputyMo, Cast.Auditor];
        foreach (
            var person in (string[])[.. see, Cast.OtherLead, Cast.Pcc, Cast.Payments, Cast.Admin]
        )
            Assert.Equal(
                see.Contains(person) ? 1 : 0,
                (await FindAsync(person, "quokka")).Items.Count
            );
    }

    [DatabaseFact]
    public async Task List_ByAPartnerContact_IsRefused() =>
        await Assert.ThrowsAsync<ForbiddenException>(() => FindAsync(Cast.Partner, "anything"));

    [DatabaseFact]
    public async Task WaitingForMe_FollowsTheRouteAndCountsDeputies()
    {
        var address = await app.SubmittedAsync("Route numbat");
        await AssertWaitsAsync("numbat", Cast.Cfo, Cast.BothOfficers);

        await app.SendAs(
            Cast.Cfo,
            new SignDecision(address, Records.Agreed(("financial", "In the plan.")))
        );
        await AssertWaitsAsync("numbat", Cast.Mo, Cast.DeputyMo, Cast.BothOfficers);

        await app.SendAs(
            Cast.DeputyMo,
            new SignDecision(address, Records.Agreed(("legal", "The powers are there.")))
        );
        await AssertWaitsAsync("numbat", [Cast.Pcc, .. Cast.Deciders]);

        await app.SendAs(Cast.Pcc, new ReturnDecision(address, "Say more about the second year."));
        await AssertWaitsAsync("numbat", Cast.Lead);

        await app.SendAs(Cast.Lead, new WithdrawDecision(address, "No longer needed."));
        await AssertWaitsAsync("numbat");
    }

    [DatabaseFact]
    public async Task WaitingForMe_LeavesOutWhatThePersonHasSigned()
    {
        var address = await app.SubmittedAsync("Twice dunnart");
        await app.SendAs(
            Cast.BothOfficers,
            new SignDecision(address, Records.Agreed(("financial", "In the plan.")))
        );

        await AssertWaitsAsync("dunnart", Cast.Mo, Cast.DeputyMo);
    }

    [DatabaseFact]
    public async Task List_ByStatusYearAndLead_ShowsWhatFits()
    {
        await app.DraftAsync("Filters bilby one");
        await app.SubmittedAsync("Filters bilby two", lead: Cast.OtherLead);
        await app.AwaitingDecisionAsync("Filters bilby three");
        await app.ApprovedAsync("Filters bilby four");
        var choices = await app.SendAs(Cast.Mo, new ReadFilterChoices());
        var otto = choices.LeadOfficers.Single(lead => lead.Name == "Otto Ward").Id;
        Assert.Equal([2017], choices.Years);

        async Task<string> Titles(ListDecisions request) =>
            string.Join(
                ", ",
                (await app.SendAs(Cast.Mo, request with { Search = "bilby" }))
                    .Items.Select(row => row.Title["Filters bilby ".Length..])
                    .Order(StringComparer.Ordinal)
            );
        var all = new ListDecisions(DecisionScope.All);
        Assert.Equal("four, one, three, two", await Titles(all));
        Assert.Equal("one", await Titles(all with { Status = DecisionStatus.Draft }));
        Assert.Equal("two", await Titles(all with { Status = DecisionStatus.AwaitingOfficer }));
        Assert.Equal("three", await Titles(all with { Status = DecisionStatus.AwaitingDecision }));
        Assert.Equal("four", await Titles(all with { Status = DecisionStatus.Approved }));
        Assert.Equal("", await Titles(all with { Status = DecisionStatus.Noted }));
        Assert.Equal("four, three, two", await Titles(all with { Year = 2017 }));
        Assert.Equal("", await Titles(all with { Year = 2016 }));
        Assert.Equal("two", await Titles(all with { LeadOfficerId = otto }));
        Assert.Equal("", await Titles(all with { Scope = DecisionScope.Mine }));
    }

    [DatabaseFact]
    public async Task Search_FindsStartsOfWordsInAnyOrderWithoutAccentsOrCase()
    {
        var address = await app.SubmittedAsync("Café wardens for Ragworth’s potoroo estate");
        await app.SubmittedAsync("Another potoroo");

        foreach (
            var words in (string[])
                [
                    "cafe potor",
                    "CAFÉ",
                    "estate potoroo ragw",
                    "ragworths",
                    $"{address} potoroo",
                    "caf ward for rag pot est",
                    "safeguarding children stockton wardens potoroo",
                ]
        )
        {
            var found = await FindAsync(Cast.Mo, words);
            Assert.Contains(found.Items, row => row.Address == address);
            Assert.DoesNotContain(found.Items, row => row.Title == "Another potoroo");
        }
        Assert.Empty((await FindAsync(Cast.Mo, "potoroo zebra")).Items);
        Assert.Empty((await FindAsync(Cast.Mo, "otoroo")).Items);
        Assert.Empty((await FindAsync(Cast.Mo, "% _ ' --")).Items);
        Assert.Empty((await FindAsync(Cast.Mo, new string('x', 20_000))).Items);
    }

    private Task<Page<DecisionRow>> FindAsync(string person, string words) =>
        app.SendAs(person, new ListDecisions(DecisionScope.All, Search: words));

    private async Task AssertWaitsAsync(string word, params string[] expected)
    {
        var waiting = new List<string>();
        foreach (
            var person in (string[])
                [
                    Cast.Lead,
                    Cast.OtherLead,
                    Cast.Cfo,
                    Cast.Mo,
                    Cast.DeputyMo,
                    Cast.BothOfficers,
                    Cast.Pcc,
                    .. Cast.Deciders,
                    Cast.Auditor,
                ]
        )
        {
            var page = await app.SendAs(
                person,
                new ListDecisions(DecisionScope.WaitingForMe, Search: word)
            );
            if (page.Items.Count == 1)
                waiting.Add(person);
        }
        Assert.Equal(expected.Order(StringComparer.Ordinal), waiting.Order(StringComparer.Ordinal));
    }
}

public sealed class ListDecisionsTests_OnSqlite(App<SqliteDatabase> app)
    : ListDecisionsTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ListDecisionsTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ListDecisionsTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
