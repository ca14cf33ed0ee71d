using GrantHub.Application.Audit;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Backups;

/// <summary>A SQLite file that is no running database: a copy for a backup, or one out of a backup.</summary>
internal static class BackupDatabase
{
    /// <summary>Without a pool, so that the file is closed with the context.</summary>
    public static GrantHubDb Open(string path)
    {
        var options = new DbContextOptionsBuilder<GrantHubDb>();
        options.Use(
            DatabaseProvider.Sqlite,
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        return new GrantHubDb(options.Options);
    }

    /// <summary>The end of each chain of the audit trail.</summary>
    public static async Task<(BackupHead Changes, BackupHead Access)> HeadsAsync(
        GrantHubDb db,
        CancellationToken cancellationToken
    )
    {
        var heads = await db
            .AuditHeads.AsNoTracking()
            .ToDictionaryAsync(head => head.Id, BackupHead.Of, cancellationToken);
        return (
            heads.GetValueOrDefault(AuditHead.OfChanges, BackupHead.None),
            heads.GetValueOrDefault(AuditHead.OfAccess, BackupHead.None)
        );
    }

    /// <summary>Where the audit trail breaks first, in words that follow "its"; null when both chains verify.</summary>
    public static async Task<string?> BreakAsync(GrantHubDb db, CancellationToken cancellationToken)
    {
        var verdict = await AuditVerification.OfAsync(db, null, cancellationToken);
        if (verdict.Changes.Broken is { } change)
            return $"audit trail of changes does not verify from entry {change} on";
        return verdict.Access.Broken is { } access
            ? $"audit trail of access does not verify from entry {access} on"
            : null;
    }
}
