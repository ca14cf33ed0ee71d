using FluentValidation;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Changes what is kept of a contact, and which sign-in is theirs.</summary>
[Requires(Permission.ManageOrganisations)]
public sealed record ChangeContact(string Slug, int Number, ContactDetails Details)
    : ICommand<Unit>;

internal sealed class ChangeContactValidator : AbstractValidator<ChangeContact>
{
    public ChangeContactValidator() =>
        RuleFor(r => r.Details).SetValidator(new ContactDetailsValidator());
}

internal sealed class ChangeContactHandler(IGrantHubDb db) : IRequestHandler<ChangeContact, Unit>
{
    public async Task<Unit> Handle(ChangeContact request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        var before = organisation.Contacts.FirstOrDefault(c => c.Number == request.Number);
        // A sign-in that has lost its role stays with the contact until somebody takes it off.
        if (request.Details.PersonId != before?.PersonId)
            await db.RefuseOtherSignInsAsync(request.Details.PersonId, cancellationToken);
        organisation.ChangeContact(request.Number, request.Details);
        return Unit.Value;
    }
}
