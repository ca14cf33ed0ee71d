using System.Reflection;
using System.Text;
using GrantHub.Application;
using GrantHub.Domain.People;

namespace GrantHub.ArchitectureTests;

/// <summary><c>docs/permissions.md</c> says what the code does; the code writes it, a person reads it.</summary>
public sealed class PermissionsDocumentTests
{
    /// <summary>What follows is written by the test that asks for every address, AccessMatrixTests.</summary>
    private const string Addresses = "\n## Who may use each address\n";

    [Fact]
    public void PermissionsDocument_SaysWhatTheCodeDoes()
    {
        var path = Path.Combine(Repository.Root, "docs", "permissions.md");
        var expected = Document();
        var written = File.ReadAllText(path);
        var addresses = written.IndexOf(Addresses, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("GRANTHUB_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected + written[addresses..]);

        Assert.Equal(expected, written[..addresses]);
    }

    private static string Document()
    {
        var text = new StringBuilder();
        text.Append("# Permissions\n\n");
        text.Append(
            "Written from the code; `GRANTHUB_WRITE_DOCS=1 ./granthub test architecture` writes it again. "
        );
        text.Append("A permission stands on a request, so pages, jobs and commands all obey it. ");
        text.Append(
            "What is one's own (a draft, an organisation) is a matter of each request beside it. "
        );
        text.Append("The command line acts as `operator` and holds every permission. ");
        text.Append("A deputy holds what the role of the officer holds.\n\n");
        text.Append("## Who holds what\n\n");
        text.Append("| permission | roles |\n| --- | --- |\n");
        foreach (var permission in Enum.GetValues<Permission>())
            text.Append("| ")
                .Append(permission)
                .Append(" | ")
                .Append(Holders(permission))
                .Append(" |\n");
        text.Append("\n## What each request needs\n\n");
        text.Append("| area | request | permission |\n| --- | --- | --- |\n");
        foreach (var (area, request, permission) in Requests())
            text.Append("| ")
                .Append(area)
                .Append(" | ")
                .Append(request)
                .Append(" | ")
                .Append(permission)
                .Append(" |\n");
        return text.ToString();
    }

    private static string Holders(Permission permission)
    {
        var roles = Roles.All.Where(role => Permissions.Of(role).Contains(permission)).ToList();
        return roles.Count == Roles.All.Count
            ? "everybody who is signed in"
            : string.Join(", ", roles.Select(role => role.Title()));
    }

    private static IEnumerable<(string Area, string Request, Permission Permission)> Requests() =>
        from type in typeof(IGrantHubDb).Assembly.GetTypes()
        let requires = type.GetCustomAttribute<RequiresAttribute>()
        where requires is not null
        let area = type.Namespace!.Split('.')[^1]
        orderby area, type.Name
        select (area, type.Name, requires.Permission);
}
