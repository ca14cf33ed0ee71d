using FluentValidation;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Grants;

/// <summary>Adds an organisation that can receive grants. Approving a grant adds its recipient by itself.</summary>
/// <returns>Its slug.</returns>
[Requires(Permission.ManageOrganisations)]
public sealed record AddOrganisation(string Name) : ICommand<string>;

internal sealed class AddOrganisationValidator : AbstractValidator<AddOrganisation>
{
    public AddOrganisationValidator() =>
        RuleFor(r => r.Name).GrantLine("The name", OrganisationAccess.Name);
}

internal sealed class AddOrganisationHandler(IGrantHubDb db)
    : IRequestHandler<AddOrganisation, string>
{
    public async Task<string> Handle(AddOrganisation request, CancellationToken cancellationToken)
    {
        await db.RefuseTakenNameAsync(request.Name, exceptId: 0, cancellationToken);
        var slug = await References.FreeSlugAsync(
            References.Kebab(request.Name),
            wish => db.Organisations.AnyAsync(o => o.Slug == wish, cancellationToken)
        );
        db.Organisations.Add(Organisation.Add(request.Name, slug));
        return slug;
    }
}
