using System.Text.RegularExpressions;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Reminders;
using GrantHub.IntegrationTests.Backups;
using GrantHub.Testing;
using GrantHub.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>The scripts of migrations/roles. SQL Server's is read only: no server runs here.</summary>
public sealed class RoleTests : IClassFixture<PostgreSqlDatabase>, IDisposable
{
    private const string Password = "a password of the test";
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-roles-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [DatabaseFact]
    public async Task Program_WithItsRole_DoesItsWorkAndCannotTouchTheAuditTrail()
    {
        var administrator = await PostgreSqlServer.CreateDatabaseAsync();
        await RunAsync(administrator, Script("postgresql.sql"));
        await RunAsync(
            administrator,
            $"ALTER ROLE granthub_owner PASSWORD '{Password}'; ALTER ROLE granthub_program PASSWORD '{Password}'"
        );
        var owner = As(administrator, "granthub_owner");
        await using (var migrating = new Installation(folder, owner))
        {
            await migrating.MigrateAsync();
            await ProvisionAsync(migrating);
        }
        await RunAsync(administrator, Script("postgresql.sql"));
        var program = As(administrator, "granthub_program");

        await using (var running = new Installation(folder, program))
        {
            await running.MigrateAsync();
            await ProvisionAsync(running);
            await DemonstrationData.SeedAsync(
                running.Settings,
                new DateOnly(2026, 5, 5),
                "nine brown kettles",
                default
            );
            Assert.True(await running.Look(db => db.AuditEntries.AnyAsync()));
        }

        foreach (var table in (string[])["AuditEntries", "AccessEntries"])
        foreach (
            var sql in (string[])
                [
                    $"UPDATE \"{table}\" SET \"Hash\" = ''",
                    $"DELETE FROM \"{table}\"",
                    $"TRUNCATE \"{table}\"",
                    $"ALTER TABLE \"{table}\" ADD COLUMN x int",
                    $"DROP TABLE \"{table}\"",
                ]
        )
            await RefusedAsync(program, sql);
        await RefusedAsync(program, "DELETE FROM \"AuditHead\"");
        await RefusedAsync(program, "INSERT INTO \"AuditHead\" VALUES (3, 0, '')");
        await RefusedAsync(program, "CREATE TABLE mine (id int)");
        await RefusedAsync(program, "DELETE FROM \"__EFMigrationsHistory\"");
        await PostgreSqlServer.DropDatabaseAsync(administrator);
    }

    [Theory]
    [InlineData("postgresql.sql", @"^\s+\('(\w+)', '([A-Z, ]+)'\)")]
    [InlineData("sqlserver.sql", @"^\s+\(N'(\w+)', N'([A-Z, ]+)'\)")]
    public void Script_NamesEveryTableOfTheModelAndNoOther(string script, string line)
    {
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(DatabaseProvider.PostgreSql, "Host=localhost;Database=none");
        using var db = new GrantHubDb(options.Options);
        var rights = Regex
            .Matches(Script(script), line, RegexOptions.Multiline)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(
            db.Model.GetEntityTypes()
                .Select(type => type.GetTableName()!)
                .Append("__EFMigrationsHistory")
                .Distinct()
                .Order(StringComparer.Ordinal),
            rights.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("SELECT, INSERT", rights["AuditEntries"]);
        Assert.Equal("SELECT, INSERT", rights["AccessEntries"]);
        Assert.Equal("SELECT, UPDATE", rights["AuditHead"]);
    }

    private static Task ProvisionAsync(Installation of) =>
        Scheduling.ProvisionAsync(
            DatabaseProvider.PostgreSql,
            of.Services.GetRequiredService<ConnectionString>(),
            default
        );

    private static string As(string connection, string role) =>
        new NpgsqlConnectionStringBuilder(connection)
        {
            Username = role,
            Password = Password,
        }.ConnectionString;

    private static async Task RefusedAsync(string connection, string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, sql));
        Assert.True(
            refusal.SqlState == PostgresErrorCodes.InsufficientPrivilege,
            $"{sql}: {refusal.MessageText}"
        );
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Script(string name) =>
        File.ReadAllText(RepositoryRoot.PathOf("migrations", "roles", name));
}
