using System.Data.Common;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GrantHub.Web.Hosting;

/// <summary>
/// How far the audit chain has come: it moves with every change of anything, in whatever process, so a public page made
/// at one stamp is right until there is another. Looked up at most once a second, and at once after a change made here.
/// </summary>
internal sealed class RegisterStamp(IServiceScopeFactory scopes, TimeProvider clock)
    : DbTransactionInterceptor
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private Known? known;
    private int changes;

    public async ValueTask<long> NowAsync(CancellationToken cancellationToken)
    {
        var now = clock.UtcInstant();
        if (Volatile.Read(ref known) is { } remembered && remembered.IsGoodAt(now))
            return remembered.Number;
        var before = Volatile.Read(ref changes);
        await using var scope = scopes.CreateAsyncScope();
        var number = await scope
            .ServiceProvider.GetRequiredService<GrantHubDb>()
            .AuditHeads.Where(head => head.Id == AuditHead.OfChanges)
            .Select(head => head.Number)
            .SingleOrDefaultAsync(cancellationToken);
        // What was read while something changed may be from before it.
        if (before == Volatile.Read(ref changes))
            Volatile.Write(ref known, new Known(number, now, now + Kept));
        return number;
    }

    public override void TransactionCommitted(
        DbTransaction transaction,
        TransactionEndEventData eventData
    ) => Forget();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Forget();
        return Task.CompletedTask;
    }

    private void Forget()
    {
        Interlocked.Increment(ref changes);
        Volatile.Write(ref known, null);
    }

    private sealed record Known(long Number, DateTime From, DateTime Until)
    {
        // A clock that was set back must not keep it for longer.
        public bool IsGoodAt(DateTime now) => From <= now && now < Until;
    }
}
