using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Everything that happened to a record, newest first, with its signatures, void ones included.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadDecisionHistory(string Address, string? From = null)
    : IQuery<DecisionHistory>;

/// <param name="Record">Read only, with all its signatures and appendices.</param>
public sealed record DecisionHistory(
    DecisionRecord Record,
    TemplateDefinition Template,
    Page<AuditEntry> Entries
);

internal sealed class ReadDecisionHistoryHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates
) : IRequestHandler<ReadDecisionHistory, DecisionHistory>
{
    public async Task<DecisionHistory> Handle(
        ReadDecisionHistory request,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .AsSplitQuery()
            .SingleOrDefaultAsync(DecisionAccess.At(request.Address), cancellationToken);
        var record = DecisionAccess.Seen(found, request.Address, user);
        var template = await templates.OfAsync(record, cancellationToken);
        var from = Cursor.Parse(request.From);
        var entries = db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKind == record.SubjectKind && e.SubjectId == record.Id);
        if (from is not null)
            entries = from.Backwards
                ? entries.Where(e => e.Number > from.Id)
                : entries.Where(e => e.Number < from.Id);
        var ordered = from is { Backwards: true }
            ? entries.OrderBy(e => e.Number)
            : entries.OrderByDescending(e => e.Number);
        var rows = await ordered.Take(Page<AuditEntry>.Size + 1).ToListAsync(cancellationToken);
        return new DecisionHistory(
            record,
            template,
            Cursor.Page(rows, from, entry => ("", entry.Number))
        );
    }
}
