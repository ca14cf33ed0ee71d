using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// An advisory lock of the session: whoever migrates has it, from whatever machine, and the database lets go of it when the
/// connection ends.
/// </summary>
internal sealed class PostgreSqlMigrationLock(GrantHubDb db) : IAsyncDisposable
{
    // "GrantHub" as eight bytes.
    private const long Key = 0x4772616E74487562;

    /// <returns>Null while somebody else has it.</returns>
    public static async Task<IAsyncDisposable?> TryTakeAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        var taken = await db
            .Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Key}) AS \"Value\"")
            .SingleAsync(cancellationToken);
        if (taken)
            return new PostgreSqlMigrationLock(db);
        await db.Database.CloseConnectionAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // Said aloud, because the connection goes back to a pool and lives on.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Key})");
        await db.Database.CloseConnectionAsync();
    }
}
