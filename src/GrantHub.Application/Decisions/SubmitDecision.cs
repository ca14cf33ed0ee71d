using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>Gives the record its reference, seals it and hands it to the first officer.</summary>
/// <param name="Seen">The version that the person checked, so that nobody submits what they have not seen; null: not checked.</param>
/// <returns>The record's address from now on.</returns>
[Requires(Permission.RaiseDecisions)]
public sealed record SubmitDecision(string Address, Guid? Seen = null) : ICommand<string>;

internal sealed class SubmitDecisionHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TemplateCatalogue templates,
    TimeProvider clock
) : IRequestHandler<SubmitDecision, string>
{
    public async Task<string> Handle(SubmitDecision request, CancellationToken cancellationToken)
    {
        var record = await db.LoadDecisionAsync(request.Address, user, cancellationToken);
        var template = await templates.OfAsync(record, cancellationToken);
        if (request.Seen is { } seen && seen != record.Version && record.IsDraft)
            throw new DomainException(
                "submit.unseen",
                "The record was changed after you opened this page, so it has not been submitted. Check it again."
            );
        record.GuardSubmittable(user.Must(), template);
        var at = clock.UtcInstant();
        // Somebody who became a user of GrantHub after the draft was written must not sign what they lead either.
        if (
            record.Content.LeadOfficer is { PersonId: null } lead
            && await LeadOfficers.PersonIdAsync(db, lead.Email, cancellationToken) is { } personId
        )
            record.LinkLeadOfficer(user.Must(), personId, at);
        var year = at.LondonDate().Year;
        var (reference, slug) = (record.Reference, record.Slug);
        if (reference is null)
        {
            reference = await References.NextAsync(
                db,
                References.Decision,
                year,
                taken => db.Decisions.AnyAsync(d => d.Reference == taken, cancellationToken),
                cancellationToken
            );
            slug = await References.FreeSlugAsync(
                References.Slug(reference),
                taken => db.Decisions.AnyAsync(d => d.Slug == taken, cancellationToken)
            );
        }
        record.Submit(user.Must(), template, new DecisionReference(reference, slug!, year), at);
        return record.Address();
    }
}
