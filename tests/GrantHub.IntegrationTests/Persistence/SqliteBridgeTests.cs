#if !FULL_FEED
using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrantHub.IntegrationTests.Persistence;

public class SqliteBridgeTests
{
    [Fact]
    public void Open_InMemory_UsesTheOperatingSystemsSqlite()
    {
        SqliteBridge.EnsureAvailable();
        using var connection = new SqliteConnection("Data Source=:memory:");

        connection.Open();

        // 3.35 (2021) is the first with RETURNING, which EF Core's inserts use.
        Assert.True(new Version(connection.ServerVersion) >= new Version(3, 35));
    }

    [Fact]
    public void EnsureAvailable_WithoutSqlite_SaysWhatToInstall()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() =>
            SqliteBridge.EnsureAvailable(SqliteBridge.Load("libnone-of-this-name.so.0"))
        );

        Assert.Contains("apt-get install libsqlite3-0", refusal.Message, StringComparison.Ordinal);
    }
}
#endif
