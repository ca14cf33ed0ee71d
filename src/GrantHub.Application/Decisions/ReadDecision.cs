using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>A record with everything that its pages show and what the person may do with it now.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadDecision(string Address) : IQuery<DecisionPage>;

/// <param name="Record">Read only; not attached to the database.</param>
/// <param name="Later">Approved records that vary, supersede or revoke this one, oldest first.</param>
/// <param name="GrantAddress">Of the grant that this record made or varied; null when there is none.</param>
/// <param name="EarlierAddress">Of the record that this one changes; null when there is none.</param>
/// <param name="WhyNotEdit">Why the person cannot change the record, as a sentence; null when they can.</param>
/// <param name="WhyNotSign">Why the person cannot sign or decide now, as a sentence; null when they can.</param>
/// <param name="OverProgramming">
/// Where approving would take a funding stream beyond its limit, a sentence each, while the chief finance officer signs.
/// </param>
public sealed record DecisionPage(
    DecisionRecord Record,
    TemplateDefinition Template,
    IReadOnlyList<ChecklistTask> Checklist,
    IReadOnlyList<LaterRecord> Later,
    string? GrantAddress,
    string? EarlierAddress,
    string? WhyNotEdit,
    string? WhyNotSign,
    IReadOnlyList<string> OverProgramming
)
{
    public bool MayEdit => WhyNotEdit is null;
}

public sealed record LaterRecord(
    string Reference,
    string Address,
    RelationKind Kind,
    DateOnly DecidedOn
);

internal sealed class ReadDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates
) : IRequestHandler<ReadDecision, DecisionPage>
{
    public async Task<DecisionPage> Handle(
        ReadDecision request,
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
        var actor = user.Must();
        var later = record.Outcome is null ? [] : await LaterAsync(record.Id, cancellationToken);
        var grant =
            record.Outcome == Outcome.Approved && record.Content.ProposesFunding == true
                ? await db
                    .Grants.OfDecision(record.Id)
                    .Select(g => g.Slug)
                    .SingleOrDefaultAsync(cancellationToken)
                : null;
        var earlier = record.EarlierId is { } id
            ? await db
                .Decisions.Where(d => d.Id == id)
                .Select(d => d.Slug)
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        return new DecisionPage(
            record,
            template,
            record.Checklist(template),
            later,
            grant,
            earlier,
            record.WhyNotEdit(actor) ?? user.WhyNot(Permission.RaiseDecisions),
            record.WhyNotSign(actor),
            await OverProgrammingAsync(record, cancellationToken)
        );
    }

    private async Task<IReadOnlyList<string>> OverProgrammingAsync(
        DecisionRecord record,
        CancellationToken cancellationToken
    )
    {
        if (
            record.AwaitingRole != Role.ChiefFinanceOfficer
            || record.Content
                is not { ProposesFunding: true, Funding: { Streams.Count: > 0 } funding }
        )
            return [];
        var relation = record.Content.Relation;
        var earlier = relation is { Kind: not RelationKind.Revokes }
            ? await db
                .Grants.AsNoTracking()
                .OfDecision(relation.EarlierId)
                .Include(g => g.Years)
                .Include(g => g.Streams)
                .Include(g => g.Shares)
                .Include(g => g.Instalments)
                .AsSplitQuery()
                .SingleOrDefaultAsync(cancellationToken)
            : null;
        return await db.WhyOverLimitAsync(funding, earlier, relation?.Kind, cancellationToken);
    }

    private async Task<List<LaterRecord>> LaterAsync(long id, CancellationToken cancellationToken)
    {
        var later = await db
            .Decisions.AsNoTracking()
            .Where(d => d.EarlierId == id && d.Outcome == Outcome.Approved)
            .OrderBy(d => d.DecidedAt)
            .Select(d => new
            {
                d.Reference,
                d.Slug,
                d.Content,
                d.DecidedOn,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. later.Select(d => new LaterRecord(
                d.Reference!,
                d.Slug!,
                d.Content.Relation!.Kind,
                d.DecidedOn!.Value
            )),
        ];
    }
}
