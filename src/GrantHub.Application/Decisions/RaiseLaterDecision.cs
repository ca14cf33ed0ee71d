using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Raises a draft that varies, supersedes or revokes a decided record, with its content already in it.</summary>
/// <param name="Key">Of the form that was shown: posting it twice raises one record.</param>
/// <returns>The new record's address.</returns>
[Requires(Permission.RaiseDecisions)]
public sealed record RaiseLaterDecision(string Address, RelationKind Kind, Guid Key)
    : ICommand<string>;

internal sealed class RaiseLaterDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<RaiseLaterDecision, string>
{
    public async Task<string> Handle(
        RaiseLaterDecision request,
        CancellationToken cancellationToken
    )
    {
        var raised = await db.Decisions.SingleOrDefaultAsync(
            d => d.RaiseKey == request.Key,
            cancellationToken
        );
        if (raised is not null)
            return raised.Address();
        var earlier = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        await db.GuardNotChangedSinceAsync(earlier.Id, earlier.Reference ?? "", cancellationToken);
        var offered = await templates.OfferedAsync(cancellationToken);
        var template =
            offered.FirstOrDefault(t => t.Key == earlier.TemplateKey)
            ?? offered.FirstOrDefault(t => t.CanFund)
            ?? throw new DomainException(
                "decision.template",
                "There is no form to raise the record on. Ask an administrator to add one."
            );
        // Reviews and a succession have changed the grant since; what was decided then would undo them.
        var varied =
            request.Kind == RelationKind.Varies && earlier.Content.Funding is not null
                ? await db
                    .Grants.AsNoTracking()
                    .OfDecision(earlier.Id)
                    .Whole()
                    .SingleOrDefaultAsync(cancellationToken)
                : null;
        var actor = user.Must();
        var lead = await LeadOfficers.OfAsync(db, actor, cancellationToken);
        var later = earlier.RaiseLater(
            actor,
            request.Key,
            template,
            request.Kind,
            lead,
            clock.UtcInstant(),
            varied?.Proposal(earlier.Content.Funding!)
        );
        db.Decisions.Add(later);
        await db.SaveChangesAsync(cancellationToken);
        return later.Address();
    }
}
