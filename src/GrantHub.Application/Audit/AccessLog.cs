using GrantHub.Domain;
using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Where a request comes from.</summary>
public interface IOrigin
{
    /// <summary>The address of the machine that asks; null for the command line.</summary>
    string? Address { get; }
}

/// <summary>
/// Writes the next entry of the chain of access. Within a transaction that is open already it is part of it; else it is one
/// of its own. Whatever it is about must not happen when it throws.
/// </summary>
public sealed class AccessLog(IGrantHubDb db, ICurrentUser user, IOrigin origin, TimeProvider clock)
{
    /// <summary>The name of somebody who is not signed in and did not say who they are, or not truly.</summary>
    public const string Nobody = "somebody unknown";

    /// <summary>Of whoever asks now.</summary>
    public Task AppendAsync(
        AccessEvent what,
        string? subject,
        string? detail,
        CancellationToken cancellationToken
    ) =>
        AppendAsync(
            what,
            user.Actor?.PersonId ?? 0,
            user.Actor?.Name ?? Nobody,
            subject,
            detail,
            cancellationToken
        );

    /// <summary>Of a person who is not signed in, or not yet.</summary>
    public async Task AppendAsync(
        AccessEvent what,
        long personId,
        string personName,
        string? subject,
        string? detail,
        CancellationToken cancellationToken
    )
    {
        if (db.Database.CurrentTransaction is not null)
        {
            await WriteAsync();
            return;
        }
        // Not through the change tracker of a use case that was refused half-way: nothing of it may be saved here.
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await WriteAsync();
        await transaction.CommitAsync(cancellationToken);

        async Task WriteAsync()
        {
            var head = await db.MoveHeadAsync(AuditHead.OfAccess, 1, cancellationToken);
            var entry = new AccessEntry(
                head.Number,
                head.Hash,
                clock.UtcInstant(),
                personId,
                personName,
                what,
                subject,
                detail,
                origin.Address
            );
            db.AccessEntries.Add(entry);
            head.Hash = entry.Hash;
            await db.SaveChangesAsync(cancellationToken);
            Counters.AccessEntries.Add(1, KeyValuePair.Create("event", (object?)what.ToString()));
        }
    }
}
