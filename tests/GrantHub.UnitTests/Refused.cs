using GrantHub.Domain;

namespace GrantHub.UnitTests;

internal static class Refused
{
    /// <summary>The act is refused by the rule, in a sentence with these words: what is wrong and what to do.</summary>
    public static DomainException With(string code, Action act, params string[] words)
    {
        var refusal = Assert.Throws<DomainException>(act);
        Assert.Equal(code, refusal.Code);
        foreach (var word in words)
            Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    /// <summary>Refused because somebody else acted first.</summary>
    public static void AsConflict(string code, Action act, params string[] words) =>
        Assert.True(With(code, act, words).IsConflict);
}
