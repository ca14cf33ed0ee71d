namespace GrantHub.ArchitectureTests;

internal static class Offenders
{
    /// <summary>Fails with everything that breaks the rule, one a line.</summary>
    public static void None(IEnumerable<object?> found)
    {
        var offenders = found.ToList();
        Assert.True(offenders.Count == 0, string.Join('\n', offenders));
    }
}
