using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Adds a partnership. Its host becomes its first member; an organisation of a name not known yet is added.</summary>
/// <param name="Slug">As it is to stand in addresses; null or empty: from the name.</param>
/// <param name="Host">The name of the organisation that hosts it; may be empty.</param>
/// <returns>Its slug.</returns>
[Requires(Permission.ManagePartnerships)]
public sealed record AddPartnership(string Name, string? Slug, string? Host) : ICommand<string>;

internal sealed class AddPartnershipValidator : AbstractValidator<AddPartnership>
{
    public AddPartnershipValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the partnership’s name.");
        RuleFor(r => r.Host).GrantLine("The name of the host", PartnershipRules.Name);
    }
}

internal sealed class AddPartnershipHandler(IGrantHubDb db)
    : IRequestHandler<AddPartnership, string>
{
    public async Task<string> Handle(AddPartnership request, CancellationToken cancellationToken)
    {
        var wish = string.IsNullOrWhiteSpace(request.Slug) ? null : request.Slug.Trim();
        await db.RefuseTakenPartnershipAsync(request.Name, wish, 0, cancellationToken);
        var slug =
            wish
            ?? await References.FreeSlugAsync(
                References.Kebab(request.Name),
                slug => db.IsSlugTakenAsync(slug, 0, cancellationToken)
            );
        var partnership = Partnership.Add(request.Name, slug);
        if (!string.IsNullOrWhiteSpace(request.Host))
        {
            var host = await db.FindOrAddRecipientAsync(request.Host, cancellationToken);
            partnership.AddMember(host.Id, host.Name, MemberKind.StatutoryPartner, null);
            partnership.Describe(
                partnership.Name,
                slug,
                partnership.Purpose,
                host.Id,
                partnership.Floor
            );
        }
        db.Partnerships.Add(partnership);
        return slug;
    }
}
