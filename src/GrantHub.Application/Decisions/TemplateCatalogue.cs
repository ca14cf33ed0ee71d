using System.Collections.Concurrent;
using GrantHub.Domain.Decisions;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>
/// Finds the template that a record rests on. A version never changes, so what was read once is kept for as long as the
/// program runs.
/// </summary>
public sealed class TemplateCatalogue(IGrantHubDb db, TemplateCache cache)
{
    public async ValueTask<TemplateDefinition> FindAsync(
        string key,
        int version,
        CancellationToken cancellationToken
    )
    {
        if (cache.Definitions.TryGetValue((key, version), out var known))
            return known;
        var definition = await db
            .Templates.AsNoTracking()
            .Where(template => template.Key == key && template.TemplateVersion == version)
            .Select(template => template.Definition)
            .SingleAsync(cancellationToken);
        return cache.Definitions.GetOrAdd((key, version), definition);
    }

    public ValueTask<TemplateDefinition> OfAsync(
        DecisionRecord record,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        return FindAsync(record.TemplateKey, record.TemplateVersion, cancellationToken);
    }

    /// <summary>The newest version of each template that new records can be raised on, by name.</summary>
    public async Task<IReadOnlyList<TemplateDefinition>> OfferedAsync(
        CancellationToken cancellationToken
    )
    {
        var all = await db
            .Templates.AsNoTracking()
            .Where(template =>
                template.RetiredAt == null && template.Key != TemplateDefinition.ImportedKey
            )
            .OrderBy(template => template.Name)
            .Select(template => template.Definition)
            .ToListAsync(cancellationToken);
        return [.. all.GroupBy(t => t.Key).Select(versions => versions.MaxBy(t => t.Version)!)];
    }
}

/// <summary>What the catalogue has read, for the whole program.</summary>
public sealed class TemplateCache
{
    internal ConcurrentDictionary<
        (string Key, int Version),
        TemplateDefinition
    > Definitions { get; } = new();
}
