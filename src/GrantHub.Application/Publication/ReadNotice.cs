using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>What a decision notice says, on screen and on paper. Only a decided record has one.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadNotice(string Address) : IQuery<NoticeContent>;

/// <param name="Record">Read only, with its signatures and appendices.</param>
/// <param name="Audit">The audit entry of the decision, or of the import.</param>
public sealed record NoticeContent(
    DecisionRecord Record,
    TemplateDefinition Template,
    AuditPoint Audit
);

/// <summary>A place in the audit chain. Printed on paper, its hash shows later whether the chain before it was changed.</summary>
public sealed record AuditPoint(long Number, string Hash);

internal sealed class ReadNoticeHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates
) : IRequestHandler<ReadNotice, NoticeContent>
{
    public async Task<NoticeContent> Handle(ReadNotice request, CancellationToken cancellationToken)
    {
        var found = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .AsSplitQuery()
            .SingleOrDefaultAsync(DecisionAccess.At(request.Address), cancellationToken);
        var record = DecisionAccess.Seen(found, request.Address, user);
        if (record.Outcome is null)
            throw new NotFoundException(
                record.WithdrawnAt is null
                    ? $"{record.Label} has not been decided, so there is no decision notice yet."
                    : $"{record.Label} was withdrawn before a decision, so there is no decision notice."
            );
        var template = await templates.OfAsync(record, cancellationToken);
        var audit = await db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKind == record.SubjectKind && e.SubjectId == record.Id)
            .Where(e => e.What.StartsWith("Decided:") || e.What == "Imported")
            .Select(e => new AuditPoint(e.Number, e.Hash))
            .SingleAsync(cancellationToken);
        return new NoticeContent(record, template, audit);
    }
}
