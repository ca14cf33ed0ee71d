using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>How each supported database is reached.</summary>
public static class Databases
{
    /// <summary>Points a context at a database, with that provider's migrations.</summary>
    public static void Use(
        this DbContextOptionsBuilder options,
        DatabaseProvider provider,
        string connectionString
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddInterceptors(DirectWrites.Instance);
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                options.UseSqlite(
                    connectionString,
                    sqlite => sqlite.MigrationsAssembly("GrantHub.Migrations.Sqlite")
                );
                options.AddInterceptors(SqlitePragmas.Instance);
                break;
            case DatabaseProvider.PostgreSql:
                options.UseNpgsql(
                    Prepared(connectionString),
                    npgsql => npgsql.MigrationsAssembly("GrantHub.Migrations.PostgreSql")
                );
                break;
            case DatabaseProvider.SqlServer:
                options.UseSqlServer(
                    connectionString,
                    server => server.MigrationsAssembly("GrantHub.Migrations.SqlServer")
                );
                break;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(provider),
                    provider,
                    "No such database."
                );
        }
    }

    /// <summary>
    /// PostgreSQL keeps the plans of the pages' few dozen commands, which take longer to plan than to run; and GrantHub
    /// leaves nothing in a session that would have to be cleared. A connection string that sets either is left as it is.
    /// </summary>
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connectionString.Contains("Auto Prepare", StringComparison.OrdinalIgnoreCase))
            settings.MaxAutoPrepare = 100;
        if (!connectionString.Contains("Reset On Close", StringComparison.OrdinalIgnoreCase))
            settings.NoResetOnClose = true;
        return settings.ConnectionString;
    }

    /// <summary>Why this build cannot run on the database, as a sentence; null when it can.</summary>
    public static string? WhyNot(DatabaseProvider provider)
    {
#if FULL_FEED
        return null;
#else
        return provider == DatabaseProvider.SqlServer
            ? "This build cannot run on SQL Server, because parts of its client were not on the package feed it was built with. Build again with -p:PackageFeed=full; docs/dependencies.md says more."
            : null;
#endif
    }
}
