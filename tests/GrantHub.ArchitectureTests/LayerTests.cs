using System.Reflection;
using System.Xml.Linq;

namespace GrantHub.ArchitectureTests;

public class LayerTests
{
    /// <summary>The assemblies that every .NET program has; nothing of ASP.NET Core is among them.</summary>
    private static readonly HashSet<string> BaseClassLibrary =
    [
        .. Directory
            .EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)),
    ];

    [Fact]
    public void Domain_ReferencesNothingButTheBaseClassLibrary()
    {
        Offenders.None(References(Solution.Domain).Except(BaseClassLibrary));
        Offenders.None(Project("GrantHub.Domain"));
    }

    [Fact]
    public void Application_KnowsNeitherInfrastructureNorWeb()
    {
        string[] below = ["GrantHub.Domain"];
        Assert.Equal(below, References(Solution.Application).Where(IsOurs));
        Assert.Equal(below, Project("GrantHub.Application").Where(IsOurs));
    }

    [Fact]
    public void Infrastructure_DoesNotKnowWeb()
    {
        Assert.DoesNotContain("GrantHub.Web", References(Solution.Infrastructure));
        Assert.Equal(["GrantHub.Application"], Project("GrantHub.Infrastructure").Where(IsOurs));
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("GrantHub.", StringComparison.Ordinal);

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    /// <summary>What a project file asks for: packages, frameworks and projects, by name.</summary>
    private static List<string> Project(string name) =>
        [
            .. XDocument
                .Parse(Repository.Read($"src/{name}/{name}.csproj"))
                .Descendants()
                .Where(item =>
                    item.Name.LocalName
                        is "PackageReference"
                            or "ProjectReference"
                            or "FrameworkReference"
                            or "Reference"
                )
                .Select(item => (string)item.Attribute("Include")!)
                .Select(item =>
                    item.EndsWith(".csproj", StringComparison.Ordinal)
                        ? Path.GetFileNameWithoutExtension(item.Replace('\\', '/'))
                        : item
                ),
        ];
}
