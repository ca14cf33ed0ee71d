using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>Adds what the database does not have yet. Not audited: it is part of installing a version of GrantHub.</summary>
    public static async Task AddMissingAsync(
        IGrantHubDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var there = await db
            .Templates.Select(t => new { t.Key, t.TemplateVersion })
            .ToListAsync(cancellationToken);
        foreach (
            var definition in All.Where(d =>
                !there.Any(t => t.Key == d.Key && t.TemplateVersion == d.Version)
            )
        )
        {
            var template = RecordTemplate.Add(definition, clock.UtcInstant());
            template.ForgetHappenings();
            db.Templates.Add(template);
        }
        await db.SaveChangesAsync(cancellationToken);
    }
}
