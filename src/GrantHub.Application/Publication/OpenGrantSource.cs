using System.Globalization;
using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Reads published grants as open data, the latest decision first; five SQL commands a batch.</summary>
internal static class OpenGrantSource
{
    /// <summary>Grants of a batch when everything is read.</summary>
    public const int Batch = 500;

    /// <param name="from">The last grant before the batch; null for the first batch.</param>
    public static async Task<OpenGrantBatch> BatchAsync(
        IGrantHubDb db,
        Cursor? from,
        int size,
        CancellationToken cancellationToken
    )
    {
        var entries = await EntriesAsync(db, from, size, cancellationToken);
        if (entries.Count == 0)
            return new([], null);
        long[] ids = [.. entries.Select(e => e.Id)];
        var grants = db.Grants.AsNoTracking().Where(g => ids.Contains(g.Id));
        var years = (
            await grants
                .SelectMany(
                    g => g.Years,
                    (g, y) =>
                        new
                        {
                            g.Id,
                            y.Year,
                            y.Planned,
                            y.State,
                            y.Released,
                        }
                )
                .OrderBy(y => y.Year)
                .ToListAsync(cancellationToken)
        ).ToLookup(
            y => y.Id,
            y => new OpenYear(
                y.Year,
                y.State == GrantYearState.Confirmed ? y.Planned : y.Released,
                y.State == GrantYearState.Indicative ? y.Planned - y.Released : Money.Zero
            )
        );
        var programmes = (
            await grants
                .SelectMany(g => g.Streams)
                .Join(
                    db.Streams,
                    share => share.StreamId,
                    stream => stream.Id,
                    (share, stream) =>
                        new
                        {
                            share.GrantId,
                            share.Id,
                            stream.Slug,
                            share.Stream,
                        }
                )
                .OrderBy(share => share.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(share => share.GrantId, share => new OpenProgramme(share.Slug, share.Stream));
        var payments = (
            await grants
                .SelectMany(g => g.Instalments)
                .Where(i => i.PaidOn != null && i.CancelledAt == null)
                .OrderBy(i => i.Number)
                .Select(i => new
                {
                    i.GrantId,
                    i.Number,
                    i.Year,
                    PaidOn = i.PaidOn!.Value,
                    i.Amount,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(i => i.GrantId, i => new OpenPayment(i.Number, i.Year, i.PaidOn, i.Amount));
        var notices = (
            await grants
                .SelectMany(g => g.Changes)
                .Join(
                    db.RegisterEntries,
                    change => change.DecisionId,
                    entry => entry.DecisionId,
                    (change, entry) =>
                        new
                        {
                            change.GrantId,
                            change.Id,
                            entry.Reference,
                            entry.Slug,
                            entry.Title,
                            entry.PublishedAt,
                        }
                )
                .OrderBy(notice => notice.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(notice => notice.GrantId);
        var last = entries[^1];
        return new(
            [
                .. entries.Select(e => new OpenGrant(
                    e.Reference,
                    e.Slug,
                    e.DecisionSlug,
                    e.Title,
                    e.Description,
                    e.DecidedOn,
                    e.PeriodStart,
                    e.PeriodEnd,
                    e.Recipient,
                    [.. programmes[e.Id]],
                    [.. years[e.Id]],
                    [.. payments[e.Id]],
                    [.. notices[e.Id].Select(n => new OpenNotice(n.Reference, n.Slug, n.Title))],
                    new[] { e.ChangedAt }
                        .Concat(notices[e.Id].Select(n => n.PublishedAt))
                        .Concat(
                            payments[e.Id]
                                .Select(p => p.On.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
                        )
                        .Max()
                )),
            ],
            entries.Count < size
                ? null
                : new Cursor(last.DecidedOn.Iso(), last.DecisionId, Backwards: false)
        );
    }

    private static async Task<List<Entry>> EntriesAsync(
        IGrantHubDb db,
        Cursor? from,
        int size,
        CancellationToken cancellationToken
    )
    {
        var entries = db.RegisterEntries.AsNoTracking().Where(e => e.GrantId != null);
        if (
            from is not null
            && DateOnly.TryParseExact(
                from.Key,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
            entries = entries.Where(e =>
                e.DecidedOn <= day && (e.DecidedOn < day || e.DecisionId < from.Id)
            );
        var rows = await entries
            .OrderByDescending(e => e.DecidedOn)
            .ThenByDescending(e => e.DecisionId)
            .Take(size)
            .Join(db.Grants, e => e.GrantId, g => (long?)g.Id, (e, g) => new { Of = e, Grant = g })
            .Join(
                db.Organisations,
                r => r.Grant.RecipientId,
                o => o.Id,
                (r, o) =>
                    new
                    {
                        r.Of,
                        r.Grant,
                        Recipient = o,
                    }
            )
            .OrderByDescending(r => r.Of.DecidedOn)
            .ThenByDescending(r => r.Of.DecisionId)
            .Select(r => new
            {
                r.Of.DecisionId,
                r.Of.DecidedOn,
                DecisionSlug = r.Of.Slug,
                r.Of.Title,
                Description = r.Grant.PublicPurpose ?? r.Of.Decision ?? r.Of.Title,
                r.Of.PublishedAt,
                r.Grant.Id,
                r.Grant.Reference,
                r.Grant.Slug,
                r.Grant.PeriodStart,
                r.Grant.PeriodEnd,
                r.Grant.RecipientName,
                OrganisationSlug = r.Recipient.Slug,
                r.Recipient.CharityNumber,
                r.Recipient.CompanyNumber,
                r.Recipient.OtherIdentifier,
                ReviewedAt = r.Grant.Reviews.Max(review => review.SignedAt),
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new Entry(
                r.Id,
                r.DecisionId,
                r.DecidedOn,
                r.DecisionSlug,
                r.Title,
                r.Description,
                r.Reference,
                r.Slug,
                r.PeriodStart,
                r.PeriodEnd,
                new OpenRecipient(
                    r.RecipientName,
                    r.OrganisationSlug,
                    r.CharityNumber,
                    r.CompanyNumber,
                    r.OtherIdentifier
                ),
                r.ReviewedAt > r.PublishedAt ? r.ReviewedAt.Value : r.PublishedAt
            )),
        ];
    }

    private sealed record Entry(
        long Id,
        long DecisionId,
        DateOnly DecidedOn,
        string DecisionSlug,
        string Title,
        string Description,
        string Reference,
        string Slug,
        DateOnly PeriodStart,
        DateOnly PeriodEnd,
        OpenRecipient Recipient,
        DateTime ChangedAt
    );
}

/// <param name="Next">Where the next batch starts; null after the last.</param>
internal sealed record OpenGrantBatch(IReadOnlyList<OpenGrant> Grants, Cursor? Next);
