using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Persistence.Sqlite;

/// <summary>
/// EF marks a running migration of a SQLite database with a row that a killed process leaves behind, and the next one
/// would wait for it without end.
/// </summary>
internal static class SqliteMigrationLock
{
    public static async Task ClearAsync(GrantHubDb db, CancellationToken cancellationToken)
    {
        var tables = await db
            .Database.SqlQueryRaw<int>(
                "SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'"
            )
            .SingleAsync(cancellationToken);
        if (tables > 0)
            await db.Database.ExecuteSqlRawAsync(
                "DELETE FROM \"__EFMigrationsLock\"",
                cancellationToken
            );
    }
}
