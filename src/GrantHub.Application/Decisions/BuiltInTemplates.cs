using GrantHub.Domain.Decisions;

namespace GrantHub.Application.Decisions;

/// <summary>The templates that come with GrantHub: the files in the folder Templates, added once to a database.</summary>
public static class BuiltInTemplates
{
    public static IReadOnlyList<TemplateDefinition> All { get; } =
    [
        .. typeof(BuiltInTemplates)
            .Assembly.GetManifestResourceNames()
            .Where(name =>
                name.EndsWith(".json", StringComparison.Ordinal)
                && name.Contains(".Templates.", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(
                    typeof(BuiltInTemplates).Assembly.GetManifestResourceStream(name)!
                );
                return TemplateJson.Read(reader.ReadToEnd());
            }),
    ];
}
