using GrantHub.Domain;
using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>
/// What the person's own organisations have agreed to contribute. A budget shows once the partners have adopted it, and
/// of its partners only those whose contact the person is.
/// </summary>
[Requires(Permission.ReadOwnContributions)]
public sealed record ReadOwnContributions : IQuery<OwnContributions>;

/// <param name="Organisations">The names of those whose contact the person is.</param>
public sealed record OwnContributions(
    IReadOnlyList<string> Organisations,
    IReadOnlyList<ContributionRow> Rows
)
{
    public ContributionTotals Totals => ContributionTotals.Of(Rows);
}

internal sealed class ReadOwnContributionsHandler(
    IGrantHubDb db,
    ICurrentUser user,
    TimeProvider clock
) : IRequestHandler<ReadOwnContributions, OwnContributions>
{
    public async Task<OwnContributions> Handle(
        ReadOwnContributions request,
        CancellationToken cancellationToken
    )
    {
        var me = user.Must().PersonId;
        var own = await db
            .Organisations.Where(o => o.Contacts.Any(c => c.PersonId == me))
            .OrderBy(o => o.Name)
            .Select(o => new { o.Id, o.Name })
            .ToListAsync(cancellationToken);
        return new(
            [.. own.Select(o => o.Name)],
            own.Count == 0
                ? []
                : await db.OfAsync(
                    [.. own.Select(o => o.Id)],
                    drafts: false,
                    clock.LondonToday(),
                    cancellationToken
                )
        );
    }
}
