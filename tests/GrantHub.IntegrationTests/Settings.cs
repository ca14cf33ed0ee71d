using System.Globalization;

namespace GrantHub.IntegrationTests;

/// <summary>How large a test with figures is, and the chance it runs by.</summary>
internal static class Settings
{
    public static int? Number(string name) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>GRANTHUB_SEED, to repeat a run, or a new one.</summary>
    public static int Seed { get; } = Number("GRANTHUB_SEED") ?? Environment.TickCount & 0xffff;
}
