using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace GrantHub.Testing;

/// <summary>
/// A database on a PostgreSQL cluster of its own that flushes to disk what it commits, for tests that kill it and start it
/// again.
/// </summary>
public sealed class MortalPostgreSql() : TestDatabase(DatabaseKind.PostgreSql)
{
    private string? folder;
    private Process? guard;

    /// <summary>kill -9 of the postmaster; its other processes end by themselves.</summary>
    public void Kill()
    {
        var file = Path.Combine(folder!, "data", "postmaster.pid");
        var id = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(id);
        postmaster.Kill();
        postmaster.WaitForExit();
    }

    /// <summary>Starts the cluster again and waits until it has recovered.</summary>
    public async Task RestartAsync()
    {
        await guard!.StandardInput.WriteLineAsync();
        await guard.StandardInput.FlushAsync();
        if (await guard.StandardOutput.ReadLineAsync() != "started")
            throw new InvalidOperationException("PostgreSQL did not start again.");
    }

    protected override async Task<string> MakeTemplateAsync(string name, Func<string, Task> prepare)
    {
        var programs =
            PostgreSqlServer.Programs
            ?? throw new InvalidOperationException("PostgreSQL's programs are not installed.");
        (folder, guard) = await PostgreSqlCluster.StartDurableAsync(programs);
        var database = new NpgsqlConnectionStringBuilder(PostgreSqlCluster.ConnectionString(folder))
        {
            Database = "granthub",
            MaxPoolSize = 40,
        };
        await using var connection = new NpgsqlConnection(
            PostgreSqlCluster.ConnectionString(folder)
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE DATABASE granthub";
        await command.ExecuteNonQueryAsync();
        await prepare(database.ConnectionString);
        return database.ConnectionString;
    }

    /// <summary>The cluster is nobody else's, so that its one database need not be copied.</summary>
    protected override Task<string> CopyAsync(string template) => Task.FromResult(template);

    protected override Task DropAsync(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        guard!.StandardInput.Close();
        guard.WaitForExit();
        return Task.CompletedTask;
    }
}
