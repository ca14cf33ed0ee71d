using System.Globalization;
using System.Runtime.CompilerServices;
using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Where a month's lists come from. In this order they stand in the lists.</summary>
internal enum SpendingPart
{
    /// <summary>Grants of the list (f), by the day of the decision.</summary>
    Grants,

    /// <summary>Payments of grants in the list (g), by the day of payment.</summary>
    Payments,

    /// <summary>Items that the finance system paid, in the same list by the same day.</summary>
    Imported,
}

/// <summary>The place of an entry in a month's lists.</summary>
/// <param name="Id">Of the decision, the payment or the item.</param>
internal readonly record struct SpendingPosition(SpendingPart Part, DateOnly Date, long Id)
{
    public static SpendingPosition? Parse(string? text) =>
        Cursor.Parse(text) is { } cursor
        && cursor.Key.Split(' ') is [var part, var date]
        && Enum.TryParse<SpendingPart>(part, out var known)
        && Enum.IsDefined(known)
        && DateOnly.TryParseExact(
            date,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? new SpendingPosition(known, day, cursor.Id)
            : null;

    public override string ToString() =>
        new Cursor($"{(int)Part} {Date.Iso()}", Id, Backwards: false).ToString();

    /// <summary>After what the entries of a part go on; null: the part is done, or begins at its start.</summary>
    /// <param name="from">The place before the first entry to read; null for the lists' start.</param>
    public static (DateOnly Date, long Id) After(SpendingPosition? from, SpendingPart part) =>
        from switch
        {
            null => (DateOnly.MinValue, 0),
            { } at when at.Part == part => (at.Date, at.Id),
            // Payments and items share a list in order of day; on one day payments come first.
            { Part: SpendingPart.Payments } at when part == SpendingPart.Imported => (at.Date, 0),
            { Part: SpendingPart.Imported } at when part == SpendingPart.Payments => (
                at.Date,
                long.MaxValue
            ),
            { } at => at.Part < part ? (DateOnly.MinValue, 0) : (DateOnly.MaxValue, long.MaxValue),
        };
}

/// <summary>Reads in batches, so that memory does not grow with the list and no command stays open between two.</summary>
internal static class SpendingSource
{
    /// <summary>Rows of a command when everything is read.</summary>
    public const int Batch = 500;

    private static readonly long Threshold = SpendingLists.Threshold.Pence;

    /// <summary>What the public reads of a month: first the list of grants, then the other items.</summary>
    /// <param name="from">The place before the first entry; null for the start.</param>
    public static async IAsyncEnumerable<(SpendingPosition At, SpendingRow Row)> ReadAsync(
        IGrantHubDb db,
        SpendingMonth month,
        SpendingPosition? from,
        int batch,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        if (from is null or { Part: SpendingPart.Grants })
            await foreach (
                var row in InBatches(
                    SpendingPosition.After(from, SpendingPart.Grants),
                    batch,
                    after => GrantsAsync(db, month, after, batch, cancellationToken)
                )
            )
                yield return row;
        await foreach (
            var row in ByDay(
                InBatches(
                    SpendingPosition.After(from, SpendingPart.Payments),
                    batch,
                    after => PaymentsAsync(db, month, after, batch, cancellationToken)
                ),
                InBatches(
                    SpendingPosition.After(from, SpendingPart.Imported),
                    batch,
                    after => ImportedAsync(db, month, after, batch, cancellationToken)
                )
            )
        )
            yield return row;
    }

    private static async Task<List<(SpendingPosition, SpendingRow)>> GrantsAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (month.First, month.Last);
        var rows = await db
            .RegisterEntries.AsNoTracking()
            .Where(e => e.GrantId != null && e.DecidedOn >= first && e.DecidedOn <= last)
            .Where(e =>
                e.DecidedOn >= after.Date && (e.DecidedOn > after.Date || e.DecisionId > after.Id)
            )
            .Join(
                db.Grants,
                e => e.GrantId,
                g => (long?)g.Id,
                (e, g) => new { Entry = e, Grant = g }
            )
            .Where(r => r.Grant.Power == StatutoryPower.CrimeAndDisorderReduction)
            .OrderBy(r => r.Entry.DecidedOn)
            .ThenBy(r => r.Entry.DecisionId)
            .Take(batch)
            .Select(r => new
            {
                r.Entry.DecisionId,
                r.Entry.DecidedOn,
                Recipient = r.Entry.Recipient ?? r.Grant.RecipientName,
                Purpose = r.Grant.PublicPurpose ?? r.Entry.Decision ?? r.Entry.Title,
                Reasons = r.Grant.PublicReasons ?? r.Entry.Reasons,
                Amount = r.Entry.Amount ?? r.Grant.Ceiling,
                r.Entry.ShowsConditions,
                r.Grant.Conditions,
                r.Grant.Reference,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r =>
                (
                    new SpendingPosition(SpendingPart.Grants, r.DecidedOn, r.DecisionId),
                    new SpendingRow(
                        SpendingList.Grants,
                        r.DecidedOn,
                        r.Recipient,
                        r.Purpose,
                        r.Amount,
                        r.ShowsConditions ? SpendingLists.Public(r.Conditions) : [],
                        r.Reasons,
                        null,
                        PaidBy.Commissioner,
                        r.Reference
                    )
                )
            ),
        ];
    }

    private static async Task<List<(SpendingPosition, SpendingRow)>> PaymentsAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var rows = await Payments(db, month, after)
            .Join(
                db.RegisterEntries,
                p => (long?)p.Grant.Id,
                e => e.GrantId,
                (p, e) =>
                    new
                    {
                        p.Grant,
                        p.Payment,
                        Entry = e,
                    }
            )
            .OrderBy(r => r.Payment!.PaidOn)
            .ThenBy(r => r.Payment!.Id)
            .Take(batch)
            .Select(r => new
            {
                r.Payment!.Id,
                r.Payment!.Number,
                PaidOn = r.Payment!.PaidOn!.Value,
                r.Payment!.Amount,
                r.Grant.RecipientName,
                r.Grant.Successions,
                Purpose = r.Grant.PublicPurpose ?? r.Entry.Decision ?? r.Entry.Title,
                r.Grant.ValueForMoney,
                r.Grant.Reference,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r =>
                (
                    new SpendingPosition(SpendingPart.Payments, r.PaidOn, r.Id),
                    new SpendingRow(
                        SpendingList.Items,
                        r.PaidOn,
                        r.Successions.NameOn(r.RecipientName, r.PaidOn),
                        r.Purpose,
                        r.Amount,
                        [],
                        null,
                        r.ValueForMoney,
                        PaidBy.Commissioner,
                        $"{r.Reference}/{r.Number}"
                    )
                )
            ),
        ];
    }

    private static async Task<List<(SpendingPosition, SpendingRow)>> ImportedAsync(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after,
        int batch,
        CancellationToken cancellationToken
    )
    {
        var items = await Imported(db, month, after)
            .OrderBy(item => item.Date)
            .ThenBy(item => item.Id)
            .Take(batch)
            .ToListAsync(cancellationToken);
        return
        [
            .. items.Select(item =>
                (
                    new SpendingPosition(SpendingPart.Imported, item.Date, item.Id),
                    new SpendingRow(
                        SpendingList.Items,
                        item.Date,
                        item.Supplier,
                        item.Purpose,
                        item.Amount,
                        [],
                        null,
                        item.ValueForMoney,
                        item.PaidBy,
                        item.Reference
                    )
                )
            ),
        ];
    }

    /// <summary>Payments of the month that the list (g) holds, whether their grant is published or not.</summary>
    public static IQueryable<GrantPayment> Payments(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after
    )
    {
        var (first, last) = (month.First, month.Last);
        return db
            .Grants.AsNoTracking()
            .Where(g => g.Power != StatutoryPower.CrimeAndDisorderReduction)
            .SelectMany(g => g.Instalments, (g, i) => new GrantPayment { Grant = g, Payment = i })
            .Where(p => p.Payment!.PaidOn >= first && p.Payment!.PaidOn <= last)
            .Where(p => p.Payment!.CancelledAt == null && (long)p.Payment!.Amount > Threshold)
            .Where(p =>
                p.Payment!.PaidOn >= after.Date
                && (p.Payment!.PaidOn > after.Date || p.Payment!.Id > after.Id)
            );
    }

    /// <summary>Imported items of the month that the list (g) holds.</summary>
    public static IQueryable<SpendingItem> Imported(
        IGrantHubDb db,
        SpendingMonth month,
        (DateOnly Date, long Id) after
    )
    {
        var (first, last) = (month.First, month.Last);
        return db
            .SpendingItems.AsNoTracking()
            .Where(i => i.Date >= first && i.Date <= last && (long)i.Amount > Threshold)
            .Where(i => i.Date >= after.Date && (i.Date > after.Date || i.Id > after.Id));
    }

    public static async IAsyncEnumerable<(SpendingPosition At, T Row)> InBatches<T>(
        (DateOnly Date, long Id) after,
        int batch,
        Func<(DateOnly Date, long Id), Task<List<(SpendingPosition At, T Row)>>> read
    )
    {
        while (true)
        {
            var rows = await read(after);
            foreach (var row in rows)
                yield return row;
            if (rows.Count < batch)
                yield break;
            after = (rows[^1].At.Date, rows[^1].At.Id);
        }
    }

    /// <summary>Two lists in order of day as one; on one day the first list comes first.</summary>
    public static async IAsyncEnumerable<(SpendingPosition At, T Row)> ByDay<T>(
        IAsyncEnumerable<(SpendingPosition At, T Row)> one,
        IAsyncEnumerable<(SpendingPosition At, T Row)> other
    )
    {
        await using var first = one.GetAsyncEnumerator();
        await using var second = other.GetAsyncEnumerator();
        var hasFirst = await first.MoveNextAsync();
        var hasSecond = await second.MoveNextAsync();
        while (hasFirst || hasSecond)
            if (hasFirst && (!hasSecond || first.Current.At.Date <= second.Current.At.Date))
            {
                yield return first.Current;
                hasFirst = await first.MoveNextAsync();
            }
            else
            {
                yield return second.Current;
                hasSecond = await second.MoveNextAsync();
            }
    }
}

/// <summary>A payment beside its grant, or a grant alone; for queries.</summary>
internal sealed class GrantPayment
{
    public required Grant Grant { get; init; }
    public required Instalment? Payment { get; init; }
}
