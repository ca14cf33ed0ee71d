using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Partnerships;

/// <summary>Names of organisations, to offer while a member or a host is typed; at most 500.</summary>
[Requires(Permission.ManagePartnerships)]
public sealed record SuggestOrganisations : IQuery<IReadOnlyList<string>>;

internal sealed class SuggestOrganisationsHandler(IGrantHubDb db)
    : IRequestHandler<SuggestOrganisations, IReadOnlyList<string>>
{
    // What a browser's list of suggestions still shows without delay.
    private const int Most = 500;

    public async Task<IReadOnlyList<string>> Handle(
        SuggestOrganisations request,
        CancellationToken cancellationToken
    ) =>
        await db
            .Organisations.AsNoTracking()
            .OrderBy(o => o.NameKey)
            .Select(o => o.Name)
            .Take(Most)
            .ToListAsync(cancellationToken);
}
