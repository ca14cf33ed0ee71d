using System.Text.RegularExpressions;

namespace GrantHub.ArchitectureTests;

/// <summary>Rules that are read off the text of the sources.</summary>
public partial class SourceTests
{
    private const int LongestFile = 500;

    /// <summary>Each with the reason why nothing narrower would do.</summary>
    private static readonly Dictionary<string, string> CatchAll = new()
    {
        ["src/GrantHub.Infrastructure/Files/FolderAppendixStore.cs"] =
            "takes a half-written file away, whatever went wrong, and throws on",
        ["src/GrantHub.Infrastructure/Files/DatabaseAppendixStore.cs"] =
            "lets go of the connection, whatever went wrong, and throws on",
        ["src/GrantHub.Infrastructure/Mail/OutboxSender.cs"] =
            "an e-mail that cannot be written or carried, whyever, must not keep the others back; it notes and logs it",
        ["src/GrantHub.Infrastructure/Reminders/JobRunner.cs"] =
            "a job that fails must not take the server down, whatever went wrong; it notes and logs it",
    };

    private static readonly string[] BusinessWords =
    [
        "Decisions",
        "Grants",
        "Funding",
        "Partnerships",
        "Reminders",
        "Publication",
        "People",
        "Audit",
        "Plans",
        "Measures",
        "Risks",
    ];

    /// <summary>What is no part of the business, by project, and why it is there.</summary>
    private static readonly Dictionary<string, string[]> TechnicalWords = new()
    {
        ["src/GrantHub.Domain"] = [],
        // Files: checks of what is uploaded. Imports: faults of a file. Pipeline: around every request.
        ["src/GrantHub.Application"] = ["Files", "Imports", "Pipeline", "Decisions/Templates"],
        // Text: Markdown. A folder for each database below Persistence holds what only that one understands.
        ["src/GrantHub.Infrastructure"] =
        [
            "Backups",
            "Files",
            "Imports",
            "Mail",
            "Text",
            "Persistence",
            "Persistence/Sqlite",
            "Persistence/PostgreSql",
            "Persistence/SqlServer",
        ],
        ["src/GrantHub.Web"] =
        [
            "Branding",
            "Commands",
            "Hosting",
            "ModelBinding",
            "Navigation",
            "TagHelpers",
            "Features",
            "Features/Accessibility",
            "Features/Account",
            "Features/Admin",
            "Features/Errors",
            // What the public sees of Publication.
            "Features/Register",
            "Features/Shared",
            "Features/Templates",
            "Demo",
            "Demo/Files",
        ],
    };

    /// <summary>Folders whose inside belongs to a tool: the front end's build, Razor's shared views.</summary>
    private static readonly string[] ToolFolders = ["Frontend", "Views"];

    public static TheoryData<string> Projects => new(TechnicalWords.Keys);

    [Fact]
    public void Sources_AskAClockForTheTime() =>
        Offenders.None(Repository.LinesMatching(SystemTime()));

    /// <summary>One filter maps exceptions; a block that catches everything hides a fault.</summary>
    [Fact]
    public void Sources_CatchWhatTheyKnow() =>
        Offenders.None(
            Repository
                .Files("src", "*.cs")
                .Where(path =>
                    !CatchAll.ContainsKey(path)
                    && CatchesAll().IsMatch(Repository.WithoutComments(Repository.Read(path)))
                )
        );

    [Fact]
    public void CatchAll_ListsNothingMore() =>
        Assert.All(
            CatchAll.Keys,
            path => Assert.Matches(CatchesAll(), Repository.WithoutComments(Repository.Read(path)))
        );

    /// <summary>SQL by hand holds for one database only, and lies in that one's folder.</summary>
    [Fact]
    public void Sources_HoldSqlOnlyBesideItsDatabase() =>
        Offenders.None(
            Repository
                .LinesMatching(Sql())
                .Where(line =>
                    !Regex.IsMatch(
                        line,
                        "^src/GrantHub.Infrastructure/Persistence/(Sqlite|PostgreSql|SqlServer)/"
                    )
                )
        );

    [Fact]
    public void Sources_ArePortionsOneCanRead() =>
        Offenders.None(
            Repository
                .Files("src", "*.cs")
                .Concat(Repository.Files("src", "*.cshtml"))
                .Concat(Repository.Files("tests", "*.cs"))
                .Select(path => (path, Lines: Repository.Read(path).Count(c => c == '\n')))
                .Where(file => file.Lines > LongestFile)
                .Select(file => $"{file.path}: {file.Lines} lines")
        );

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_AreTheBusinesssOwnWords(string project) =>
        Offenders.None(
            Repository
                .Folders(project)
                .Where(folder =>
                    !ToolFolders.Contains(folder.Split('/')[0])
                    && !BusinessWords.Contains(folder)
                    && !TechnicalWords[project].Contains(folder)
                    && !BusinessWords.Any(word => folder == $"Features/{word}")
                )
        );

    [Fact]
    public void Folders_OfEveryProject_AreLookedAt() =>
        Assert.Equal(
            Repository.Files("src", "*.csproj").Select(path => Path.GetDirectoryName(path)!),
            TechnicalWords.Keys.Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(
        @"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b|\bTimeProvider\s*\.\s*System\s*\.\s*Get"
    )]
    private static partial Regex SystemTime();

    [GeneratedRegex(
        @"\bcatch\s*(\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when\b)|\{)",
        RegexOptions.Singleline
    )]
    private static partial Regex CatchesAll();

    [GeneratedRegex(
        @"\.(FromSql|FromSqlRaw|FromSqlInterpolated|SqlQuery|SqlQueryRaw|ExecuteSql|ExecuteSqlRaw|ExecuteSqlInterpolated)(Async)?\s*(<|\()|\bCommandText\s*=|""\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE|ALTER|DROP|MERGE|BEGIN)\s"
    )]
    private static partial Regex Sql();
}
