using FluentValidation;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Adds somebody at an organisation; the first is the main contact.</summary>
/// <returns>The contact's number within the organisation.</returns>
[Requires(Permission.ManageOrganisations)]
public sealed record AddContact(string Slug, ContactDetails Details) : ICommand<int>;

internal sealed class AddContactValidator : AbstractValidator<AddContact>
{
    public AddContactValidator() =>
        RuleFor(r => r.Details).SetValidator(new ContactDetailsValidator());
}

internal sealed class AddContactHandler(IGrantHubDb db) : IRequestHandler<AddContact, int>
{
    public async Task<int> Handle(AddContact request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        await db.RefuseOtherSignInsAsync(request.Details.PersonId, cancellationToken);
        return organisation.AddContact(request.Details).Number;
    }
}
