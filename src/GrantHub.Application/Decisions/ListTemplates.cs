using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Every version of every template that records can be raised on, by name, newest version first.</summary>
[Requires(Permission.ManageTemplates)]
public sealed record ListTemplates : IQuery<IReadOnlyList<TemplateRow>>;

/// <param name="IsOffered">New records are raised on it: the newest version of its key that is not retired.</param>
public sealed record TemplateRow(
    string Key,
    int Version,
    string Name,
    DateTime AddedAt,
    DateTime? RetiredAt,
    bool IsOffered
);

internal sealed class ListTemplatesHandler(IGrantHubDb db)
    : IRequestHandler<ListTemplates, IReadOnlyList<TemplateRow>>
{
    public async Task<IReadOnlyList<TemplateRow>> Handle(
        ListTemplates request,
        CancellationToken cancellationToken
    )
    {
        var versions = await db
            .Templates.AsNoTracking()
            .Where(t => t.Key != TemplateDefinition.ImportedKey)
            .Select(t => new TemplateRow(
                t.Key,
                t.TemplateVersion,
                t.Name,
                t.AddedAt,
                t.RetiredAt,
                false
            ))
            .ToListAsync(cancellationToken);
        return
        [
            .. versions
                .GroupBy(row => row.Key)
                .Select(group => group.OrderByDescending(row => row.Version).ToList())
                .OrderBy(rows => rows[0].Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(rows => rows[0].Key, StringComparer.Ordinal)
                .SelectMany(rows =>
                {
                    var offered = rows.FirstOrDefault(row => row.RetiredAt is null);
                    return rows.Select(row => row with { IsOffered = row == offered });
                }),
        ];
    }
}
