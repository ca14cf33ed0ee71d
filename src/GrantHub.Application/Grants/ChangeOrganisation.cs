using FluentValidation;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Grants;

/// <summary>Changes what an organisation is known by. Its address stays.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
[Requires(Permission.ManageOrganisations)]
public sealed record ChangeOrganisation(
    string Slug,
    Guid? Seen,
    string Name,
    string? LegalName,
    string? Address,
    PublicNumbers Numbers
) : ICommand<Unit>;

internal sealed class ChangeOrganisationValidator : AbstractValidator<ChangeOrganisation>
{
    public ChangeOrganisationValidator()
    {
        RuleFor(r => r.Name).GrantLine("The name", OrganisationAccess.Name);
        RuleFor(r => r.LegalName).GrantLine("The name in law", OrganisationAccess.Name);
        RuleFor(r => r.Address).GrantLine("The address", OrganisationAccess.Address);
    }
}

internal sealed class ChangeOrganisationHandler(IGrantHubDb db)
    : IRequestHandler<ChangeOrganisation, Unit>
{
    public async Task<Unit> Handle(ChangeOrganisation request, CancellationToken cancellationToken)
    {
        var organisation = await db.LoadOrganisationAsync(request.Slug, cancellationToken);
        organisation.RefuseStale(
            request.Seen,
            Words(
                organisation.Name,
                organisation.LegalName,
                organisation.Address,
                new PublicNumbers(
                    organisation.CharityNumber,
                    organisation.CompanyNumber,
                    organisation.OtherIdentifier
                )
            ),
            Words(request.Name, request.LegalName, request.Address, request.Numbers)
        );
        await db.RefuseTakenNameAsync(request.Name, organisation.Id, cancellationToken);
        organisation.Describe(request.Name, request.LegalName, request.Address, request.Numbers);
        return Unit.Value;
    }

    private static string Words(
        string name,
        string? legalName,
        string? address,
        PublicNumbers numbers
    ) =>
        string.Join(
            "\n",
            new[]
            {
                name,
                legalName,
                address,
                numbers.Charity,
                numbers.Company,
                numbers.Other,
            }.Where(word => !string.IsNullOrWhiteSpace(word))
        );
}
