using System.Reflection;

namespace GrantHub.UnitTests;

/// <summary>Changes a fact past the rules, as somebody with access to the database could.</summary>
internal static class Stored
{
    public static void Set(object entity, string property, object? value)
    {
        var flags = BindingFlags.Public | BindingFlags.Instance;
        // The base class's private setter is seen from the base class only.
        var declaring = entity.GetType().GetProperty(property, flags)!.DeclaringType!;
        declaring.GetProperty(property, flags)!.SetValue(entity, value);
    }
}
