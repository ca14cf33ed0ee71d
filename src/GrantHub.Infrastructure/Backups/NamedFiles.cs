using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Backups;

/// <summary>The files that a database's records name.</summary>
internal static class NamedFiles
{
    /// <returns>Of those that are not in the database itself, each once: their storage keys.</returns>
    public static async Task<IReadOnlyCollection<string>> OutsideAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        var inside = await db
            .FileContents.Select(content => content.StorageKey)
            .ToHashSetAsync(cancellationToken);
        return [.. (await KeysAsync(db, cancellationToken)).Where(key => !inside.Contains(key))];
    }

    /// <returns>Their storage keys, each once.</returns>
    private static async Task<SortedSet<string>> KeysAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (
            var key in db
                .Decisions.SelectMany(d => d.Appendices)
                .Select(a => a.StorageKey)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
            keys.Add(key);
        await AddAsync(
            db.Grants.Select(g => g.Agreements),
            agreements => agreements.Select(a => a.File)
        );
        await AddAsync(
            db.Set<MonitoringReturn>().Select(r => r.Submissions),
            submissions => submissions.SelectMany(s => s.Report.Files)
        );
        await AddAsync(db.Set<PartnershipMember>().Select(m => m.MemorandumFile), file => [file]);
        await AddAsync(db.LedgerImports.Select(i => i.File), file => [file]);
        await AddAsync(db.LedgerFiles.Select(f => f.File), file => [file]);
        return keys;

        async Task AddAsync<T>(IQueryable<T> rows, Func<T, IEnumerable<StoredFile?>> files)
        {
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                keys.UnionWith(files(row).OfType<StoredFile>().Select(file => file.StorageKey));
        }
    }
}
