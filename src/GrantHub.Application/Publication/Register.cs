using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Publication;

/// <summary>Keeps the public register in step with the versions that go out.</summary>
public sealed class Register(IGrantHubDb db)
{
    /// <summary>Shows a new version of a decision in the register, in the transaction that publishes it.</summary>
    /// <param name="record">Tracked, with the new version among its versions.</param>
    public async Task ShowAsync(
        DecisionRecord record,
        PublishedVersion version,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(version);
        var entry = await db.RegisterEntries.SingleOrDefaultAsync(
            entry => entry.DecisionId == record.Id,
            cancellationToken
        );
        // Gives the version its Id.
        await db.SaveChangesAsync(cancellationToken);
        Show(record, version, entry);
        await db.SaveChangesAsync(cancellationToken);
        await ShowGrantsAsync(record.Id, cancellationToken);
    }

    /// <summary>
    /// Hides a grant that a decision has just changed: as it stands now it tells of a decision that is not published.
    /// </summary>
    public async Task HideAsync(long grantId, CancellationToken cancellationToken)
    {
        var entry = await db.RegisterEntries.SingleOrDefaultAsync(
            entry => entry.GrantId == grantId,
            cancellationToken
        );
        entry?.ShowGrant(null, withConditions: false);
    }

    /// <summary>Shows the grants that a decision made or changed, where every decision behind them may be read.</summary>
    private async Task ShowGrantsAsync(long decisionId, CancellationToken cancellationToken)
    {
        var grants = await db
            .Grants.Where(grant => grant.Changes.Any(change => change.DecisionId == decisionId))
            .Select(grant => new
            {
                grant.Id,
                grant.DecisionId,
                MayBeRead = grant.Changes.All(change =>
                    db.RegisterEntries.Any(entry =>
                        entry.DecisionId == change.DecisionId && !entry.HidesMoney
                    )
                ),
                WithConditions = !grant.Changes.Any(change =>
                    db.RegisterEntries.Any(entry =>
                        entry.DecisionId == change.DecisionId && entry.HidesConditions
                    )
                ),
                Root = grant,
            })
            .ToListAsync(cancellationToken);
        foreach (var grant in grants)
        {
            // A decision that changes the grant meanwhile meets its new version, runs again, and hides it.
            grant.Root.StampVersion();
            if (
                await db.RegisterEntries.SingleOrDefaultAsync(
                    entry => entry.DecisionId == grant.DecisionId,
                    cancellationToken
                ) is
                { } maker
            )
                maker.ShowGrant(grant.MayBeRead ? grant.Id : null, grant.WithConditions);
        }
    }

    /// <summary>Shows decisions of a log that are all new, so that there is nothing to look up.</summary>
    /// <param name="published">Saved.</param>
    public void ShowImported(
        IEnumerable<(DecisionRecord Record, PublishedVersion Version)> published
    )
    {
        ArgumentNullException.ThrowIfNull(published);
        foreach (var (record, version) in published)
            Show(record, version, null);
    }

    private void Show(DecisionRecord record, PublishedVersion version, RegisterEntry? entry)
    {
        var before = entry is null ? new HashSet<string>() : Tokens(entry);
        if (entry is null)
        {
            entry = new RegisterEntry(record.Id, record.Slug!);
            db.RegisterEntries.Add(entry);
        }
        entry.Show(version, NoticeDocument.FromJson(version.Document));
        var after = Tokens(entry);
        foreach (var token in before.Except(after))
            db.RegisterTokens.Remove(Token(entry, token));
        foreach (var token in after.Except(before))
            db.RegisterTokens.Add(Token(entry, token));
    }

    /// <summary>What the public finds a decision by: reference, title and recipient as they are published.</summary>
    private static IReadOnlySet<string> Tokens(RegisterEntry entry) =>
        SearchText.Tokens(entry.Reference, entry.Title, entry.Recipient);

    private static RegisterToken Token(RegisterEntry entry, string token) =>
        new()
        {
            Token = token,
            DecidedOn = entry.DecidedOn,
            DecisionId = entry.DecisionId,
        };
}

/// <summary>
/// The start of a word of a published decision. A search looks a token up exactly and walks the decisions newest first, so
/// that its cost does not grow with the register.
/// </summary>
public sealed class RegisterToken
{
    public string Token { get; init; } = "";
    public DateOnly DecidedOn { get; init; }
    public long DecisionId { get; init; }
}

internal static class AuditPoints
{
    /// <summary>The audit entry of a record's decision, or of its import.</summary>
    /// <returns>Null where the trail has none; a notice then names none.</returns>
    public static Task<AuditPoint?> AuditPointAsync(
        this IGrantHubDb db,
        long decisionId,
        CancellationToken cancellationToken
    ) =>
        db
            .AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKind == DecisionRecord.Subject && e.SubjectId == decisionId)
            .Where(e => e.What.StartsWith("Decided:") || e.What == "Imported")
            .OrderBy(e => e.Number)
            .Select(e => new AuditPoint(e.Number, e.Hash))
            .FirstOrDefaultAsync(cancellationToken);
}
