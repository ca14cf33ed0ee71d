using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Persistence.PostgreSql;
using GrantHub.Infrastructure.Persistence.SqlServer;
using GrantHub.Infrastructure.Reminders;
using GrantHub.IntegrationTests.Backups;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>Several machines that start at once on one PostgreSQL.</summary>
public sealed class MigrationLockTests : IClassFixture<PostgreSqlDatabase>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-migrate-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [DatabaseFact]
    public async Task Migrate_FourAtOnceOnAnEmptyDatabase_AllSucceed()
    {
        var connection = await PostgreSqlServer.CreateDatabaseAsync();
        var machines = Enumerable
            .Range(0, 4)
            .Select(n => new Installation(Path.Combine(folder, $"machine-{n}"), connection))
            .ToList();

        await Task.WhenAll(machines.Select(machine => Task.Run(() => MigrateAsync(machine))));

        await using var db = Open(connection);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(
            await db.Templates.CountAsync(),
            await db.Templates.Select(t => new { t.Key, t.TemplateVersion }).Distinct().CountAsync()
        );
        var quartz = await db
            .Database.SqlQuery<int>(
                $"SELECT COUNT(*)::int AS \"Value\" FROM pg_tables WHERE tablename = 'qrtz_triggers'"
            )
            .SingleAsync();
        Assert.Equal(1, quartz);
        foreach (var machine in machines)
            await machine.DisposeAsync();
        await PostgreSqlServer.DropDatabaseAsync(connection);
    }

    [DatabaseFact]
    public async Task Lock_WhileAnotherMachineHasIt_IsNotGivenAndIsFreeAfterwards()
    {
        var connection = await PostgreSqlServer.CreateDatabaseAsync();
        await using var one = Open(connection);
        await using var other = Open(connection);

        var held = await PostgreSqlMigrationLock.TryTakeAsync(one, default);
        Assert.NotNull(held);
        Assert.Null(await PostgreSqlMigrationLock.TryTakeAsync(other, default));
        await held.DisposeAsync();

        var free = await PostgreSqlMigrationLock.TryTakeAsync(other, default);
        Assert.NotNull(free);
        await free.DisposeAsync();
        await PostgreSqlServer.DropDatabaseAsync(connection);
    }

    /// <summary>No SQL Server runs here: only what would be sent is known.</summary>
    [Fact]
    public void Lock_OnSqlServer_IsOfTheSessionAndExclusive()
    {
        Assert.Contains("@LockOwner = 'Session'", SqlServerMigrationLock.Take);
        Assert.Contains("@LockMode = 'Exclusive'", SqlServerMigrationLock.Take);
        Assert.Contains(
            "sp_releaseapplock @Resource = N'GrantHub.Migrate'",
            SqlServerMigrationLock.Release
        );
    }

    private static async Task MigrateAsync(Installation machine)
    {
        await machine.MigrateAsync();
        await Scheduling.ProvisionAsync(
            DatabaseProvider.PostgreSql,
            machine.Services.GetRequiredService<ConnectionString>(),
            default
        );
    }

    private static GrantHubDb Open(string connection)
    {
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(DatabaseProvider.PostgreSql, connection);
        return new GrantHubDb(options.Options);
    }
}
