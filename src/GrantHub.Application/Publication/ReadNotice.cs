using GrantHub.Application.Decisions;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>The office's own notice of a decided record, on screen and on paper.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadNotice(string Address) : IQuery<NoticeContent>;

/// <param name="Address">Last part of the record's address.</param>
/// <param name="RecordVersion">Of the record, to keep a PDF by.</param>
public sealed record NoticeContent(
    long DecisionId,
    Guid RecordVersion,
    string Address,
    NoticeDocument Document
);

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
        return new NoticeContent(
            record.Id,
            record.Version,
            record.Address(),
            NoticeWriter.Whole(
                record,
                await templates.OfAsync(record, cancellationToken),
                await db.AuditPointAsync(record.Id, cancellationToken)
            )
        );
    }
}
