namespace GrantHub.Infrastructure.Files;

/// <summary>The folder that holds what GrantHub keeps: SQLite's file, uploads and keys.</summary>
public sealed class DataDirectory
{
    /// <summary>Absolute, or relative to the working directory.</summary>
    public string Path { get; set; } = "data";
}
