namespace GrantHub.Infrastructure.Files;

public enum FileStore
{
    /// <summary>Files in a folder, which several web servers may share.</summary>
    Folder,

    /// <summary>In the database, where several web servers have no folder in common.</summary>
    Database,
}

/// <summary>The settings under "Files": where appendices are kept.</summary>
public sealed class FileSettings
{
    public const string Section = "Files";

    public FileStore Store { get; set; } = FileStore.Folder;

    /// <summary>The folder; empty: <c>files</c> in the data directory.</summary>
    public string Path { get; set; } = "";

    /// <summary>The folder's absolute path, whether or not files are kept in it.</summary>
    public string Folder(DataDirectory data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return System.IO.Path.GetFullPath(
            Path.Length > 0 ? Path : System.IO.Path.Combine(data.Path, "files")
        );
    }
}
