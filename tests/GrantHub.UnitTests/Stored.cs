using System.Reflection;

namespace GrantHub.UnitTests;

/// <summary>Changes a fact past the rules, as somebody with access to the database could.</summary>
internal static class Stored
{
    public static void Set(object entity, string property, object? value) =>
        entity
            .GetType()
            .GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!
            .SetValue(entity, value);
}
