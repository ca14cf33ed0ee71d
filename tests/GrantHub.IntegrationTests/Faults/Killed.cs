namespace GrantHub.IntegrationTests.Faults;

/// <summary>Tests that start and kill programs take turns: several at once are too slow for each other’s patience.</summary>
internal static class Killed
{
    public const string Programs = "programs that are killed";
}
