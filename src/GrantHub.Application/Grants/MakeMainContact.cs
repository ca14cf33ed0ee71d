using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Makes a contact the one whom the office writes to first.</summary>
[Requires(Permission.ManageOrganisations)]
public sealed record MakeMainContact(string Slug, int Number) : ICommand<Unit>;

internal sealed class MakeMainContactHandler(IGrantHubDb db)
    : IRequestHandler<MakeMainContact, Unit>
{
    public async Task<Unit> Handle(MakeMainContact request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.MakeMain(request.Number);
        return Unit.Value;
    }
}
