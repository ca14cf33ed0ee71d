using GrantHub.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Decisions;

/// <summary>What the list of decisions can be filtered by.</summary>
[Requires(Permission.ReadDecisions)]
public sealed record ReadFilterChoices : IQuery<FilterChoices>;

/// <param name="Years">Calendar years, newest first.</param>
/// <param name="LeadOfficers">Everybody who holds the role, by name.</param>
public sealed record FilterChoices(
    IReadOnlyList<int> Years,
    IReadOnlyList<(long Id, string Name)> LeadOfficers
);

internal sealed class ReadFilterChoicesHandler(IGrantHubDb db)
    : IRequestHandler<ReadFilterChoices, FilterChoices>
{
    public async Task<FilterChoices> Handle(
        ReadFilterChoices request,
        CancellationToken cancellationToken
    )
    {
        // The ends of the index, not a scan for distinct years.
        var newest = await db.Decisions.MaxAsync(d => d.Year, cancellationToken);
        var oldest = await db.Decisions.MinAsync(d => d.Year, cancellationToken);
        var leads = await db
            .People.AsNoTracking()
            .Where(p => (p.Roles & Role.LeadOfficer) == Role.LeadOfficer)
            .OrderBy(p => p.Name)
            .Select(p => new { p.Id, p.Name })
            .ToListAsync(cancellationToken);
        var years =
            newest is { } last && oldest is { } first
                ? Enumerable.Range(first, last - first + 1).Reverse().ToList()
                : [];
        return new FilterChoices(years, [.. leads.Select(p => (p.Id, p.Name))]);
    }
}
