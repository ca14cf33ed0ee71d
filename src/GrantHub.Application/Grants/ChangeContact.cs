using FluentValidation;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Changes what is kept of a contact, and which sign-in is theirs.</summary>
/// <param name="Seen">The version of the organisation that the form showed; null: not checked.</param>
[Requires(Permission.ManageOrganisations)]
public sealed record ChangeContact(
    string Slug,
    int Number,
    ContactDetails Details,
    Guid? Seen = null
) : ICommand<Unit>;

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
        organisation.RefuseStale(
            request.Seen,
            before is null
                ? "The contact has been removed."
                : Words(before.Name, before.Post, before.Email, before.Telephone),
            Words(
                request.Details.Name,
                request.Details.Post,
                request.Details.Email,
                request.Details.Telephone
            )
        );
        // A sign-in that has lost its role stays with the contact until somebody takes it off.
        if (request.Details.PersonId != before?.PersonId)
            await db.RefuseOtherSignInsAsync(request.Details.PersonId, cancellationToken);
        organisation.ChangeContact(request.Number, request.Details);
        return Unit.Value;
    }

    private static string Words(params string?[] parts) =>
        string.Join("\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
