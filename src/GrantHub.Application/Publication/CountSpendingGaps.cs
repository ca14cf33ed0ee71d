using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>A year's months, the latest first, with how many entries of their lists lack something.</summary>
/// <param name="Latest">The month to begin with; null for this one.</param>
[Requires(Permission.ReadGrants)]
public sealed record CountSpendingGaps(SpendingMonth? Latest = null)
    : IQuery<IReadOnlyList<SpendingGapCount>>;

/// <summary>What is to be checked only is not counted.</summary>
public sealed record SpendingGapCount(SpendingMonth Month, int Grants, int Payments, int Imported)
{
    public int Total => Grants + Payments + Imported;
}

internal sealed class CountSpendingGapsHandler(IGrantHubDb db, TimeProvider clock)
    : IRequestHandler<CountSpendingGaps, IReadOnlyList<SpendingGapCount>>
{
    private const int Months = 12;
    private static readonly long Threshold = SpendingLists.Threshold.Pence;

    public async Task<IReadOnlyList<SpendingGapCount>> Handle(
        CountSpendingGaps request,
        CancellationToken cancellationToken
    )
    {
        var now = SpendingMonth.Of(clock.LondonToday());
        var latest = request.Latest is { } asked && asked < now ? asked : now;
        var earliest = SpendingMonth.Of(latest.First.AddMonths(1 - Months));
        var (first, last) = (earliest.First, latest.Last);
        var grants = await GrantsAsync(first, last, cancellationToken);
        var payments = await PaymentsAsync(first, last, cancellationToken);
        var imported = await ImportedAsync(first, last, cancellationToken);
        return
        [
            .. Enumerable
                .Range(0, Months)
                .Select(back => SpendingMonth.Of(latest.First.AddMonths(-back)))
                .Select(month => new SpendingGapCount(
                    month,
                    grants.GetValueOrDefault(month),
                    payments.GetValueOrDefault(month),
                    imported.GetValueOrDefault(month)
                )),
        ];
    }

    // In the database, because a year can hold thousands; a test holds them against the rows of SpendingGaps.
    private Task<Dictionary<SpendingMonth, int>> GrantsAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (first.LondonStart(), last.AddDays(1).LondonStart());
        var grants = db
            .Grants.Where(g => g.ApprovedAt >= start && g.ApprovedAt < end)
            .Where(g => g.Power == StatutoryPower.CrimeAndDisorderReduction)
            .Select(g => new GrantPayment { Grant = g, Payment = null });
        return CountAsync(
            SpendingGapSource
                .Standing(db, grants)
                .Where(s =>
                    s.Exposure == GrantExposure.NotPublished
                    || s.Exposure == GrantExposure.Published
                        && (
                            (s.Grant.PublicPurpose ?? s.Entry!.Decision) == null
                            || (s.Grant.PublicReasons ?? s.Entry!.Reasons) == null
                        )
                )
                .Select(s => s.DecidedOn!.Value),
            cancellationToken
        );
    }

    private Task<Dictionary<SpendingMonth, int>> PaymentsAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    )
    {
        var payments = db
            .Grants.Where(g => g.Power != StatutoryPower.CrimeAndDisorderReduction)
            .SelectMany(g => g.Instalments, (g, i) => new GrantPayment { Grant = g, Payment = i })
            .Where(p => p.Payment!.PaidOn >= first && p.Payment.PaidOn <= last)
            .Where(p => p.Payment!.CancelledAt == null && (long)p.Payment.Amount > Threshold);
        return CountAsync(
            SpendingGapSource
                .Standing(db, payments)
                .Where(s =>
                    s.Exposure == GrantExposure.NotPublished
                    || s.Exposure == GrantExposure.Published
                        && (
                            (s.Grant.PublicPurpose ?? s.Entry!.Decision) == null
                            || s.Grant.ValueForMoney == null
                        )
                )
                .Select(s => s.Payment!.PaidOn!.Value),
            cancellationToken
        );
    }

    private Task<Dictionary<SpendingMonth, int>> ImportedAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    ) =>
        CountAsync(
            db.SpendingItems.Where(i =>
                    i.Date >= first
                    && i.Date <= last
                    && (long)i.Amount > Threshold
                    && (i.ValueForMoney == null || i.Purpose == "")
                )
                .Select(i => i.Date),
            cancellationToken
        );

    private static Task<Dictionary<SpendingMonth, int>> CountAsync(
        IQueryable<DateOnly> days,
        CancellationToken cancellationToken
    ) =>
        days.GroupBy(day => new { day.Year, day.Month })
            .Select(group => new
            {
                group.Key.Year,
                group.Key.Month,
                Count = group.Count(),
            })
            .ToDictionaryAsync(
                group => new SpendingMonth(group.Year, group.Month),
                group => group.Count,
                cancellationToken
            );
}
