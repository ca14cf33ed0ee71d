namespace GrantHub.Infrastructure.Files;

/// <summary>A file that one process holds at a time; the operating system lets go of it however the process ends.</summary>
internal static class LockFile
{
    // What .NET gives for a lock that another holds: the error of Linux, of macOS, and two of Windows.
    private static readonly int[] Held =
    [
        11,
        35,
        unchecked((int)0x80070020),
        unchecked((int)0x80070021),
    ];

    /// <param name="folder">Made when it is missing.</param>
    /// <returns>Null while somebody else holds it.</returns>
    /// <exception cref="SettingsException">Nobody can hold it, because the folder cannot be written.</exception>
    public static FileStream? TryTake(string folder, string name)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(
                Path.Combine(folder, name),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException fault) when (Held.Contains(fault.HResult))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The data folder {folder} cannot be written: {fault.Message.TrimEnd('.')}. Give the account that GrantHub runs under the right to write there and room on the disk, or choose another folder with --data or the setting Data:Path."
            );
        }
    }
}
