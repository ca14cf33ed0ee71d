using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GrantHub.Infrastructure.Persistence.Sqlite;

/// <summary>
/// Settings of every SQLite connection: readers never wait for the writer (WAL), a writer waits up to five seconds for
/// another, and a commit is on the disk before it is acknowledged (FULL), because a decision must outlive a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static SqlitePragmas Instance { get; } = new();

    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";

    // Its type differs between the two package feeds, so it is not named here.
    private static readonly PropertyInfo Handle = typeof(SqliteConnection).GetProperty("Handle")!;

    // EF opens a pooled connection for every command; the settings stay with SQLite's own handle.
    private readonly ConditionalWeakTable<object, object> set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = Handle.GetValue(connection)!;
        if (set.TryGetValue(handle, out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        set.TryAdd(handle, handle);
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has nothing to wait for: its "asynchronous" commands run on this thread too.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
