using System.Globalization;
using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Decisions;

/// <summary>
/// Eight commissioners decide each record at the same instant, half for it and half against.
/// GRANTHUB_RACE_RECORDS sets how many records; the full run is 200.
/// </summary>
public abstract class DecideRaceTests(AppFixture app)
{
    private static readonly int Count = int.TryParse(
        Environment.GetEnvironmentVariable("GRANTHUB_RACE_RECORDS"),
        CultureInfo.InvariantCulture,
        out var count
    )
        ? count
        : 20;

    [DatabaseFact]
    public async Task Decide_ByEightPeopleAtOnce_HasOneOutcomeAndTellsTheOthersWhose()
    {
        var addresses = new List<string>();
        for (var n = 0; n < Count; n++)
            addresses.Add(await app.AwaitingDecisionAsync($"Race {n}"));

        foreach (var address in addresses)
            await AssertOneWinsAsync(address);

        Assert.Equal(
            await app.Look(db => db.Decisions.CountAsync(d => d.Outcome == Outcome.Approved)),
            await app.Look(db => db.Grants.CountAsync())
        );
        var references = await app.Look(db => db.Grants.Select(g => g.Reference).ToListAsync());
        Assert.Equal(
            Enumerable.Range(1, references.Count).Select(n => $"G-2017-{n:0000}"),
            references.Order(StringComparer.Ordinal)
        );
        await AssertChainAsync();
    }

    private async Task AssertOneWinsAsync(string address)
    {
        using var gate = new Barrier(Cast.Deciders.Count);
        var answers = await Task.WhenAll(
            Cast.Deciders.Select(
                (person, i) =>
                    Task
                        .Factory.StartNew(
                            () => DecideAsync(gate, address, person, approve: i % 2 == 0),
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
            )
        );

        var record = (await app.SendAs(Cast.Pcc, new ReadDecision(address))).Record;
        var winner = Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Equal(winner.Outcome, record.Outcome);
        var decision = Assert.Single(record.LiveSignatures, s => s.Outcome is not null);
        Assert.Equal(record.DecidedByName, decision.PersonName);
        Assert.All(
            answers.Where(answer => answer != winner),
            answer =>
            {
                var conflict = Assert.IsType<DomainException>(answer.Refusal);
                Assert.True(conflict.IsConflict);
                Assert.Contains(record.DecidedByName!, conflict.Message);
            }
        );
        var entries = await app.Look(db =>
            db.AuditEntries.CountAsync(e =>
                e.SubjectKind == "decision"
                && e.SubjectId == record.Id
                && e.What.StartsWith("Decided:")
            )
        );
        var grants = await app.Look(db => db.Grants.CountAsync(g => g.DecisionId == record.Id));
        Assert.Equal((1, record.Outcome == Outcome.Approved ? 1 : 0), (entries, grants));
    }

    private async Task<(Outcome Outcome, Exception? Refusal)> DecideAsync(
        Barrier gate,
        string address,
        string person,
        bool approve
    )
    {
        var outcome = approve ? Outcome.Approved : Outcome.NotApproved;
        gate.SignalAndWait();
        var refusal = await Record.ExceptionAsync(() =>
            app.SendAs(
                person,
                new DecideDecision(address, outcome, approve ? null : "No.", Records.Agreed())
            )
        );
        return (outcome, refusal);
    }

    private async Task AssertChainAsync()
    {
        var previous = "";
        foreach (
            var entry in await app.Look(db =>
                db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync()
            )
        )
        {
            Assert.Equal(entry.HashOver(previous), entry.Hash);
            previous = entry.Hash;
        }
    }
}

public sealed class DecideRaceTests_OnSqlite(App<SqliteDatabase> app)
    : DecideRaceTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class DecideRaceTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : DecideRaceTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
