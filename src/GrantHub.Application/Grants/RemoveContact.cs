using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Takes a contact off an organisation; a sign-in of theirs sees its returns no more.</summary>
[Requires(Permission.ManageOrganisations)]
public sealed record RemoveContact(string Slug, int Number) : ICommand<Unit>;

internal sealed class RemoveContactHandler(IGrantHubDb db) : IRequestHandler<RemoveContact, Unit>
{
    public async Task<Unit> Handle(RemoveContact request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.RemoveContact(request.Number);
        return Unit.Value;
    }
}
