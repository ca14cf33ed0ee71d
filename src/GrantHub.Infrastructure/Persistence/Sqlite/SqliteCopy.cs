using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Persistence.Sqlite;

/// <summary>What only SQLite can do with a whole database.</summary>
internal static class SqliteCopy
{
    /// <summary>Writes the database as it is at one moment to a new file, while others go on reading and writing.</summary>
    public static Task WriteAsync(
        GrantHubDb db,
        string path,
        CancellationToken cancellationToken
    ) => db.Database.ExecuteSqlRawAsync("VACUUM INTO {0}", [path], cancellationToken);

    /// <summary>Whether every page and index of the file is sound.</summary>
    public static async Task<bool> IsSoundAsync(GrantHubDb db, CancellationToken cancellationToken)
    {
        var said = await db
            .Database.SqlQueryRaw<string>("PRAGMA integrity_check(1)")
            .ToListAsync(cancellationToken);
        return said is ["ok"];
    }
}
