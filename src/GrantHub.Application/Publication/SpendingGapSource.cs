using System.Runtime.CompilerServices;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>An entry of a month's lists that is not as it should be.</summary>
/// <param name="Reference">As the lists name it.</param>
/// <param name="Grant">Null for an imported item.</param>
/// <param name="Item">Null for a grant or a payment.</param>
/// <param name="Gaps">At least one, in the order of mending.</param>
public sealed record SpendingGapRow(
    SpendingList List,
    DateOnly Date,
    string Recipient,
    Money Amount,
    string Reference,
    GapGrant? Grant,
    GapItem? Item,
    IReadOnlyList<SpendingGap> Gaps
);

/// <param name="Slug">The reference as an address writes it; the decision's likewise.</param>
public sealed record GapGrant(
    string Reference,
    string Slug,
    string DecisionSlug,
    string LeadOfficer
);

/// <summary>An imported item: its file and its line there.</summary>
public sealed record GapItem(long Import, int Line);

/// <summary>Finds what a month's lists lack, among what the office knows and the public may not see yet.</summary>
internal static class SpendingGapSource
{
    public static async IAsyncEnumerable<(SpendingPosition At, SpendingGapRow Row)> ReadAsync(
        IGrantHubDb db,
        SpendingMonth month,
        SpendingPosition? from,
        int batch,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        if (from is null or { Part: SpendingPart.Grants })
            await foreach (
                var row in SpendingSource.InBatches(
                    SpendingPosition.After(from, SpendingPart.Grants),
                    batch,
                    after => GrantsAsync(db, month, after, batch, cancellationToken)
                )
            )
                if (row.Row.Gaps.Count > 0)
                    yield return row;
        await foreach (
            var row in SpendingSource.ByDay(
                SpendingSource.InBatches(
                    SpendingPosition.After(from, SpendingPart.Payments),
                    batch,
                    after => PaymentsAsync(db, month, after, batch, cancellationToken)
                ),
                SpendingSource.InBatches(
                    SpendingPosition.After(from, SpendingPart.Imported),
                    batch,
                    after => ImportedAsync(db, month, after, batch, cancellationToken)
                )
            )
        )
            if (row.Row.Gaps.Count > 0)
                yield return row;
    }

    private static async Task<List<(SpendingPosition, SpendingGapRow)>> GrantsAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var rows = await Standing(
                db,
                GrantsDecided(db, month)
                    // A grant and its decision are of one instant, so the days rise with the Ids of grants.
                    .Where(g => g.Id > after.Id)
                    .Select(g => new GrantPayment { Grant = g, Payment = null })
            )
            .OrderBy(s => s.Grant.Id)
            .Take(batch)
            .Select(s => new
            {
                s.Grant.Id,
                s.Grant.Slug,
                s.Grant.Reference,
                s.Grant.RecipientName,
                s.Grant.Ceiling,
                s.Grant.LeadOfficerName,
                s.Grant.Conditions,
                s.Grant.Power,
                s.DecisionSlug,
                DecidedOn = s.DecidedOn!.Value,
                s.Exposure,
                Purpose = s.Grant.PublicPurpose ?? s.Entry!.Decision,
                Reasons = s.Grant.PublicReasons ?? s.Entry!.Reasons,
                s.Grant.ValueForMoney,
                Shows = s.Entry != null && s.Entry.ShowsConditions,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r =>
                (
                    new SpendingPosition(SpendingPart.Grants, r.DecidedOn, r.Id),
                    new SpendingGapRow(
                        SpendingList.Grants,
                        r.DecidedOn,
                        r.RecipientName,
                        r.Ceiling,
                        r.Reference,
                        new GapGrant(r.Reference, r.Slug, r.DecisionSlug!, r.LeadOfficerName),
                        null,
                        SpendingGaps.Of(
                            new GrantFacts(
                                r.Power,
                                r.Exposure,
                                r.Purpose,
                                r.Reasons,
                                r.ValueForMoney,
                                r.Shows ? SpendingLists.Public(r.Conditions).Count : 0
                            )
                        )
                    )
                )
            ),
        ];
    }

    private static async Task<List<(SpendingPosition, SpendingGapRow)>> PaymentsAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var rows = await Standing(db, SpendingSource.Payments(db, month, after))
            .OrderBy(s => s.Payment!.PaidOn)
            .ThenBy(s => s.Payment!.Id)
            .Take(batch)
            .Select(s => new
            {
                s.Payment!.Id,
                s.Payment.Number,
                PaidOn = s.Payment.PaidOn!.Value,
                s.Payment.Amount,
                s.Grant.Slug,
                s.Grant.Reference,
                s.Grant.RecipientName,
                s.Grant.Successions,
                s.Grant.LeadOfficerName,
                s.Grant.Power,
                s.DecisionSlug,
                s.Exposure,
                Purpose = s.Grant.PublicPurpose ?? s.Entry!.Decision,
                s.Grant.ValueForMoney,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r =>
                (
                    new SpendingPosition(SpendingPart.Payments, r.PaidOn, r.Id),
                    new SpendingGapRow(
                        SpendingList.Items,
                        r.PaidOn,
                        r.Successions.NameOn(r.RecipientName, r.PaidOn),
                        r.Amount,
                        $"{r.Reference}/{r.Number}",
                        new GapGrant(r.Reference, r.Slug, r.DecisionSlug!, r.LeadOfficerName),
                        null,
                        SpendingGaps.Of(
                            new GrantFacts(r.Power, r.Exposure, r.Purpose, null, r.ValueForMoney, 0)
                        )
                    )
                )
            ),
        ];
    }

    private static async Task<List<(SpendingPosition, SpendingGapRow)>> ImportedAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var items = await SpendingSource
            .Imported(db, month, after)
            .Where(i => i.ValueForMoney == null || i.Purpose == "")
            .OrderBy(i => i.Date)
            .ThenBy(i => i.Id)
            .Take(batch)
            .ToListAsync(cancellationToken);
        return
        [
            .. items.Select(i =>
                (
                    new SpendingPosition(SpendingPart.Imported, i.Date, i.Id),
                    new SpendingGapRow(
                        SpendingList.Items,
                        i.Date,
                        i.Supplier,
                        i.Amount,
                        i.Reference,
                        null,
                        new GapItem(i.ImportId, i.Line),
                        SpendingGaps.Of(i.Purpose, i.ValueForMoney)
                    )
                )
            ),
        ];
    }

    /// <summary>Grants of the list (f) whose decision was made in the month. A decision makes its grant at that instant.</summary>
    public static IQueryable<Grant> GrantsDecided(IGrantHubDb db, SpendingMonth month)
    {
        var (start, end) = (month.First.LondonStart(), month.Next.First.LondonStart());
        return db
            .Grants.AsNoTracking()
            .Where(g => g.ApprovedAt >= start && g.ApprovedAt < end)
            .Where(g => g.Power == StatutoryPower.CrimeAndDisorderReduction);
    }

    /// <summary>Each beside its decision and what the public sees of that.</summary>
    public static IQueryable<GrantStanding> Standing(
        IGrantHubDb db,
        IQueryable<GrantPayment> grants
    ) =>
        from g in grants
        join d in db.Decisions on g.Grant.DecisionId equals d.Id
        join e in db.RegisterEntries on d.Id equals e.DecisionId into entries
        from e in entries.DefaultIfEmpty()
        let pending = g
            .Grant.Changes.Where(c =>
                db.Decisions.Any(x => x.Id == c.DecisionId && x.WithheldAt == null)
                && !db.RegisterEntries.Any(x => x.DecisionId == c.DecisionId)
            )
            .OrderBy(c => c.Id)
            .Select(c => c.DecisionSlug)
            .FirstOrDefault()
        select new GrantStanding
        {
            Grant = g.Grant,
            Payment = g.Payment,
            DecisionSlug = pending ?? d.Slug,
            DecidedOn = d.DecidedOn,
            Entry = e,
            Exposure =
                e == null
                    ? d.WithheldAt == null
                        ? GrantExposure.NotPublished
                        : GrantExposure.KeptBack
                    : e.GrantId != null
                        ? GrantExposure.Published
                        : !e.HidesMoney && pending != null
                            ? GrantExposure.NotPublished
                            : GrantExposure.KeptBack,
        };
}

/// <summary>A grant, or a payment of one, beside what the public sees of its decision; for queries.</summary>
internal sealed class GrantStanding
{
    public required Grant Grant { get; init; }
    public required Instalment? Payment { get; init; }

    /// <summary>The decision to look at: one behind the grant that is not published, else the one that made it.</summary>
    public required string? DecisionSlug { get; init; }
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>Null while the decision is not published.</summary>
    public required RegisterEntry? Entry { get; init; }
    public required GrantExposure Exposure { get; init; }
}
