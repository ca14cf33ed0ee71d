using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Persistence.SqlServer;

/// <summary>As <see cref="PostgreSql.PostgreSqlMigrationLock"/>, by the application lock of a session.</summary>
internal sealed class SqlServerMigrationLock(GrantHubDb db) : IAsyncDisposable
{
    public const string Take = """
        DECLARE @taken int;
        EXEC @taken = sp_getapplock @Resource = N'GrantHub.Migrate', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0;
        SELECT @taken AS [Value];
        """;
    public const string Release =
        "EXEC sp_releaseapplock @Resource = N'GrantHub.Migrate', @LockOwner = 'Session';";

    /// <returns>Null while somebody else has it.</returns>
    public static async Task<IAsyncDisposable?> TryTakeAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        // Below 0 it was not granted (learn.microsoft.com/sql: sp_getapplock).
        var taken = await db.Database.SqlQueryRaw<int>(Take).ToListAsync(cancellationToken);
        if (taken is [>= 0])
            return new SqlServerMigrationLock(db);
        await db.Database.CloseConnectionAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await db.Database.ExecuteSqlRawAsync(Release);
        await db.Database.CloseConnectionAsync();
    }
}
