using System.Globalization;
using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace GrantHub.IntegrationTests.Audit;

/// <summary>
/// Somebody with every right to the database changes the trail. GRANTHUB_MUTATIONS sets how often; the full run is 1,000.
/// GRANTHUB_SEED repeats a run.
/// </summary>
public abstract class AuditMutationTests(AppFixture app, ITestOutputHelper output)
{
    private static readonly int Count = Settings.Number("GRANTHUB_MUTATIONS") ?? 100;

    private static readonly string[] Kinds =
    [
        "flip",
        "delete",
        "reorder",
        "insert",
        "append",
        "rewrite from the middle",
        "cut the tail and its head",
        "rewrite with its head",
    ];

    [DatabaseFact]
    public async Task Verify_AfterAnyMutation_FindsIt()
    {
        var seed = Settings.Seed;
        output.WriteLine($"{Count} mutations, seed {seed}");
        var random = new Random(seed);
        await FillAsync();
        var found = Kinds.ToDictionary(kind => kind, _ => 0);

        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var heads = await mediator.Send(new ReadAuditHeads());
        foreach (var head in heads)
            Assert.True((await mediator.Send(new VerifyAudit(head.Hash))).IsSound);
        for (var i = 0; i < Count; i++)
        {
            var kind = Kinds[i % Kinds.Length];
            await using var transaction = await db.Database.BeginTransactionAsync();
            await DisarmAsync(db);
            var isAccess = random.Next(3) == 0 && kind == "cut the tail and its head";
            if (isAccess)
                await CutAccessAsync(db, random);
            else
                await MutateAsync(db, kind, random);
            var verdict = await mediator.Send(new VerifyAudit(heads[isAccess ? 1 : 0].Hash));
            Assert.False(verdict.IsSound, $"{kind}, number {i}, seed {seed}");
            found[kind]++;
            await transaction.RollbackAsync();
        }

        output.WriteLine(string.Join(", ", found.Select(f => $"{f.Key}: {f.Value} found")));
        Assert.True((await mediator.Send(new VerifyAudit(heads[0].Hash))).IsSound);
    }

    [DatabaseFact]
    public async Task Verify_NamesTheFirstBrokenEntry()
    {
        await FillAsync();
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().IsOperator();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();

        async Task<(long?, ChainFault)> After(Func<Task> change)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await DisarmAsync(db);
            await change();
            var verdict = (await mediator.Send(new VerifyAudit())).Changes;
            await transaction.RollbackAsync();
            return (verdict.Broken, verdict.Fault);
        }

        var last = await db.AuditEntries.MaxAsync(e => e.Number);
        Assert.Equal(
            (7, ChainFault.Altered),
            await After(() =>
                db
                    .AuditEntries.Where(e => e.Number == 7 || e.Number == 9)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.Why, "Another reason"))
            )
        );
        Assert.Equal(
            (5, ChainFault.Missing),
            await After(() => db.AuditEntries.Where(e => e.Number == 5).ExecuteDeleteAsync())
        );
        Assert.Equal(
            (last, ChainFault.Missing),
            await After(() => db.AuditEntries.Where(e => e.Number == last).ExecuteDeleteAsync())
        );
        Assert.Equal((last + 1, ChainFault.Head), await After(() => AddAsync(db, last + 1)));
    }

    [DatabaseFact]
    public async Task Entries_AreRefusedByTheDatabaseItself()
    {
        // PostgreSQL refuses by the rights of the program's role, which RoleTests holds.
        if (app.Kind != DatabaseKind.Sqlite)
            return;
        await FillAsync();
        foreach (var table in new[] { "AuditEntries", "AccessEntries" })
        foreach (var change in new[] { $"UPDATE {table} SET Hash = ''", $"DELETE FROM {table}" })
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() =>
                app.Look(db => db.Database.ExecuteSqlRawAsync(change))
            );
            Assert.Contains("append-only", refused.Message);
        }
    }

    private async Task FillAsync()
    {
        if (await app.Look(db => db.AccessEntries.AnyAsync()))
            return;
        for (var n = 0; n < 4; n++)
            await app.AwaitingDecisionAsync($"Mutation {n}");
        for (var n = 0; n < 30; n++)
        {
            await using var scope = await app.ScopeOf(Cast.Lead);
            await scope
                .ServiceProvider.GetRequiredService<AccessLog>()
                .AppendAsync(
                    (AccessEvent)(n % 8),
                    string.Create(CultureInfo.InvariantCulture, $"/decisions/{n}"),
                    n % 3 == 0 ? null : "Because.",
                    default
                );
        }
    }

    /// <summary>Whoever owns the file can take the triggers away.</summary>
    private Task DisarmAsync(GrantHubDb db) =>
        app.Kind == DatabaseKind.Sqlite
            ? db.Database.ExecuteSqlRawAsync(
                """
                DROP TRIGGER "AuditEntries_no_UPDATE"; DROP TRIGGER "AuditEntries_no_DELETE";
                DROP TRIGGER "AccessEntries_no_UPDATE"; DROP TRIGGER "AccessEntries_no_DELETE";
                """
            )
            : Task.CompletedTask;

    private static async Task MutateAsync(GrantHubDb db, string kind, Random random)
    {
        var entries = await db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync();
        var last = entries.Count;
        var one = random.Next(1, last + 1);
        switch (kind)
        {
            case "flip" when random.Next(2) == 0:
                await FlipAccessAsync(db, random);
                break;
            case "flip":
                await FlipAsync(db, entries[one - 1], random);
                break;
            case "delete" when random.Next(2) == 0:
                var gone = random.Next(1, await db.AccessEntries.CountAsync() + 1);
                await db.AccessEntries.Where(e => e.Number == gone).ExecuteDeleteAsync();
                break;
            case "delete":
                await db.AuditEntries.Where(e => e.Number == one).ExecuteDeleteAsync();
                break;
            case "reorder":
                var other = one == last ? 1 : one + 1;
                await RenumberAsync(db, one, -1);
                await RenumberAsync(db, other, one);
                await RenumberAsync(db, -1, other);
                break;
            case "insert":
                for (var number = last; number >= one; number--)
                    await RenumberAsync(db, number, number + 1);
                await AddAsync(db, one);
                break;
            case "append":
                await AddAsync(db, last + 1);
                break;
            case "rewrite from the middle":
                await RewriteAsync(db, one, entries, head: false);
                break;
            case "cut the tail and its head":
                await db.AuditEntries.Where(e => e.Number >= one).ExecuteDeleteAsync();
                await SetHeadAsync(db, one - 1, one == 1 ? "" : entries[one - 2].Hash);
                break;
            default:
                await RewriteAsync(db, one, entries, head: true);
                break;
        }
    }

    private static async Task CutAccessAsync(GrantHubDb db, Random random)
    {
        var entries = await db.AccessEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync();
        var one = random.Next(1, entries.Count + 1);
        await db.AccessEntries.Where(e => e.Number >= one).ExecuteDeleteAsync();
        var (number, hash) = one == 1 ? (0, "") : (entries[one - 2].Number, entries[one - 2].Hash);
        await db
            .AuditHeads.Where(h => h.Id == AuditHead.OfAccess)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(h => h.Number, number).SetProperty(h => h.Hash, hash)
            );
    }

    private static Task<int> FlipAsync(GrantHubDb db, AuditEntry entry, Random random)
    {
        var rows = db.AuditEntries.Where(e => e.Number == entry.Number);
        return random.Next(10) switch
        {
            0 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.At, entry.At.AddMicroseconds(1))
            ),
            1 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.PersonId, entry.PersonId + 1)
            ),
            2 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.PersonName, entry.PersonName + " ")
            ),
            3 => rows.ExecuteUpdateAsync(set => set.SetProperty(e => e.SubjectKind, "nothing")),
            4 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.SubjectId, entry.SubjectId + 1)
            ),
            5 => rows.ExecuteUpdateAsync(set => set.SetProperty(e => e.What, entry.What + "x")),
            6 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.Why, entry.Why == null ? "" : null)
            ),
            7 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.Before, entry.Before == null ? "" : null)
            ),
            8 => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.After, entry.After == null ? "" : null)
            ),
            _ => rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.Hash, entry.Hash[..^1] + (entry.Hash[^1] == '0' ? '1' : '0'))
            ),
        };
    }

    private static async Task FlipAccessAsync(GrantHubDb db, Random random)
    {
        var entries = await db.AccessEntries.AsNoTracking().OrderBy(e => e.Number).ToListAsync();
        var entry = entries[random.Next(entries.Count)];
        var rows = db.AccessEntries.Where(e => e.Number == entry.Number);
        _ = random.Next(6) switch
        {
            0 => await rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.PersonId, entry.PersonId + 1)
            ),
            1 => await rows.ExecuteUpdateAsync(set =>
                set.SetProperty(
                    e => e.What,
                    entry.What == AccessEvent.Exported ? AccessEvent.SignedIn : AccessEvent.Exported
                )
            ),
            2 => await rows.ExecuteUpdateAsync(set => set.SetProperty(e => e.Subject, "/")),
            3 => await rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.Detail, entry.Detail == null ? "" : null)
            ),
            4 => await rows.ExecuteUpdateAsync(set => set.SetProperty(e => e.Origin, "::2")),
            _ => await rows.ExecuteUpdateAsync(set =>
                set.SetProperty(e => e.At, entry.At.AddSeconds(1))
            ),
        };
    }

    /// <summary>Changes one entry and works every later hash out again, as GrantHub would have.</summary>
    private static async Task RewriteAsync(
        GrantHubDb db,
        int from,
        List<AuditEntry> entries,
        bool head
    )
    {
        await db
            .AuditEntries.Where(e => e.Number == from)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.PersonName, "Somebody else"));
        var previous = from == 1 ? "" : entries[from - 2].Hash;
        foreach (
            var entry in await db
                .AuditEntries.AsNoTracking()
                .Where(e => e.Number >= from)
                .OrderBy(e => e.Number)
                .ToListAsync()
        )
        {
            previous = entry.HashOver(previous);
            var hash = previous;
            await db
                .AuditEntries.Where(e => e.Number == entry.Number)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.Hash, hash));
        }
        if (head)
            await SetHeadAsync(db, entries.Count, previous);
    }

    private static Task<int> SetHeadAsync(GrantHubDb db, long number, string hash) =>
        db
            .AuditHeads.Where(h => h.Id == AuditHead.OfChanges)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(h => h.Number, number).SetProperty(h => h.Hash, hash)
            );

    private static Task<int> RenumberAsync(GrantHubDb db, long from, long to) =>
        db
            .AuditEntries.Where(e => e.Number == from)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Number, to));

    /// <summary>An entry that is sound after the one before it.</summary>
    private static async Task AddAsync(GrantHubDb db, long number)
    {
        var previous = await db
            .AuditEntries.Where(e => e.Number == number - 1)
            .Select(e => e.Hash)
            .SingleOrDefaultAsync();
        db.ChangeTracker.Clear();
        db.AuditEntries.Add(
            new AuditEntry(
                number,
                previous ?? "",
                new DateTime(2017, 5, 19, 9, 0, 0, DateTimeKind.Utc),
                1,
                "Nobody",
                "decision",
                1,
                new("Signed")
            )
        );
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }
}

public sealed class AuditMutationTests_OnSqlite(App<SqliteDatabase> app, ITestOutputHelper output)
    : AuditMutationTests(app, output),
        IClassFixture<App<SqliteDatabase>>;

public sealed class AuditMutationTests_OnPostgreSql(
    App<PostgreSqlDatabase> app,
    ITestOutputHelper output
) : AuditMutationTests(app, output), IClassFixture<App<PostgreSqlDatabase>>;
