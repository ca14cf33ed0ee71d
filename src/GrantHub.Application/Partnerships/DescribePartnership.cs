using FluentValidation;
using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;

namespace GrantHub.Application.Partnerships;

/// <summary>Says what a partnership is called and for, who hosts it and what it wants in reserve.</summary>
/// <param name="Seen">The version that the form showed; null: not checked.</param>
/// <param name="ShortName">The last part of its address.</param>
/// <param name="HostId">A present member, as an organisation; null: not said.</param>
/// <param name="Floor">The least reserve that the partners want.</param>
/// <returns>Its slug, which may be another than before.</returns>
[Requires(Permission.ManagePartnerships)]
public sealed record DescribePartnership(
    string Slug,
    Guid? Seen,
    string Name,
    string ShortName,
    string? Purpose,
    long? HostId,
    Money? Floor
) : ICommand<string>;

internal sealed class DescribePartnershipValidator : AbstractValidator<DescribePartnership>
{
    public DescribePartnershipValidator()
    {
        RuleFor(r => r.Name).PartnershipName("Enter the partnership’s name.");
        RuleFor(r => r.ShortName)
            .Line("Enter the short name for addresses.", Partnership.LongestSlug);
        RuleFor(r => r.Purpose).PartnershipText();
        RuleFor(r => r.Floor).Amount("Enter the least reserve in pounds, such as 25,000.00, or 0.");
    }
}

internal sealed class DescribePartnershipHandler(IGrantHubDb db)
    : IRequestHandler<DescribePartnership, string>
{
    public async Task<string> Handle(
        DescribePartnership request,
        CancellationToken cancellationToken
    )
    {
        var partnership = await db.LoadPartnershipAsync(request.Slug, cancellationToken);
        partnership.RefuseStale(
            request.Seen,
            PartnershipRules.Lines(
                partnership.Name,
                partnership.Slug,
                partnership.Purpose,
                partnership.Floor
            ),
            request.Name,
            request.ShortName,
            request.Purpose,
            request.Floor
        );
        var slug = request.ShortName.Trim();
        await db.RefuseTakenPartnershipAsync(request.Name, slug, partnership.Id, cancellationToken);
        partnership.Describe(
            request.Name,
            slug,
            request.Purpose,
            request.HostId,
            request.Floor!.Value
        );
        return slug;
    }
}
