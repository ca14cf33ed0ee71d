namespace GrantHub.Testing;

/// <summary>The folder of the whole project, found by walking up from the test assembly.</summary>
public static class RepositoryRoot
{
    public static string Folder { get; } = Find();

    /// <param name="parts">From the root, as "docs", "permissions.md".</param>
    public static string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GrantHub.sln")))
            folder =
                folder.Parent
                ?? throw new DirectoryNotFoundException(
                    "The tests do not run below the folder of GrantHub.sln."
                );
        return folder.FullName;
    }
}
