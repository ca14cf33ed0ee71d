using System.Reflection;
using System.Text.RegularExpressions;
using GrantHub.Application;
using MediatR;

namespace GrantHub.ArchitectureTests;

public class UseCaseTests
{
    private static readonly List<Type> Requests =
    [
        .. Solution
            .All.SelectMany(assembly => assembly.Written())
            .Where(type => !type.IsInterface && !type.IsAbstract && Asks(type)),
    ];

    private static readonly List<Type> Handlers =
    [
        .. Solution
            .All.SelectMany(assembly => assembly.Written())
            .Where(type => Handled(type).Any() && !type.IsInterface),
    ];

    [Fact]
    public void Requests_AreFound() =>
        Assert.Contains(Requests, type => type.Name == "SignDecision");

    [Fact]
    public void Requests_AreCommandsOrQueriesOfTheApplication()
    {
        Assert.All(Requests, type => Assert.Same(Solution.Application, type.Assembly));
        Offenders.None(
            Requests
                .Where(type => Closes(type, typeof(ICommand<>)) == Closes(type, typeof(IQuery<>)))
                .Select(type => type.FullName)
        );
    }

    [Fact]
    public void Requests_NameThePermissionTheyNeed() =>
        Offenders.None(
            Requests
                .Where(type => type.GetCustomAttribute<RequiresAttribute>() is null)
                .Select(type => type.FullName)
        );

    /// <summary>What a command has written is forgotten where it changes nothing, and nowhere else.</summary>
    [Fact]
    public void Commands_ForgetWhatTheyWrote_InTheseFilesAlone() =>
        Assert.Equal(
            [
                "src/GrantHub.Application/Audit/AuditTrail.cs",
                "src/GrantHub.Application/Partnerships/ImportBudget.cs",
                "src/GrantHub.Application/Reminders/SendTestMessage.cs",
            ],
            Repository
                .LinesMatching(new Regex(@"Writes\.Forget\(\)"))
                .Select(line => line.Split(':')[0])
                .Order(StringComparer.Ordinal)
        );

    /// <summary>
    /// A form shows what stands, and somebody else may change it meanwhile: the command names the version that was shown, and
    /// is refused when it is another by then.
    /// </summary>
    [Fact]
    public void Commands_ThatWriteOverWhatStands_NameWhatTheFormShowed()
    {
        string[] writing =
        [
            "Allocate",
            "Change",
            "Choose",
            "Correct",
            "Describe",
            "Edit",
            "Exempt",
            "Explain",
            "Give",
            "Link",
        ];
        // A password is not shown, and nobody but its owner changes it.
        string[] others = ["ChangeOwnPassword"];
        Offenders.None(
            Requests
                .Where(type =>
                    Closes(type, typeof(ICommand<>))
                    && writing.Any(word => type.Name.StartsWith(word, StringComparison.Ordinal))
                    && !others.Contains(type.Name)
                    && type.GetProperty("Seen") is null
                )
                .Select(type => type.FullName)
        );
    }

    /// <summary>
    /// Every other command that changes rows and leaves no entry is undone. What is added here changes nothing that somebody
    /// could miss in the trail; the reason stands on the command.
    /// </summary>
    [Fact]
    public void Commands_LeaveAnEntry_ButForTheseWithAReason()
    {
        string[] expected =
        [
            "EndJob",
            "ForgetHeldForm",
            "HoldForm",
            "KeepFirstVersions",
            "KeepNotice",
            "KeepPublishedPdf",
            "PlanReminders",
            "StartJob",
            "StopDoneReminders",
        ];
        var exempted = Requests
            .Where(type => type.GetCustomAttribute<LeavesNoEntryAttribute>() is not null)
            .ToList();

        Assert.Equal(expected, exempted.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(exempted, type => Assert.True(Closes(type, typeof(ICommand<>))));
        Offenders.None(
            exempted
                .Where(type =>
                    type.GetCustomAttribute<LeavesNoEntryAttribute>()!.Reason.Length < 40
                )
                .Select(type => type.FullName)
        );
    }

    [Fact]
    public void Requests_AreSealedRecords() =>
        Offenders.None(
            Requests
                .Where(type => !type.IsSealed || type.GetMethod("<Clone>$") is null)
                .Select(type => type.FullName)
        );

    [Fact]
    public void Requests_HaveOneHandlerBesideThem() =>
        Offenders.None(
            Requests
                .Where(request =>
                    Handlers.Where(handler => Handled(handler).Contains(request)).ToList()
                        is not [var only]
                    || only.Namespace != request.Namespace
                    || only.Name != $"{request.Name}Handler"
                )
                .Select(request => request.FullName)
        );

    [Fact]
    public void Handlers_AreInternalAndSealed() =>
        Offenders.None(
            Handlers
                .Where(handler => handler.IsPublic || !handler.IsSealed)
                .Select(handler => handler.FullName)
        );

    /// <summary>"Where is sign-off?" is answered by one file: request, validator and handler are in it.</summary>
    [Fact]
    public void Requests_HaveAFileOfTheirOwnName() =>
        Offenders.None(
            Requests
                .Where(request =>
                {
                    var path = FileOf(request);
                    return !Repository.Has(path)
                        || Declarations(path) is var declared
                            && (
                                !declared.Contains(request.Name)
                                || !declared.Contains($"{request.Name}Handler")
                                || declared.Intersect(Requests.Select(r => r.Name)).Count() != 1
                            );
                })
                .Select(FileOf)
        );

    private static string FileOf(Type request) =>
        $"src/GrantHub.Application{request.Namespace!["GrantHub.Application".Length..].Replace('.', '/')}/{request.Name}.cs";

    private static List<string> Declarations(string path) =>
        [
            .. Regex
                .Matches(
                    Repository.WithoutComments(Repository.Read(path)),
                    @"\b(?:class|record)\s+(\w+)"
                )
                .Select(found => found.Groups[1].Value),
        ];

    private static bool Asks(Type type) =>
        type.GetInterfaces().Contains(typeof(IRequest)) || Closes(type, typeof(IRequest<>));

    private static bool Closes(Type type, Type open) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == open);

    private static IEnumerable<Type> Handled(Type type) =>
        type.GetInterfaces()
            .Where(i =>
                i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
            )
            .Select(i => i.GenericTypeArguments[0]);
}
