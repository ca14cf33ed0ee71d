using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>The main job, end to end, through the use cases.</summary>
public abstract class ApproveDecisionTests(AppFixture app)
{
    [DatabaseFact]
    public async Task Decide_ApprovingFunding_MakesTheGrantWithItsSchedule()
    {
        var (address, grantAddress) = await app.ApprovedAsync();

        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        Assert.Equal(DecisionStatus.Approved, record.Status);
        Assert.Equal(3, record.LiveSignatures.Count());
        var grant = (await app.SendAs(Cast.Pcc, new ReadGrant(grantAddress))).Grant;
        Assert.Equal(new Money(5_004_900), grant.Ceiling);
        Assert.Equal(
            [
                ("2017-18", 1_668_300, GrantYearState.Confirmed),
                ("2018-19", 1_668_300, GrantYearState.Indicative),
                ("2019-20", 1_668_300, GrantYearState.Indicative),
            ],
            grant.Years.Select(year => (year.Year.ToString(), year.Planned.Pence, year.State))
        );
    }

    [DatabaseFact]
    public async Task Decide_ApprovingTwoRecordsForOneRecipient_KeepsOneOrganisation()
    {
        await app.ApprovedAsync("One");
        await app.ApprovedAsync("Two");

        Assert.Equal(1, await app.Look(db => db.Organisations.CountAsync()));
    }

    [DatabaseFact]
    public async Task Submit_ManyRecords_GivesReferencesWithoutGaps()
    {
        var before = await app.Look(db => db.Decisions.CountAsync(d => d.Reference != null));
        for (var n = 0; n < 3; n++)
            await app.SubmittedAsync($"Record {n}");

        var references = await app.Look(db =>
            db.Decisions.Where(d => d.Reference != null).Select(d => d.Reference!).ToListAsync()
        );
        Assert.Equal(
            Enumerable.Range(1, before + 3).Select(n => $"D-2017-{n:0000}"),
            references.Order(StringComparer.Ordinal)
        );
    }

    [DatabaseFact]
    public async Task EveryChange_IsInAChainOfAuditEntries()
    {
        await app.ApprovedAsync();

        var entries = await app.Look(db =>
            db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync()
        );
        var previous = "";
        foreach (var entry in entries)
        {
            Assert.Equal(entry.HashOver(previous), entry.Hash);
            previous = entry.Hash;
        }
        var head = await app.Look(db =>
            db.AuditHeads.AsNoTracking().SingleAsync(h => h.Id == AuditHead.OfChanges)
        );
        Assert.Equal((entries[^1].Number, previous), (head.Number, head.Hash));
    }
}

public sealed class ApproveDecisionTests_OnSqlite(App<SqliteDatabase> app)
    : ApproveDecisionTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class ApproveDecisionTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : ApproveDecisionTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
