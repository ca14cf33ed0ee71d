using GrantHub.Application.Files;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Files;

public abstract class DatabaseAppendixStoreTests(AppFixture app) : AppendixStoreTests, IDisposable
{
    private readonly List<IServiceScope> scopes = [];

    public void Dispose()
    {
        foreach (var scope in scopes)
            scope.Dispose();
        // Each test begins with nothing stored.
        app.Look(db => db.FileContents.ExecuteDeleteAsync()).GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    [DatabaseFact]
    public async Task Keep_InATransactionThatFails_LeavesTheFileHeld()
    {
        var held = await HoldAsync(Now);
        using var scope = app.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await using (await db.Database.BeginTransactionAsync())
            Of(scope, Now).Keep(held.StorageKey);

        Assert.True(await app.Look(d => d.FileContents.Select(c => c.IsHeld).SingleAsync()));
    }

    [DatabaseFact]
    public async Task Save_LargeFile_IsInPiecesOf256Kilobytes()
    {
        await SaveAsync(PdfOf(600_000), "plan.pdf");

        var pieces = await app.Look(db =>
            db.FilePieces.OrderBy(p => p.Number).Select(p => p.Bytes.Length).ToListAsync()
        );

        Assert.Equal([262_144, 262_144, 75_712], pieces);
    }

    private protected override IAppendixStore Store(DateTime? now = null)
    {
        var scope = app.Services.CreateScope();
        scopes.Add(scope);
        return Of(scope, now ?? Now);
    }

    protected override async Task<IReadOnlyList<string>> StoredAsync() =>
        await app.Look(db =>
            db.FileContents.Select(c => c.StorageKey).OrderBy(key => key).ToListAsync()
        );

    protected override async Task DamageAsync(string storageKey) =>
        Assert.Equal(
            1,
            await app.Look(db =>
                db.FilePieces.Where(p => p.StorageKey == storageKey && p.Number == 0)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(p => p.Bytes, new byte[FilePiece.MostBytes])
                    )
            )
        );

    private DatabaseAppendixStore Of(IServiceScope scope, DateTime now) =>
        new(
            scope.ServiceProvider.GetRequiredService<GrantHubDb>(),
            app.Services.GetRequiredService<IServiceScopeFactory>(),
            new FixedClock(now)
        );
}

public sealed class DatabaseAppendixStoreTests_OnSqlite(App<SqliteDatabase> app)
    : DatabaseAppendixStoreTests(app),
        IClassFixture<App<SqliteDatabase>>;

public sealed class DatabaseAppendixStoreTests_OnPostgreSql(App<PostgreSqlDatabase> app)
    : DatabaseAppendixStoreTests(app),
        IClassFixture<App<PostgreSqlDatabase>>;
