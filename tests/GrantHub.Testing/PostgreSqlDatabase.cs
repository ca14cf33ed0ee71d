namespace GrantHub.Testing;

/// <summary>A database of its own on the PostgreSQL server that <see cref="PostgreSqlServer"/> finds or starts.</summary>
public sealed class PostgreSqlDatabase() : TestDatabase(DatabaseKind.PostgreSql)
{
    protected override async Task<string> MakeTemplateAsync(string name, Func<string, Task> prepare)
    {
        var database = await PostgreSqlServer.CreateDatabaseAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            PostgreSqlServer.DropDatabaseAsync(database).GetAwaiter().GetResult();
        await prepare(database);
        return database;
    }

    protected override Task<string> CopyAsync(string template) =>
        PostgreSqlServer.CreateDatabaseAsync(template);

    protected override Task DropAsync(string connectionString) =>
        PostgreSqlServer.DropDatabaseAsync(connectionString);
}
