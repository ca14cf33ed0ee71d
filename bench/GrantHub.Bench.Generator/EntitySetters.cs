using System.Collections.Concurrent;
using System.Reflection;

namespace GrantHub.Bench.Generator;

/// <summary>Gives objects the keys that the database would have given them on saving.</summary>
internal static class EntitySetters
{
    private static readonly ConcurrentDictionary<(Type, string), Action<object, long>> Known =
        new();

    public static void SetKey(this object entity, string property, long value) =>
        Known.GetOrAdd((entity.GetType(), property), Find)(entity, value);

    private static Action<object, long> Find((Type Type, string Property) key)
    {
        for (var type = key.Type; type is not null; type = type.BaseType)
            if (
                type.GetProperty(
                    key.Property,
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly
                ) is
                { SetMethod: { } setter }
            )
                return (entity, value) => setter.Invoke(entity, [value]);
        throw new InvalidOperationException($"{key.Type.Name} has no {key.Property} to set.");
    }
}
