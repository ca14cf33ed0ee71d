using GrantHub.Domain;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Backups;

/// <summary>Where a SQLite installation's database and files are.</summary>
public sealed class BackupPlaces
{
    public BackupPlaces(
        IOptions<DatabaseOptions> database,
        ConnectionString connection,
        IOptions<DataDirectory> data,
        IOptions<FileSettings> files
    )
    {
        if (database.Value.Provider != DatabaseProvider.Sqlite)
            throw new DomainException(
                "backup.database",
                database.Value.Provider == DatabaseProvider.PostgreSql
                    ? "GrantHub backs up and restores SQLite only. This database is PostgreSQL: use pg_dump and pg_restore, and copy the folder of files; docs/operations.md says how."
                    : "GrantHub backs up and restores SQLite only. This database is SQL Server: use BACKUP DATABASE and RESTORE DATABASE, and copy the folder of files; docs/operations.md says how."
            );
        Database = Path.GetFullPath(new SqliteConnectionStringBuilder(connection.Value).DataSource);
        Files = files.Value.Folder(data.Value);
        Data = data.Value;
    }

    /// <summary>The database's file.</summary>
    public string Database { get; }

    /// <summary>The folder of files.</summary>
    public string Files { get; }

    public DataDirectory Data { get; }
}
