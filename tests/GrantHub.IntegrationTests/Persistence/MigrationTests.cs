using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>The migrations of each database are those of the model. No server is asked.</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=none.db")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost;Database=none")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost;Database=none")]
    public void Migrations_OfEachDatabase_LeaveNothingPending(
        DatabaseProvider provider,
        string connection
    )
    {
        using var db = Context(provider, connection);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Script_ForSqlServer_MakesEveryTable()
    {
        using var db = Context(DatabaseProvider.SqlServer, "Server=localhost;Database=none");

        var script = db.Database.GenerateCreateScript();

        foreach (
            var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).Distinct()
        )
            Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
    }

    private static GrantHubDb Context(DatabaseProvider provider, string connection)
    {
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(provider, connection);
        return new GrantHubDb(options.Options);
    }
}
