using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Application.Files;
using GrantHub.Application.Publication;
using GrantHub.Application.Reminders;

namespace GrantHub.ArchitectureTests;

public class InterfaceTests
{
    /// <summary>
    /// The edges (database, files, PDF, mail, current user, sign-in store), where what is outside can be another thing; and
    /// the marks that tell a command from a query.
    /// </summary>
    private static readonly Type[] Edges =
    [
        typeof(IGrantHubDb),
        typeof(IAppendixStore),
        typeof(IPdfRenderer),
        typeof(IMailWriter),
        typeof(IMailSender),
        typeof(ICurrentUser),
        typeof(ISignIns),
        typeof(IOrigin),
        typeof(ICommand<>),
        typeof(IQuery<>),
    ];

    /// <summary>An interface that one class implements says nothing that the class does not say.</summary>
    [Fact]
    public void Interfaces_WithOneImplementation_AreEdges() =>
        Offenders.None(
            Ours()
                .Except(Edges)
                .Where(type => Implementations(type) < 2)
                .Select(type => type.FullName)
        );

    private static IEnumerable<Type> Ours() =>
        Solution.All.SelectMany(assembly => assembly.Written()).Where(type => type.IsInterface);

    private static int Implementations(Type wanted) =>
        Solution
            .All.SelectMany(assembly => assembly.Written())
            .Count(type =>
                type.IsClass
                && type.GetInterfaces()
                    .Any(i =>
                        i == wanted || i.IsGenericType && i.GetGenericTypeDefinition() == wanted
                    )
            );
}
