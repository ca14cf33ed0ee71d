using FluentValidation;
using GrantHub.Application.Funding;
using GrantHub.Application.Grants;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>
/// The decision maker, or a delegate, decides for good. Approving a funding proposal makes the grant in the same
/// transaction, or changes the grant of the decision that is varied.
/// </summary>
/// <param name="Note">The reason of a refusal; else conditions, or nothing.</param>
/// <param name="SeenSeal">The hash of what the person read, so that nobody decides what they have not seen; null: not checked.</param>
/// <returns>The address of the grant that was made or changed; null when there is none.</returns>
[Requires(Permission.DecideDecisions)]
public sealed record DecideDecision(
    string Address,
    Outcome Outcome,
    string? Note,
    Signing Signing,
    string? SeenSeal = null
) : ICommand<string?>, IRestsOnAppendices;

internal sealed class DecideDecisionValidator : AbstractValidator<DecideDecision>
{
    public DecideDecisionValidator()
    {
        RuleFor(r => r.Note).MaximumLength(DecisionLimits.Text).WithMessage(Texts.TooLong);
        RuleFor(r => r.Signing).SetValidator(new SigningValidator());
    }
}

internal sealed class DecideDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    Register register,
    TimeProvider clock
) : IRequestHandler<DecideDecision, string?>
{
    public async Task<string?> Handle(DecideDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var template = await templates.OfAsync(record, cancellationToken);
        var at = clock.UtcInstant();
        record.GuardSeen(request.SeenSeal);
        record.Decide(user.Must(), template, request.Outcome, request.Note, request.Signing, at);
        return record.Outcome == Outcome.Approved
            ? await CarryOutAsync(record, at, cancellationToken)
            : null;
    }

    private async Task<string?> CarryOutAsync(
        DecisionRecord record,
        DateTime at,
        CancellationToken cancellationToken
    )
    {
        var relation = record.Content.Relation;
        if (relation is not null)
            await db.GuardNotChangedSinceAsync(
                relation.EarlierId,
                relation.EarlierReference,
                cancellationToken
            );
        var earlier = relation is null
            ? null
            : await db.LoadGrantOfDecisionAsync(relation.EarlierId, cancellationToken);
        if (relation is not null && earlier is not null)
        {
            if (relation.Kind == RelationKind.Varies && record.Content.ProposesFunding == true)
            {
                await VaryAsync(earlier, record, at, cancellationToken);
                await register.HideAsync(earlier.Id, cancellationToken);
                return earlier.Slug;
            }
            if (relation.Kind != RelationKind.Varies)
            {
                earlier.GiveWayTo(record);
                await register.HideAsync(earlier.Id, cancellationToken);
                // What it no longer takes of a stream has to be in the totals before the new grant is held to them.
                await db.SaveChangesAsync(cancellationToken);
            }
        }
        if (record.Content.ProposesFunding != true)
            return null;
        var grant = await MakeGrantAsync(record, at, cancellationToken);
        await db.GuardStreamLimitsAsync(grant, record.OverProgrammingAccepted, cancellationToken);
        return grant.Slug;
    }

    private async Task VaryAsync(
        Grant grant,
        DecisionRecord record,
        DateTime at,
        CancellationToken cancellationToken
    )
    {
        await HandOverAsync(grant, record, at, cancellationToken);
        grant.Vary(record);
        await db.GuardStreamLimitsAsync(grant, record.OverProgrammingAccepted, cancellationToken);
    }

    private async Task HandOverAsync(
        Grant grant,
        DecisionRecord record,
        DateTime at,
        CancellationToken cancellationToken
    )
    {
        var named = record.Content.Funding!.Recipient;
        // The grant keeps the name of its day; the organisation may be called otherwise by now.
        if (Organisation.KeyOf(named) == Organisation.KeyOf(grant.RecipientName))
            return;
        var recipient = await db.FindOrAddRecipientAsync(named, cancellationToken);
        if (recipient.Id != grant.RecipientId)
            grant.Succeed(
                recipient,
                at.LondonDate(),
                "The decision record names another recipient.",
                record.Reference,
                user.Must(),
                at
            );
    }

    private async Task<Grant> MakeGrantAsync(
        DecisionRecord record,
        DateTime at,
        CancellationToken cancellationToken
    )
    {
        var reference = await References.NextAsync(
            db,
            References.Grant,
            at.LondonDate().Year,
            taken => db.Grants.AnyAsync(g => g.Reference == taken, cancellationToken),
            cancellationToken
        );
        var recipient = await db.FindOrAddRecipientAsync(
            record.Content.Funding!.Recipient,
            cancellationToken
        );
        var grant = Grant.FromDecision(
            record,
            recipient,
            reference,
            References.Slug(reference),
            at
        );
        db.Grants.Add(grant);
        return grant;
    }
}
