using GrantHub.IntegrationTests;
using GrantHub.IntegrationTests.Faults;
using GrantHub.IntegrationTests.Site;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    $"GrantHub.IntegrationTests.{nameof(LongestFirst)}",
    "GrantHub.IntegrationTests"
)]

namespace GrantHub.IntegrationTests;

/// <summary>What takes longest begins first, or everything else would wait for it at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        Killed.Programs,
        nameof(FuzzTests),
        nameof(AccessMatrixTests),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(
        IEnumerable<ITestCollection> testCollections
    ) =>
        testCollections.OrderBy(collection =>
        {
            var place = Array.FindIndex(
                Longest,
                name => collection.DisplayName.Contains(name, StringComparison.Ordinal)
            );
            return place < 0 ? Longest.Length : place;
        });
}
