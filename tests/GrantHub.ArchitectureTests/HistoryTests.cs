using System.Text.RegularExpressions;

namespace GrantHub.ArchitectureTests;

/// <summary>Whatever happens reads as a sentence in the history, and not as the word under which it is stored.</summary>
public sealed partial class HistoryTests
{
    [Fact]
    public void Happenings_AllHaveWordsForPeople()
    {
        var words = string.Concat(
            Repository
                .Files("src/GrantHub.Web/Features", "*Words.cs")
                .Select(path => Repository.Read(path))
        );
        var stored = Repository
            .Files("src/GrantHub.Domain", "*.cs")
            .Concat(Repository.Files("src/GrantHub.Application", "*.cs"))
            .SelectMany(path => Happening().Matches(Repository.Read(path)))
            .SelectMany(match => Literal().Matches(match.Groups[1].Value))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.InRange(stored.Count, 100, 1_000);
        Offenders.None(
            stored.Where(what =>
                !words.Contains($"\"{what}\"", StringComparison.Ordinal)
                && !words.Contains($"\"{what}:", StringComparison.Ordinal)
            )
        );
    }

    /// <summary>Up to the end of the first argument.</summary>
    [GeneratedRegex(@"new Happening\(([^,)]*)")]
    private static partial Regex Happening();

    [GeneratedRegex("\"([A-Z][A-Za-z]+)")]
    private static partial Regex Literal();
}
