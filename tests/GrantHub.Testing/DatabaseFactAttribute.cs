using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace GrantHub.Testing;

/// <summary>
/// A fact that runs on each database. It stands in an abstract class, whose subclasses name the database by their
/// fixture, for instance <c>sealed class SignTests_OnPostgreSql : SignTests, IClassFixture&lt;PostgreSqlDatabase&gt;</c>
/// or a fixture generic in it. Where there is no PostgreSQL the test shows as skipped, by name and with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("GrantHub.Testing.DatabaseFactDiscoverer", "GrantHub.Testing")]
public sealed class DatabaseFactAttribute : FactAttribute;

/// <summary>A theory that runs on each database; see <see cref="DatabaseFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("GrantHub.Testing.DatabaseTheoryDiscoverer", "GrantHub.Testing")]
public sealed class DatabaseTheoryAttribute : TheoryAttribute;

public sealed class DatabaseFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo factAttribute
    ) =>
        AbsentDatabase.Skip(DiagnosticMessageSink, discoveryOptions, testMethod)
        ?? base.Discover(discoveryOptions, testMethod, factAttribute);
}

public sealed class DatabaseTheoryDiscoverer(IMessageSink diagnostics)
    : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions,
        ITestMethod testMethod,
        IAttributeInfo theoryAttribute
    ) =>
        AbsentDatabase.Skip(DiagnosticMessageSink, discoveryOptions, testMethod)
        ?? base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

file static class AbsentDatabase
{
    /// <summary>The one skipped test case when the class's database is absent, else null.</summary>
    public static IEnumerable<IXunitTestCase>? Skip(
        IMessageSink diagnostics,
        ITestFrameworkDiscoveryOptions options,
        ITestMethod method
    ) =>
        PostgreSqlServer.WhyAbsent is { } reason
        && method.TestClass.Class.ToRuntimeType().GetInterfaces().Any(Names<PostgreSqlDatabase>)
            ?
            [
                new XunitSkippedDataRowTestCase(
                    diagnostics,
                    options.MethodDisplayOrDefault(),
                    options.MethodDisplayOptionsOrDefault(),
                    method,
                    reason
                ),
            ]
            : null;

    private static bool Names<T>(Type type) =>
        type == typeof(T) || type.GetGenericArguments().Any(Names<T>);
}
