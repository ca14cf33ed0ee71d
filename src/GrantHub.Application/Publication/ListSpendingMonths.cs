using GrantHub.Domain;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Every month from the first of which there is specified information to this one, the latest first.</summary>
[Requires(Permission.ReadRegister)]
public sealed record ListSpendingMonths : IQuery<IReadOnlyList<SpendingMonth>>;

internal sealed class ListSpendingMonthsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<ListSpendingMonths, IReadOnlyList<SpendingMonth>>
{
    /// <summary>Before there were commissioners; an item that is older was mistyped.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public async Task<IReadOnlyList<SpendingMonth>> Handle(
        ListSpendingMonths request,
        CancellationToken cancellationToken
    )
    {
        // Each is the start of an index, however long the table. A payment comes after the decision on its grant.
        var decided = await db
            .RegisterEntries.Where(entry => entry.GrantId != null && entry.DecidedOn >= Earliest)
            .MinAsync(entry => (DateOnly?)entry.DecidedOn, cancellationToken);
        var paid = await db
            .SpendingItems.Where(item => item.Date >= Earliest)
            .MinAsync(item => (DateOnly?)item.Date, cancellationToken);
        var first = new[] { decided, paid }.Min();
        var months = new List<SpendingMonth>();
        if (first is not { } day)
            return months;
        for (
            var month = SpendingMonth.Of(clock.LondonToday());
            month >= SpendingMonth.Of(day);
            month = month.Before
        )
            months.Add(month);
        return months;
    }
}
