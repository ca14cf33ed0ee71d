namespace GrantHub.Infrastructure.Files;

/// <summary>
/// Held by the server that runs on a data directory with SQLite, so that no second one starts on it and nothing is restored
/// below it.
/// </summary>
public static class ServerLock
{
    /// <returns>Null while somebody else holds it.</returns>
    /// <exception cref="SettingsException">The folder cannot be written.</exception>
    public static FileStream? TryTake(DataDirectory data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return LockFile.TryTake(data.Path, "server.lock");
    }
}
