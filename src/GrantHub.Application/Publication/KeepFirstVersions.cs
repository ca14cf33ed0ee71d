using GrantHub.Application.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>
/// Gives the decisions that were published before versions were kept their first version, some at a time.
/// </summary>
/// <returns>False when none is left.</returns>
[Requires(Permission.Operate)]
[LeavesNoEntry("The version says again what was published; the entry of its publication is there.")]
public sealed record KeepFirstVersions : ICommand<bool>;

internal sealed class KeepFirstVersionsHandler(
    IGrantHubDb db,
    TemplateCatalogue templates,
    Register register
) : IRequestHandler<KeepFirstVersions, bool>
{
    private const int Batch = 200;

    public async Task<bool> Handle(KeepFirstVersions request, CancellationToken cancellationToken)
    {
        var records = await db
            .Decisions.Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .Include(d => d.Versions)
            .AsSplitQuery()
            .Where(d =>
                d.PublishedAt != null && !db.RegisterEntries.Any(entry => entry.DecisionId == d.Id)
            )
            .OrderBy(d => d.Id)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var record in records)
            await register.ShowAsync(
                record,
                record.KeepFirstVersion(
                    await templates.OfAsync(record, cancellationToken),
                    await db.AuditPointAsync(record.Id, cancellationToken)
                ),
                cancellationToken
            );
        return records.Count > 0;
    }
}
