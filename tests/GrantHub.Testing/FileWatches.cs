using System.Runtime.CompilerServices;

namespace GrantHub.Testing;

internal static class FileWatches
{
    /// <summary>
    /// Every program that draws a page watches its style sheets, and Linux allows each user a hundred and some watches: the
    /// suites start more programs than that.
    /// </summary>
#pragma warning disable CA2255 // It is no library for others: whatever loads it is a suite of tests.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void DoWithout() =>
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
}
