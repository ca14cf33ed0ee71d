using GrantHub.Domain;
using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Writes what happened to every loaded aggregate as the next entries of the audit chain.</summary>
internal sealed class AuditTrail(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
{
    /// <summary>
    /// Last in the transaction: moving the head locks its row, so that writers queue here and the chain cannot fork.
    /// </summary>
    public async Task AppendAsync(CancellationToken cancellationToken)
    {
        var happened = db
            .ChangeTracker.Entries<AggregateRoot>()
            .SelectMany(entry =>
                entry.Entity.Happenings.Select(happening =>
                    (Root: entry.Entity, Happening: happening)
                )
            )
            .ToList();
        if (happened.Count == 0)
            return;

        var actor = user.Must();
        await db.AuditHeads.ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Number, head => head.Number + happened.Count),
            cancellationToken
        );
        var head = await db.AuditHeads.SingleAsync(cancellationToken);
        var number = head.Number - happened.Count;
        var at = clock.UtcInstant();
        foreach (var (root, happening) in happened)
        {
            var entry = new AuditEntry(
                ++number,
                head.Hash,
                at,
                actor.PersonId,
                actor.Name,
                root.SubjectKind,
                root.Id,
                happening
            );
            db.AuditEntries.Add(entry);
            head.Hash = entry.Hash;
        }
        foreach (var (root, _) in happened)
            root.ForgetHappenings();
        await db.SaveChangesAsync(cancellationToken);
    }
}
