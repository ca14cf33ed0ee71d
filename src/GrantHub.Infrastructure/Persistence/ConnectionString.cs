using GrantHub.Infrastructure.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Where the database is: the setting, or for SQLite a file in the data folder.</summary>
public sealed class ConnectionString(
    IConfiguration configuration,
    IOptions<DatabaseOptions> database,
    IOptions<DataDirectory> data
)
{
    public const string FileName = "granthub.db";

    public string Value { get; } =
        configuration.GetConnectionString("GrantHub") is { Length: > 0 } setting ? setting
        : database.Value.Provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(data.Value.Path, FileName)}"
        : throw new SettingsException(
            $"The database {database.Value.Provider} needs a connection string. Set ConnectionStrings:GrantHub in appsettings.json or the environment variable ConnectionStrings__GrantHub."
        );
}
