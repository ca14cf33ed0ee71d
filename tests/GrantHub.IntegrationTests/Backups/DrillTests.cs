using System.Diagnostics;
using System.Text;
using GrantHub.Application.Decisions;
using GrantHub.Application.Files;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Backups;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.People;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Publication;
using GrantHub.Testing;
using GrantHub.Web.Demo;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GrantHub.IntegrationTests.Backups;

/// <summary>
/// The drill of docs/operations.md: the demonstration is backed up while people write, restored elsewhere, and every balance,
/// every file and both ends of the audit trail are compared.
/// </summary>
public abstract class DrillTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 5, 5);
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-drill-").FullName;

    protected string Home => Path.Combine(folder, "home");

    protected string Elsewhere => Path.Combine(folder, "elsewhere");

    private protected abstract Task<Installation> HomeAsync();

    /// <summary>Backs up home, restores elsewhere and opens that.</summary>
    /// <param name="name">Of the backup; home is backed up more than once.</param>
    private protected abstract Task<Installation> CarryAsync(Installation home, string name);

    /// <summary>Whether people may also take files away meanwhile.</summary>
    protected abstract bool TakesFilesAway { get; }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task Drill_WhileWritersWrite_BringsBackEveryBalanceFileAndHead()
    {
        await using var home = await HomeAsync();
        await home.MigrateAsync();
        await DemonstrationData.SeedAsync(home.Settings, Today, "nine brown kettles", default);

        using var enough = new CancellationTokenSource();
        // On threads of their own: SQLite's asynchronous commands never yield.
        var writers = Enumerable
            .Range(0, 2)
            .Select(n => Task.Run(() => WriteAsync(home, n, enough.Token)))
            .ToList();
        await using var elsewhere = await CarryAsync(home, "busy");
        await enough.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();
        await using var later = await CarryAsync(home, "quiet");

        Assert.True(written > 0, "Nobody wrote.");
        await SameAsync(home, elsewhere, cut: true);
        await SameAsync(home, later, cut: false);
    }

    /// <summary>Raises records and gives them files, and takes some away again.</summary>
    private async Task<int> WriteAsync(Installation home, int writer, CancellationToken enough)
    {
        var count = 0;
        while (!enough.IsCancellationRequested)
            count += await home.With(async services =>
            {
                var db = services.GetRequiredService<GrantHubDb>();
                var lead = await db.Users.SingleAsync(s => s.UserName == "lead@example.org");
                var people = services.GetRequiredService<SignedInPeople>();
                services
                    .GetRequiredService<CurrentUser>()
                    .Is((await people.FindAsync(lead.Id, lead.SecurityStamp, default))!);
                var mediator = services.GetRequiredService<IMediator>();
                var store = services.GetRequiredService<IAppendixStore>();
                var address = await mediator.Send(
                    new RaiseDecision(Guid.NewGuid(), "pcc-decision-record", $"Drill {writer}")
                );
                using var content = new MemoryStream(
                    Encoding.UTF8.GetBytes($"%PDF-1.7\n{address}")
                );
                var file = await store.SaveAsync(content, "plan.pdf", default);
                await mediator.Send(new AttachAppendix(address, "plan.pdf", file));
                if (TakesFilesAway)
                {
                    var id = await db.Set<Appendix>()
                        .Where(a => a.StorageKey == file.StorageKey)
                        .Select(a => a.Id)
                        .SingleAsync();
                    await mediator.Send(new RemoveAppendix(address, id));
                    store.Delete(file.StorageKey);
                }
                return 1;
            });
        return count;
    }

    /// <param name="cut">Whether home went on after the backup.</param>
    private static async Task SameAsync(Installation home, Installation other, bool cut)
    {
        var expected = await BalancesAsync(home);
        Assert.True(expected.Count > 15, $"Only {expected.Count} balances were compared.");
        Assert.Equal(expected, await BalancesAsync(other));

        Assert.Null(await other.Look(db => BackupDatabase.BreakAsync(db, default)));
        var (changes, access) = await other.Look(db => BackupDatabase.HeadsAsync(db, default));
        if (!cut)
        {
            var (last, came) = await home.Look(db => BackupDatabase.HeadsAsync(db, default));
            Assert.Equal(last, changes);
            // Restoring with our own command is an entry of its own, after the last of the backup.
            Assert.Equal(
                came.Hash,
                await other.Look(db =>
                    db.AccessEntries.Where(e => e.Number == came.Number)
                        .Select(e => e.Hash)
                        .SingleOrDefaultAsync()
                ) ?? ""
            );
            Assert.InRange(access.Number - came.Number, 0, 1);
        }
        Assert.Equal(
            changes.Hash,
            await home.Look(db =>
                db.AuditEntries.Where(e => e.Number == changes.Number)
                    .Select(e => e.Hash)
                    .SingleAsync()
            )
        );

        var files = await other.Look(async db =>
            await db.Set<Appendix>().Select(a => new { a.StorageKey, a.Sha256 }).ToListAsync()
        );
        Assert.NotEmpty(files);
        foreach (var file in files)
            await other.With(async services =>
            {
                await using var intact = await services
                    .GetRequiredService<IAppendixStore>()
                    .OpenAsync(file.StorageKey, file.Sha256, default);
                return intact.Length;
            });
    }

    /// <summary>What <c>show</c> prints of every grant, stream, budget and partnership.</summary>
    private static async Task<SortedDictionary<string, string>> BalancesAsync(Installation of)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var reference in await of.Look(db => db.Grants.Select(g => g.Reference).ToListAsync())
        )
            Add(
                $"grant {reference}",
                GrantDocument.Write((await of.Ask(new ReadGrant(reference))).Grant, Today)
            );
        foreach (var name in await of.Look(db => db.Streams.Select(s => s.Name).ToListAsync()))
        {
            var page = await of.Ask(new ReadStreamFigures(name));
            for (var year = 2017; year < 2030; year++)
                Add(
                    $"stream {name} {year}",
                    StreamDocument.Write(page.Stream, page.Of(new FinancialYear(year)))
                );
        }
        foreach (var slug in await of.Look(db => db.Partnerships.Select(p => p.Slug).ToListAsync()))
        foreach (var budget in (await of.Ask(new ListBudgets(slug))).Budgets)
            Add(
                $"budget {slug} {budget.Year}",
                BudgetDocument.Write(await of.Ask(new ReadBudget(slug, budget.Year)))
            );
        return found;

        void Add(string what, byte[] document) =>
            found.Add(what, Encoding.UTF8.GetString(document));
    }
}

/// <summary>By <c>backup</c> and <c>restore</c>.</summary>
public sealed class DrillTests_OnSqlite : DrillTests
{
    protected override bool TakesFilesAway => true;

    private protected override Task<Installation> HomeAsync() =>
        Task.FromResult(new Installation(Home));

    private protected override async Task<Installation> CarryAsync(Installation home, string name)
    {
        var file = Path.Combine(Home, $"{name}.zip");
        Assert.Empty(await home.BackUpAsync(file));
        var elsewhere = new Installation($"{Elsewhere}-{name}");
        await elsewhere.RestoreAsync(file);
        return elsewhere;
    }
}

/// <summary>By PostgreSQL's own tools: the database first, then the folder of files.</summary>
public sealed class DrillTests_OnPostgreSql(PostgreSqlDatabase database)
    : DrillTests,
        IClassFixture<PostgreSqlDatabase>
{
    protected override bool TakesFilesAway => false;

    private protected override async Task<Installation> HomeAsync() =>
        new(Home, await database.CreateAsync("empty", _ => Task.CompletedTask));

    private protected override async Task<Installation> CarryAsync(Installation home, string name)
    {
        var file = Path.Combine(Home, $"{name}.dump");
        await RunAsync("pg_dump", database.ConnectionString, "--format=custom", $"--file={file}");
        var copy = $"{Elsewhere}-{name}";
        Directory.CreateDirectory(Path.Combine(copy, "files"));
        foreach (var kept in Directory.GetFiles(Path.Combine(Home, "files")))
            if (Upload.IsKey(Path.GetFileName(kept)))
                File.Copy(kept, Path.Combine(copy, "files", Path.GetFileName(kept)));
        var target = await PostgreSqlServer.CreateDatabaseAsync();
        await RunAsync("pg_restore", target, "--exit-on-error", file);
        return new Installation(copy, target);
    }

    private static async Task RunAsync(string program, string connection, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo(
            PostgreSqlServer.Programs is { } folder ? Path.Combine(folder, program) : program
        )
        {
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = server.Password ?? "";
        foreach (
            var argument in (string[])
                [
                    $"--host={server.Host}",
                    $"--port={server.Port}",
                    $"--username={server.Username}",
                    $"--dbname={server.Database}",
                    .. arguments,
                ]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {said}");
    }
}
