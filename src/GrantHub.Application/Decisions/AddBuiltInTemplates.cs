using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Adds the templates that come with this version of GrantHub and that the database does not have yet.</summary>
/// <returns>How many were added.</returns>
[Requires(Permission.Operate)]
public sealed record AddBuiltInTemplates : ICommand<int>;

internal sealed class AddBuiltInTemplatesHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<AddBuiltInTemplates, int>
{
    public async Task<int> Handle(AddBuiltInTemplates request, CancellationToken cancellationToken)
    {
        var there = await db
            .Templates.Select(t => new { t.Key, t.TemplateVersion })
            .ToListAsync(cancellationToken);
        var missing = BuiltInTemplates
            .All.Where(d => !there.Any(t => t.Key == d.Key && t.TemplateVersion == d.Version))
            .ToList();
        db.Templates.AddRange(
            missing.Select(definition => RecordTemplate.Add(definition, clock.UtcInstant()))
        );
        return missing.Count;
    }
}
