using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrantHub.Testing;

/// <summary>A SQLite file in the test class's folder.</summary>
public sealed class SqliteDatabase() : TestDatabase(DatabaseKind.Sqlite)
{
    protected override async Task<string> MakeTemplateAsync(string name, Func<string, Task> prepare)
    {
        SqliteBridge.EnsureAvailable();
        var folder = Directory.CreateTempSubdirectory("granthub-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, $"{name}.db");

        // Without pooling the last connection closes here, and SQLite then folds the write-ahead log into the file.
        await prepare(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()
        );
        return file;
    }

    protected override Task<string> CopyAsync(string template)
    {
        var file = Path.Combine(Folder, "granthub.db");
        File.Copy(template, file);
        return Task.FromResult(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
    }

    protected override Task DropAsync(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        return Task.CompletedTask;
    }
}
