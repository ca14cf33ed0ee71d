using GrantHub.Application;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Why the database or the disk does not do now what it does at other times.</summary>
public enum Outage
{
    /// <summary>Others held it for longer than one waits.</summary>
    Busy,

    /// <summary>There is no room on a disk.</summary>
    Full,

    /// <summary>It does not answer.</summary>
    Unreachable,
}

/// <summary>Tells faults of the machinery, which pass, from faults of GrantHub.</summary>
public static class Outages
{
    // sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    // learn.microsoft.com/sql/relational-databases/errors-events; those of the network are Windows's own.
    private const int SqlServerTimeout = -2;
    private const int SqlServerLockTimeout = 1222;
    private const int SqlServerFull = 1105;
    private const int SqlServerLogFull = 9002;
    private const byte SqlServerFatal = 20;
    private static readonly int[] SqlServerNetwork =
    [
        20,
        53,
        64,
        121,
        233,
        10053,
        10054,
        10060,
        10061,
    ];

    // ENOSPC and EDQUOT, of Linux and of macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] DiskFull =
    [
        28,
        122,
        69,
        unchecked((int)0x80070070),
        unchecked((int)0x80070027),
    ];

    /// <summary>
    /// What lies under a fault, however deep EF and its providers wrap it; null when that is no outage, or when it is one
    /// in which something may have been saved (<see cref="UncertainException"/>).
    /// </summary>
    public static Outage? Of(Exception? fault)
    {
        for (; fault is not null and not UncertainException; fault = fault.InnerException)
            if (Itself(fault) is { } outage)
                return outage;
        return null;
    }

    private static Outage? Itself(Exception fault) =>
        fault switch
        {
            SqliteException sqlite => OfSqlite(sqlite.SqliteErrorCode),
            PostgresException postgres => OfPostgreSql(postgres.SqlState),
            NpgsqlException { InnerException: TimeoutException } => Outage.Busy,
            NpgsqlException { InnerException: not PostgresException } => Outage.Unreachable,
            _ when IsBroken(fault) => Outage.Unreachable,
            SqlException server => OfSqlServer(server.Number, server.Class),
            IOException disk when DiskFull.Contains(disk.HResult) => Outage.Full,
            _ => null,
        };

    /// <summary>
    /// Npgsql stumbles over itself when a connection breaks while it still writes (github.com/npgsql/npgsql/issues/1323).
    /// </summary>
    public static bool IsBroken(Exception fault) =>
        fault is NullReferenceException or InvalidOperationException
        && fault.Source == typeof(NpgsqlConnection).Assembly.GetName().Name;

    private static Outage? OfSqlite(int code) =>
        code switch
        {
            SqliteBusy or SqliteLocked => Outage.Busy,
            SqliteFull => Outage.Full,
            SqliteReadOnly or SqliteIoError or SqliteCannotOpen => Outage.Unreachable,
            _ => null,
        };

    /// <param name="severity">From 20 on the connection has ended; a server that cannot be reached has it, with any number.</param>
    internal static Outage? OfSqlServer(int number, byte severity) =>
        number switch
        {
            SqlServerTimeout or SqlServerLockTimeout => Outage.Busy,
            SqlServerFull or SqlServerLogFull => Outage.Full,
            _ when severity >= SqlServerFatal || SqlServerNetwork.Contains(number) =>
                Outage.Unreachable,
            _ => null,
        };

    private static Outage? OfPostgreSql(string state) =>
        state switch
        {
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => Outage.Busy,
            PostgresErrorCodes.DiskFull => Outage.Full,
            PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.OutOfMemory
            or PostgresErrorCodes.IoError
            // A standby that is not yet the primary.
            or PostgresErrorCodes.ReadOnlySqlTransaction => Outage.Unreachable,
            // Class 08: connection exceptions.
            ['0', '8', ..] => Outage.Unreachable,
            _ => null,
        };
}
