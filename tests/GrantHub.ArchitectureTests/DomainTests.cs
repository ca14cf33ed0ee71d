using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GrantHub.Domain;
using GrantHub.Domain.Audit;

namespace GrantHub.ArchitectureTests;

public partial class DomainTests
{
    /// <summary>
    /// Moved by the database in the statement that locks its row, not by an officer, so it has no method to go through.
    /// </summary>
    private static readonly Type[] Bookkeeping = [typeof(AuditHead)];

    [Fact]
    public void Entities_AreFound() =>
        Assert.Superset(
            new HashSet<string> { "DecisionRecord", "Signature", "Appendix", "Grant", "GrantYear" },
            Entities().Select(type => type.Name).ToHashSet()
        );

    /// <summary>What officers do is a method that guards its rule; nothing is set past it.</summary>
    [Fact]
    public void Entities_HaveNoPublicSetter() =>
        Offenders.None(
            Entities()
                .Except(Bookkeeping)
                .SelectMany(type => type.GetProperties())
                .Where(property => property.SetMethod is { IsPublic: true } && !IsInit(property))
                .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}")
        );

    [Fact]
    public void Entities_HaveNoPublicField() =>
        Offenders.None(
            Solution
                .Domain.Written()
                .Where(type => !type.IsEnum)
                .SelectMany(type =>
                    type.GetFields(
                        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
                    )
                )
                .Where(field => !field.IsLiteral && !field.IsInitOnly)
                .Select(field => $"{field.DeclaringType!.FullName}.{field.Name}")
        );

    /// <summary>A list that is handed out cannot be added to.</summary>
    [Fact]
    public void Entities_HandOutNoListThatCanBeChanged() =>
        Offenders.None(
            Entities()
                .SelectMany(type => type.GetProperties())
                .Where(property =>
                    property.PropertyType.IsGenericType
                    && property.PropertyType.GetGenericTypeDefinition() is var list
                    && (
                        list == typeof(List<>)
                        || list == typeof(IList<>)
                        || list == typeof(ICollection<>)
                        || list == typeof(Dictionary<,>)
                        || list == typeof(HashSet<>)
                    )
                )
                .Select(property => $"{property.DeclaringType!.FullName}.{property.Name}")
        );

    /// <summary>Money is whole pence; nothing in the rules is floating point.</summary>
    [Fact]
    public void Domain_UsesNoFloatingPoint() =>
        Offenders.None(Repository.LinesMatching(FloatingPoint(), "src/GrantHub.Domain"));

    /// <summary>Roots, and every other class of the domain with a key of its own.</summary>
    private static IEnumerable<Type> Entities() =>
        Solution
            .Domain.Written()
            .Where(type =>
                type.IsClass
                && !typeof(Exception).IsAssignableFrom(type)
                && (
                    typeof(AggregateRoot).IsAssignableFrom(type)
                    || type.GetProperty("Id") is not null
                    || type.GetProperty("Hash") is not null
                )
            );

    private static bool IsInit(PropertyInfo property) =>
        property
            .SetMethod!.ReturnParameter.GetRequiredCustomModifiers()
            .Contains(typeof(IsExternalInit));

    [GeneratedRegex(@"\b(float|double|Single|Double|Half)\b")]
    private static partial Regex FloatingPoint();
}
