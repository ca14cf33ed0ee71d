using GrantHub.Application.Decisions;
using GrantHub.Application.Grants;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Everything that GrantHub holds about a decision and its grant, for a file of its own.</summary>
/// <param name="Reference">Of a decision or of a grant, as printed or as its address writes it.</param>
[Requires(Permission.ReadDecisions)]
public sealed record ReadDossier(string Reference) : IQuery<DossierContent>;

/// <param name="Label">The reference that was asked for, as printed.</param>
/// <param name="Grant">Null where there is none, or where the person may not see grants.</param>
/// <param name="Audit">Of the decisions and the grant, in the order of the chain.</param>
public sealed record DossierContent(
    string Label,
    string Title,
    IReadOnlyList<DossierDecision> Decisions,
    Grant? Grant,
    IReadOnlyList<AuditEntry> Audit
);

/// <param name="Record">Read only, with its seals and versions.</param>
/// <param name="Notice">The office's own; null where the record is not decided.</param>
public sealed record DossierDecision(DecisionRecord Record, NoticeContent? Notice);

internal sealed class ReadDossierHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates
) : IRequestHandler<ReadDossier, DossierContent>
{
    public async Task<DossierContent> Handle(
        ReadDossier request,
        CancellationToken cancellationToken
    )
    {
        var reference = request.Reference;
        var asked = await db
            .Decisions.AsNoTracking()
            .Where(d => d.Reference == reference)
            .Select(d => (long?)d.Id)
            .SingleOrDefaultAsync(cancellationToken);
        asked ??= await db
            .Decisions.AsNoTracking()
            .Where(DecisionAccess.At(reference))
            .Select(d => (long?)d.Id)
            .SingleOrDefaultAsync(cancellationToken);
        var grant = await GrantAsync(asked, reference, cancellationToken);
        if (asked is null && grant is null)
            throw new NotFoundException(
                "There is no decision record and no grant with that reference. Check the reference."
            )
            {
                IsHidden =
                    !user.May(Permission.ReadGrants)
                    && await db.Grants.Called(reference).AnyAsync(cancellationToken),
            };
        var ids = (grant?.Changes.Select(change => change.DecisionId) ?? [])
            .Concat(asked is { } one ? [one] : [])
            .ToHashSet();
        var records = await db
            .Decisions.AsNoTracking()
            .Include(d => d.Signatures)
            .Include(d => d.Appendices)
            .Include(d => d.Seals)
            .Include(d => d.Versions)
            .AsSplitQuery()
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Id)
            .ToListAsync(cancellationToken);
        var decisions = new List<DossierDecision>();
        foreach (var record in records)
            decisions.Add(
                new(
                    DecisionAccess.Seen(record, reference, user),
                    record.Outcome is null ? null : await NoticeAsync(record, cancellationToken)
                )
            );
        var grantId = grant?.Id;
        var audit = await db
            .AuditEntries.AsNoTracking()
            .Where(e =>
                e.SubjectKind == DecisionRecord.Subject && ids.Contains(e.SubjectId)
                || e.SubjectKind == Grant.Subject && e.SubjectId == grantId
            )
            .OrderBy(e => e.Number)
            .ToListAsync(cancellationToken);
        var own = records.Find(record => record.Id == asked);
        return own is not null
            ? new(own.Label, own.Title, decisions, grant, audit)
            : new(grant!.Reference, grant.Title, decisions, grant, audit);
    }

    private async Task<Grant?> GrantAsync(
        long? decisionId,
        string reference,
        CancellationToken cancellationToken
    )
    {
        if (!user.May(Permission.ReadGrants))
            return null;
        var grants = db.Grants.AsNoTracking();
        return await (
            decisionId is { } id ? grants.OfDecision(id).Whole() : grants.Called(reference).Whole()
        ).SingleOrDefaultAsync(cancellationToken);
    }

    private async Task<NoticeContent> NoticeAsync(
        DecisionRecord record,
        CancellationToken cancellationToken
    ) =>
        new(
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
