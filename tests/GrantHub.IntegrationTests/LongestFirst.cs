using GrantHub.IntegrationTests;
using GrantHub.IntegrationTests.Faults;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    $"GrantHub.IntegrationTests.{nameof(LongestFirst)}",
    "GrantHub.IntegrationTests"
)]

namespace GrantHub.IntegrationTests;

/// <summary>
/// The tests that kill programs take turns for minutes. They begin first, or everything else would wait for them at the end.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(
        IEnumerable<ITestCollection> testCollections
    ) => testCollections.OrderByDescending(c => c.DisplayName == Killed.Programs);
}
