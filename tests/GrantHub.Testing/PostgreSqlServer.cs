using Npgsql;

namespace GrantHub.Testing;

/// <summary>
/// The PostgreSQL server of this test process: the one that <c>GRANTHUB_TEST_POSTGRES</c> names by its connection
/// string, else a private cluster when PostgreSQL's programs are installed. <c>GRANTHUB_TEST_POSTGRES=off</c> does without.
/// </summary>
public static class PostgreSqlServer
{
    private const string Setting = "GRANTHUB_TEST_POSTGRES";

    private static readonly Lazy<(
        string? ConnectionString,
        string? Programs,
        string? WhyAbsent
    )> found = new(Find);
    private static readonly Lazy<Task<string>> server = new(StartAsync);

    // CREATE DATABASE … TEMPLATE refuses a template that a second copy is being made from at that moment.
    private static readonly SemaphoreSlim oneAtATime = new(1, 1);

    // Keeps suites apart that share one server.
    private static readonly string run = Guid.NewGuid().ToString("N")[..12];
    private static int databases;

    /// <summary>Why there is no PostgreSQL, as a sentence, or null when there is one.</summary>
    public static string? WhyAbsent => found.Value.WhyAbsent;

    /// <summary>
    /// The folder of PostgreSQL's programs (<c>pg_dump</c>, <c>pg_restore</c>); null where there is none, or where another
    /// server, perhaps of another version, is named.
    /// </summary>
    public static string? Programs => found.Value.Programs;

    /// <summary>Makes a database, empty or as a copy of one that this method made and nobody is using.</summary>
    /// <param name="template">The template's connection string.</param>
    /// <returns>The new database's connection string.</returns>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL, or it does not start; the message says why.</exception>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var builder = new NpgsqlConnectionStringBuilder(await server.Value)
        {
            Database = $"granthub_test_{run}_{Interlocked.Increment(ref databases)}",
            MaxPoolSize = 40,
            IncludeErrorDetail = true,
        };
        var source = "template0";
        if (template is not null)
        {
            ClosePools();
            source = DatabaseOf(template);
        }

        await oneAtATime.WaitAsync();
        try
        {
            await ExecuteAsync($"CREATE DATABASE \"{builder.Database}\" TEMPLATE \"{source}\"");
        }
        finally
        {
            oneAtATime.Release();
        }

        return builder.ConnectionString;
    }

    /// <summary>Removes a database that <see cref="CreateDatabaseAsync"/> made, whoever is still connected to it.</summary>
    public static async Task DropDatabaseAsync(string connectionString)
    {
        ClosePools();
        await ExecuteAsync(
            $"DROP DATABASE IF EXISTS \"{DatabaseOf(connectionString)}\" WITH (FORCE)"
        );
    }

    private static async Task<string> StartAsync() =>
        found.Value switch
        {
            { WhyAbsent: { } reason } => throw new InvalidOperationException(reason),
            { ConnectionString: { } connectionString } => connectionString,
            _ => await PostgreSqlCluster.StartAsync(found.Value.Programs!),
        };

    private static (string?, string?, string?) Find()
    {
        var setting = Environment.GetEnvironmentVariable(Setting);
        if (string.Equals(setting, "off", StringComparison.OrdinalIgnoreCase))
        {
            return (null, null, $"No PostgreSQL: {Setting} is off.");
        }

        if (!string.IsNullOrWhiteSpace(setting))
        {
            return (setting, null, null);
        }

        var programs = PostgreSqlCluster.FindPrograms();
        return programs is null
            ? (
                null,
                null,
                $"No PostgreSQL: its programs (initdb, pg_ctl) are not installed, and {Setting} names no server."
            )
            : (null, programs, null);
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await server.Value);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // PostgreSQL takes no parameters here, and every name comes from this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static string DatabaseOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database!;

    // GrantHub adds settings of its own to the connection string, and a pool goes by the whole string.
    private static void ClosePools() => NpgsqlConnection.ClearAllPools();
}
