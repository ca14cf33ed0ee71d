using System.Text.RegularExpressions;

namespace GrantHub.ArchitectureTests;

/// <summary>docs/security.md names tests as evidence, so they have to be there.</summary>
public partial class SecurityDocumentTests
{
    private const string Document = "docs/security.md";

    [Fact]
    public void Tests_NamedAsEvidence_AreThere()
    {
        var written = Repository
            .Files("tests", "*.cs")
            .SelectMany(path => ClassName().Matches(Repository.Read(path)))
            .Select(found => found.Groups[1].Value)
            .ToHashSet();
        var named = TestName()
            .Matches(Repository.Read(Document))
            .Select(found => found.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(named);
        Offenders.None(named.Where(name => !written.Contains(name)).Distinct());
    }

    [Fact]
    public void Chapters_AreAllThere() =>
        Assert.Equal(
            Enumerable.Range(1, 17),
            Chapter()
                .Matches(Repository.Read(Document))
                .Select(found => int.Parse(found.Groups[1].ValueSpan, provider: null))
        );

    [GeneratedRegex(@"\bclass\s+(\w+Tests)\b")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^## V(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Chapter();
}
