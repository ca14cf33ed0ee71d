using System.Text.RegularExpressions;
using GrantHub.Testing;

namespace GrantHub.ArchitectureTests;

/// <summary>The project's files.</summary>
internal static partial class Repository
{
    private static readonly string[] Produced = ["bin", "obj", "node_modules", "wwwroot"];

    public static string Root => RepositoryRoot.Folder;

    /// <summary>A source file by its path from the root, with forward slashes.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path));

    /// <summary>Paths from the root, with forward slashes; what a build makes is left out.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
                .Select(Relative)
                .Where(path => !path.Split('/').Any(Produced.Contains))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The folders of a project at every depth, as paths from the project.</summary>
    public static IReadOnlyList<string> Folders(string project) =>
        [
            .. Files(project, "*")
                .Select(path => Path.GetDirectoryName(path)!.Replace('\\', '/'))
                .Where(folder => folder.Length > project.Length)
                .Select(folder => folder[(project.Length + 1)..])
                .Distinct(),
        ];

    /// <summary>The lines of every C# file under src that match, as "path:line: text"; comments do not count.</summary>
    public static IReadOnlyList<string> LinesMatching(Regex pattern, string folder = "src") =>
        [
            .. Files(folder, "*.cs")
                .SelectMany(path =>
                    WithoutComments(Read(path))
                        .Split('\n')
                        .Select((line, index) => (Path: path, Line: line, Number: index + 1))
                )
                .Where(found => pattern.IsMatch(found.Line))
                .Select(found => $"{found.Path}:{found.Number}: {found.Line.Trim()}"),
        ];

    /// <summary>The text with comments blanked, lines kept; what looks like a comment in a string stays.</summary>
    public static string WithoutComments(string source) =>
        CommentOrString()
            .Replace(
                source,
                found =>
                    found.Groups["comment"].Success
                        ? new string('\n', found.Value.Count(c => c == '\n'))
                        : found.Value
            );

    private static string Relative(string path) =>
        Path.GetRelativePath(Root, path).Replace('\\', '/');

    [GeneratedRegex(
        """"
            (?<comment>//[^\n]*|/\*.*?\*/)|"""+.*?"""+|\$?@\$?"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'
            """",
        RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex CommentOrString();
}
