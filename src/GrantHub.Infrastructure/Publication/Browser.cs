namespace GrantHub.Infrastructure.Publication;

/// <summary>Where a Chromium, Chrome or Edge is installed.</summary>
internal static class Browser
{
    private static readonly string[] UnixNames =
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "microsoft-edge-stable",
        "microsoft-edge",
    ];

    private static readonly string[] WindowsPlaces =
    [
        @"Chromium\Application\chrome.exe",
        @"Google\Chrome\Application\chrome.exe",
        @"Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] MacPlaces =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    /// <summary>The first program file that exists, or null.</summary>
    public static string? Find() => Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SpecialFolder[] roots =
            [
                Environment.SpecialFolder.ProgramFiles,
                Environment.SpecialFolder.ProgramFilesX86,
                Environment.SpecialFolder.LocalApplicationData,
            ];
            return from place in WindowsPlaces
                from root in roots
                select Path.Combine(Environment.GetFolderPath(root), place);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/local/bin", "/snap/bin"]);
        var onPath =
            from name in UnixNames
            from folder in folders
            select Path.Combine(folder, name);
        return OperatingSystem.IsMacOS() ? MacPlaces.Concat(onPath) : onPath;
    }
}
