using GrantHub.Domain;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>A partnership with its members, groups, priorities, year-end rule and scenarios.</summary>
[Requires(Permission.ReadPartnerships)]
public sealed record ReadPartnership(string Slug) : IQuery<PartnershipPage>;

/// <param name="Partnership">Read only; not attached to the database.</param>
/// <param name="Organisations">Every member's present name and address, by its number.</param>
/// <param name="Today">In London.</param>
public sealed record PartnershipPage(
    Partnership Partnership,
    IReadOnlyDictionary<long, OrganisationName> Organisations,
    DateOnly Today
)
{
    /// <summary>What an organisation is called today.</summary>
    public string NameOf(long organisationId) => Organisations[organisationId].Name;

    /// <exception cref="NotFoundException">The organisation has never been a member.</exception>
    public PartnershipMember Member(long organisationId) =>
        Partnership.Members.FirstOrDefault(m => m.OrganisationId == organisationId)
        ?? throw new NotFoundException($"{Partnership.Name} has no such member.");

    /// <exception cref="NotFoundException">There is no such group.</exception>
    public PartnershipGroup Group(int number) =>
        Partnership.Groups.FirstOrDefault(g => g.Number == number)
        ?? throw new NotFoundException($"{Partnership.Name} has no such group.");

    /// <exception cref="NotFoundException">There is no such priority.</exception>
    public PartnershipPriority Priority(int number) =>
        Partnership.Priorities.FirstOrDefault(p => p.Number == number)
        ?? throw new NotFoundException(
            $"{Partnership.Name} has no such priority. Somebody may have removed it."
        );

    /// <exception cref="NotFoundException">There is no such scenario.</exception>
    public RunwayScenario Scenario(int number) =>
        Partnership.Scenarios.FirstOrDefault(s => s.Number == number)
        ?? throw new NotFoundException(
            $"{Partnership.Name} has no such scenario. Somebody may have removed it."
        );
}

public sealed record OrganisationName(string Name, string Slug);

internal sealed class ReadPartnershipHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ReadPartnership, PartnershipPage>
{
    public async Task<PartnershipPage> Handle(
        ReadPartnership request,
        CancellationToken cancellationToken
    )
    {
        var partnership =
            await db
                .Partnerships.AsNoTracking()
                .Include(p => p.Members)
                .AsSingleQuery()
                .SingleOrDefaultAsync(p => p.Slug == request.Slug, cancellationToken)
            ?? throw PartnershipAccess.NotFound();
        var ids = partnership.Members.Select(m => m.OrganisationId).ToList();
        var organisations = await db
            .Organisations.AsNoTracking()
            .Where(o => ids.Contains(o.Id))
            .Select(o => new
            {
                o.Id,
                o.Name,
                o.Slug,
            })
            .ToDictionaryAsync(
                o => o.Id,
                o => new OrganisationName(o.Name, o.Slug),
                cancellationToken
            );
        return new PartnershipPage(partnership, organisations, clock.LondonToday());
    }
}
