using System.Reflection;
using GrantHub.Domain;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace GrantHub.ArchitectureTests;

public class ControllerTests
{
    private static readonly List<Type> Controllers =
    [
        .. Solution
            .Web.Written()
            .Where(type => typeof(ControllerBase).IsAssignableFrom(type) && !type.IsAbstract),
    ];

    [Fact]
    public void Controllers_AreFound() =>
        Assert.Contains(Controllers, type => type.Name == "ErrorController");

    /// <summary>Who may see a page is written where the page is, never left to what happens to be the default.</summary>
    [Fact]
    public void Actions_SayWhoMaySeeThem() =>
        Offenders.None(
            Actions()
                .Where(action =>
                    !SaysWho(action)
                    && !SaysWho(action.DeclaringType!)
                    && !SaysWho(action.ReflectedType!)
                )
                .Select(Name)
        );

    /// <summary>A form never binds to what the rules guard.</summary>
    [Fact]
    public void Actions_TakeNoEntity() =>
        Offenders.None(
            Actions()
                .Where(action =>
                    action.GetParameters().Any(parameter => Holds(parameter.ParameterType, []))
                )
                .Select(Name)
        );

    [Fact]
    public void Controllers_AreSealedAndBesideTheirViews() =>
        Offenders.None(
            Controllers
                .Where(type =>
                    !type.IsSealed
                    || !type.Namespace!.StartsWith(
                        "GrantHub.Web.Features.",
                        StringComparison.Ordinal
                    )
                )
                .Select(type => type.FullName)
        );

    private static IEnumerable<MethodInfo> Actions() =>
        Controllers
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method =>
                Solution.Web == method.DeclaringType!.Assembly
                && !method.IsSpecialName
                && !method.IsDefined(typeof(NonActionAttribute))
            );

    private static bool SaysWho(MemberInfo member) =>
        member
            .GetCustomAttributes(inherit: true)
            .Any(attribute => attribute is IAuthorizeData or IAllowAnonymous);

    private static string Name(MethodInfo action) =>
        $"{action.ReflectedType!.FullName}.{action.Name}";

    /// <summary>An entity, a list of them, or a form with one in it.</summary>
    private static bool Holds(Type type, HashSet<Type> seen) =>
        seen.Add(type)
        && (
            typeof(AggregateRoot).IsAssignableFrom(type)
            || type.Assembly == Solution.Domain && type.GetProperty("Id") is not null
            || type.GenericTypeArguments.Any(argument => Holds(argument, seen))
            || type.GetElementType() is { } element && Holds(element, seen)
            || type.Assembly == Solution.Web
                && type.GetProperties().Any(property => Holds(property.PropertyType, seen))
        );
}
