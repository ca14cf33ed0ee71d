using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>One version of a template, with its definition as the text that an administrator adds.</summary>
[Requires(Permission.ManageTemplates)]
public sealed record ReadTemplate(string Key, int Version) : IQuery<TemplateDetails>;

/// <param name="Json">The definition as a file of its own.</param>
/// <param name="NextJson">The same as the next version of its key, to start from.</param>
/// <param name="OfferedVersion">The version that new records are raised on; null: none.</param>
/// <param name="OfferedWithoutThis">The version that they would be raised on were this one retired; null: none.</param>
public sealed record TemplateDetails(
    TemplateDefinition Definition,
    string Json,
    string NextJson,
    DateTime AddedAt,
    DateTime? RetiredAt,
    int? OfferedVersion,
    int? OfferedWithoutThis
);

internal sealed class ReadTemplateHandler(IGrantHubDb db)
    : IRequestHandler<ReadTemplate, TemplateDetails>
{
    public async Task<TemplateDetails> Handle(
        ReadTemplate request,
        CancellationToken cancellationToken
    )
    {
        var template = await db.LoadTemplateAsync(request.Key, request.Version, cancellationToken);
        var versions = await db
            .Templates.AsNoTracking()
            .Where(t => t.Key == request.Key)
            .OrderByDescending(t => t.TemplateVersion)
            .Select(t => new { t.TemplateVersion, t.RetiredAt })
            .ToListAsync(cancellationToken);
        var offered = versions.Where(v => v.RetiredAt is null).ToList();
        return new(
            template.Definition,
            TemplateJson.Write(template.Definition),
            TemplateJson.Write(
                template.Definition with
                {
                    Version = versions[0].TemplateVersion + 1,
                }
            ),
            template.AddedAt,
            template.RetiredAt,
            offered.FirstOrDefault()?.TemplateVersion,
            offered.FirstOrDefault(v => v.TemplateVersion != request.Version)?.TemplateVersion
        );
    }
}

internal static class TemplateAccess
{
    /// <summary>The template of imported records is no administrator's to see or change.</summary>
    public static async Task<RecordTemplate> LoadTemplateAsync(
        this IGrantHubDb db,
        string key,
        int version,
        CancellationToken cancellationToken
    ) =>
        await db.Templates.SingleOrDefaultAsync(
            t =>
                t.Key == key
                && t.TemplateVersion == version
                && t.Key != TemplateDefinition.ImportedKey,
            cancellationToken
        ) ?? throw new NotFoundException("There is no such version of a template.");
}
