using System.Reflection;
using System.Runtime.CompilerServices;
using GrantHub.Application;
using GrantHub.Domain;

namespace GrantHub.ArchitectureTests;

/// <summary>The project's own assemblies.</summary>
internal static class Solution
{
    public static readonly Assembly Domain = typeof(DomainException).Assembly;
    public static readonly Assembly Application = typeof(IGrantHubDb).Assembly;
    public static readonly Assembly Infrastructure = Assembly.Load("GrantHub.Infrastructure");
    public static readonly Assembly Web = Assembly.Load("GrantHub.Web");
    public static readonly IReadOnlyList<Assembly> All = [Domain, Application, Infrastructure, Web];

    /// <summary>What people wrote in an assembly; closures and other types of the compiler's are left out.</summary>
    public static IEnumerable<Type> Written(this Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<')
            );
}
