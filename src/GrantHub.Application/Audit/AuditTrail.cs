using GrantHub.Domain;
using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Application.Audit;

/// <summary>Writes what happened to every loaded aggregate as the next entries of the audit chain.</summary>
internal sealed class AuditTrail(IGrantHubDb db, ICurrentUser user, TimeProvider clock)
{
    private readonly List<(string Kind, long Id, Happening Happening)> noted = [];

    /// <summary>A command begins, or begins again.</summary>
    public void Begin()
    {
        noted.Clear();
        db.Writes.Forget();
    }

    /// <summary>What happens to a thing that is no aggregate.</summary>
    /// <param name="kind">Such as "bank holiday".</param>
    /// <param name="id">0 where it is about several.</param>
    public void Note(string kind, long id, Happening happening) => noted.Add((kind, id, happening));

    /// <summary>No entry, no change.</summary>
    /// <exception cref="InvalidOperationException">
    /// Rows were written and no entry was, and the command does not say why there is none.
    /// </exception>
    public void Guard(Type command)
    {
        if (
            db.Writes is { HasRows: true, HasEntry: false }
            && !command.IsDefined(typeof(LeavesNoEntryAttribute), inherit: false)
        )
            throw new InvalidOperationException(
                $"{command.Name} would change what is stored without an entry in the trail, so it is undone."
            );
    }

    /// <summary>
    /// Last in the transaction: moving the head locks its row, so that writers queue here and the chain cannot fork.
    /// </summary>
    public async Task AppendAsync(CancellationToken cancellationToken)
    {
        var happened = db
            .ChangeTracker.Entries<AggregateRoot>()
            .SelectMany(entry =>
                entry.Entity.Happenings.Select(happening =>
                    (Kind: entry.Entity.SubjectKind, entry.Entity.Id, Happening: happening)
                )
            )
            .Concat(noted)
            .ToList();
        if (happened.Count == 0)
            return;

        var actor = user.Must();
        var head = await db.MoveHeadAsync(AuditHead.OfChanges, happened.Count, cancellationToken);
        var number = head.Number - happened.Count;
        var at = clock.UtcInstant();
        foreach (var (kind, id, happening) in happened)
        {
            var entry = new AuditEntry(
                ++number,
                head.Hash,
                at,
                actor.PersonId,
                actor.Name,
                kind,
                id,
                happening
            );
            db.AuditEntries.Add(entry);
            head.Hash = entry.Hash;
        }
        foreach (var root in db.ChangeTracker.Entries<AggregateRoot>())
            root.Entity.ForgetHappenings();
        noted.Clear();
        await db.SaveChangesAsync(cancellationToken);
        Counters.AuditEntries.Add(happened.Count);
    }
}
