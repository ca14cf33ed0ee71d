using GrantHub.Application.Grants;
using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>What one organisation contributes to every partnership in every year, drafts included.</summary>
/// <param name="Organisation">Its slug or its exact name.</param>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadOrganisationContributions(string Organisation)
    : IQuery<OrganisationContributions>;

/// <param name="Rows">By partnership, the latest year first.</param>
public sealed record OrganisationContributions(
    string Slug,
    string Name,
    IReadOnlyList<ContributionRow> Rows
)
{
    public ContributionTotals Totals => ContributionTotals.Of(Rows);
}

internal sealed class ReadOrganisationContributionsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadOrganisationContributions, OrganisationContributions>
{
    public async Task<OrganisationContributions> Handle(
        ReadOrganisationContributions request,
        CancellationToken cancellationToken
    )
    {
        var organisation =
            await db
                .Organisations.Called(request.Organisation)
                .Select(o => new
                {
                    o.Id,
                    o.Slug,
                    o.Name,
                })
                .FirstOrDefaultAsync(cancellationToken)
            ?? throw OrganisationAccess.NotFound();
        return new(
            organisation.Slug,
            organisation.Name,
            await db.OfAsync(
                [organisation.Id],
                drafts: true,
                clock.LondonToday(),
                cancellationToken
            )
        );
    }
}
