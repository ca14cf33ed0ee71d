using System.Collections.Concurrent;
using System.Data.Common;
using System.Net.Sockets;
using GrantHub.Application.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GrantHub.IntegrationTests.Faults;

/// <summary>The program with machinery that fails when a test says so, and that waits for others only for a moment.</summary>
public abstract class OutageFixture(TestDatabase database) : AppFixture(database)
{
    public FailingDatabase Database { get; } = new();

    public FullDisk Disk { get; } = new();

    public Notes Log { get; } = new();

    public string Connection => Services.GetRequiredService<ConnectionString>().Value;

    protected override void Configure(IServiceCollection services)
    {
        services.ConfigureDbContext<GrantHubDb>(options =>
            options.AddInterceptors(Database, Database.Transactions)
        );
        var store = services.Last(service => service.ServiceType == typeof(IAppendixStore));
        services.AddSingleton(provider =>
        {
            Disk.Store = (IAppendixStore)(
                store.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, store.ImplementationType!)
            );
            return (IAppendixStore)Disk;
        });
        services.AddSingleton<ILoggerProvider>(Log);
    }
}

/// <inheritdoc cref="OutageFixture"/>
public sealed class OutageApp<TDatabase>() : OutageFixture(new TDatabase())
    where TDatabase : TestDatabase, new();

public enum Breaks
{
    Never,
    AfterBegin,
    AtCommit,
}

/// <summary>Connections that fill up or break.</summary>
public sealed class FailingDatabase : DbConnectionInterceptor
{
    public FailingDatabase() => Transactions = new(this);

    /// <summary>There is no room for another page.</summary>
    public bool IsFull { get; set; }

    public Breaks Breaks { get; set; }

    /// <summary>It cannot be reached.</summary>
    public bool IsAway { get; set; }

    internal FailingTransactions Transactions { get; }

    public override InterceptionResult ConnectionOpening(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result
    ) =>
        !IsAway ? result
        : connection is SqliteConnection
            ? throw new SqliteException("unable to open database file", 14)
        : throw new NpgsqlException("Failed to connect", new SocketException(111));

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection,
        ConnectionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        if (connection is SqliteConnection sqlite)
        {
            sqlite.DefaultTimeout = 1;
            command.CommandText = IsFull
                ? "PRAGMA busy_timeout=100; PRAGMA max_page_count=1;"
                : "PRAGMA busy_timeout=100; PRAGMA max_page_count=1000000;";
        }
        else
            command.CommandText = "SET lock_timeout = '300ms'";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    internal sealed class FailingTransactions(FailingDatabase database) : DbTransactionInterceptor
    {
        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection,
            TransactionEndEventData eventData,
            DbTransaction result,
            CancellationToken cancellationToken = default
        )
        {
            if (database.Breaks == Breaks.AfterBegin)
                await BreakAsync((NpgsqlConnection)connection);
            return result;
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        )
        {
            if (database.Breaks == Breaks.AtCommit)
                await BreakAsync((NpgsqlConnection)transaction.Connection!);
            return result;
        }

        /// <summary>Ends the connection at the server's side, and waits until it has ended.</summary>
        private static async Task BreakAsync(NpgsqlConnection connection)
        {
            await using var other = new NpgsqlConnection(connection.ConnectionString);
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "SELECT pg_terminate_backend($1, 5000)";
            command.Parameters.Add(new NpgsqlParameter { Value = connection.ProcessID });
            await command.ExecuteScalarAsync();
        }
    }
}

/// <summary>A store whose disk is full when a test says so.</summary>
public sealed class FullDisk : IAppendixStore
{
    internal IAppendixStore Store { get; set; } = null!;

    public bool IsFull { get; set; }

    public async Task<StoredFile> SaveAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        if (IsFull)
            await RunOutAsync();
        return await Store.SaveAsync(content, fileName, cancellationToken);
    }

    public Task<StoredFile> HoldAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    ) => Store.HoldAsync(content, fileName, cancellationToken);

    public void Keep(string storageKey) => Store.Keep(storageKey);

    public Task<Stream> OpenAsync(
        string storageKey,
        string sha256Hex,
        CancellationToken cancellationToken
    ) => Store.OpenAsync(storageKey, sha256Hex, cancellationToken);

    public void Delete(string storageKey) => Store.Delete(storageKey);

    /// <summary>What a full disk does: Linux has one of no size, elsewhere it is played.</summary>
    private static async Task RunOutAsync()
    {
        if (!OperatingSystem.IsLinux())
            throw new IOException("No space", unchecked((int)0x80070070));
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
        full.WriteByte(0);
        await full.FlushAsync();
    }
}

/// <summary>What the program logs.</summary>
public sealed class Notes : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Lines.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose() { }
}
