using GrantHub.Application;
using GrantHub.Application.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>Walks 120 records, three pages, in each order and both directions.</summary>
public abstract class PagingTests(AppFixture app)
{
    private const int Records = 120;

    [DatabaseFact]
    public async Task List_WalkedForwardAndBack_ShowsEveryRecordOnce()
    {
        for (var n = 0; n < Records; n++)
        {
            // Several share an instant, and several a title, so that only the second key tells them apart.
            if (n % 7 == 0)
                app.Clock.Advance(TimeSpan.FromMinutes(1));
            await app.SendAs(
                Cast.Lead,
                new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", $"Wombats {n % 40:00}")
            );
        }

        foreach (var sort in Enum.GetValues<DecisionSort>())
            await AssertWalkAsync(new ListDecisions(DecisionScope.Mine, Sort: sort));
        await AssertWalkAsync(new ListDecisions(DecisionScope.Mine, Search: "wombats"));

        var newest = await WalkAsync(new ListDecisions(DecisionScope.Mine));
        var oldest = await WalkAsync(
            new ListDecisions(DecisionScope.Mine, Sort: DecisionSort.Oldest)
        );
        Assert.Equal(newest.Select(row => row.Id), oldest.Select(row => row.Id).Reverse());
        var titles = await WalkAsync(
            new ListDecisions(DecisionScope.Mine, Sort: DecisionSort.Title)
        );
        Assert.Equal(
            titles.Select(row => row.Title).Order(StringComparer.Ordinal),
            titles.Select(row => row.Title)
        );
    }

    private async Task AssertWalkAsync(ListDecisions request)
    {
        var forward = await WalkAsync(request);
        Assert.Equal(Records, forward.Count);
        Assert.Equal(Records, forward.Select(row => row.Id).Distinct().Count());

        var page = await app.SendAs(Cast.Lead, request);
        while (page.Next is { } next)
            page = await app.SendAs(Cast.Lead, request with { From = next });
        var back = page.Items.Reverse().ToList();
        while (page.Previous is { } previous)
        {
            page = await app.SendAs(Cast.Lead, request with { From = previous });
            back.AddRange(page.Items.Reverse());
        }
        Assert.Equal(forward.Select(row => row.Id).Reverse(), back.Select(row => row.Id));
    }

    private async Task<List<DecisionRow>> WalkAsync(ListDecisions request)
    {
        var rows = new List<DecisionRow>();
        for (string? from = null; ; )
        {
            var page = await app.SendAs(Cast.Lead, request with { From = from });
            Assert.True(page.Items.Count <= Page<DecisionRow>.Size);
            rows.AddRange(page.Items);
            if (page.Next is null)
                return rows;
            from = page.Next;
        }
    }
}

public sealed class PagingTests_OnSqlite(App<SqliteDatabase> app)
    : PagingTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class PagingTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : PagingTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
