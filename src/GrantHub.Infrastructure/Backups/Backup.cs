using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Backups;

/// <summary>Writes one file with the database and the files that it names, all of one moment, while the server goes on.</summary>
public sealed class Backup(BackupPlaces places, GrantHubDb db, AccessLog access, TimeProvider clock)
{
    // Each begins anew because somebody took a file away between the copy and the reading of the files.
    private const int Attempts = 3;

    /// <param name="path">Of a file that is not there.</param>
    /// <returns>Sentences about what the backup cannot mend; none as a rule.</returns>
    /// <exception cref="DomainException">Nothing has been written; the sentence says why.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(
        string path,
        CancellationToken cancellationToken
    )
    {
        SqliteBridge.EnsureAvailable();
        Require(path);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new DomainException(
                "backup.migrate",
                "The database is of an earlier version of GrantHub. Back it up with that version, or bring it up to date with migrate first."
            );
        await access.AppendAsync(
            AccessEvent.Exported,
            "backup",
            Path.GetFileName(path),
            cancellationToken
        );
        // Beside the backup, where there must be room for it anyway. Nobody else may read it.
        var work = path + "." + Path.GetRandomFileName() + ".part";
        MakeFolder(work);
        try
        {
            for (var attempt = 1; ; attempt++)
                if (await TryAsync(path, work, attempt == Attempts, cancellationToken) is { } notes)
                    return notes;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private void Require(string path)
    {
        if (Directory.Exists(path))
            throw new DomainException("backup.folder", $"{path} is a folder. Name a file in it.");
        if (File.Exists(path))
            throw new DomainException(
                "backup.exists",
                $"{path} is there already. A backup replaces nothing: choose another name."
            );
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new DomainException(
                "backup.nowhere",
                $"There is no folder {Path.GetDirectoryName(path)}. Make it first, or write to another."
            );
        if (!File.Exists(places.Database))
            throw new DomainException(
                "backup.nothing",
                $"There is no database {places.Database} to back up."
            );
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
    }

    /// <returns>Null when a file went away meanwhile.</returns>
    private async Task<IReadOnlyList<string>?> TryAsync(
        string path,
        string work,
        bool isLast,
        CancellationToken cancellationToken
    )
    {
        var copy = Path.Combine(work, BackupManifest.DatabaseName);
        var part = Path.Combine(work, "backup.zip");
        File.Delete(copy);
        File.Delete(part);
        await SqliteCopy.WriteAsync(db, copy, cancellationToken);
        await using var copied = BackupDatabase.Open(copy);
        var (changes, accessed) = await BackupDatabase.HeadsAsync(copied, cancellationToken);
        var migration = (await copied.Database.GetAppliedMigrationsAsync(cancellationToken)).Last();
        var keys = await NamedFiles.OutsideAsync(copied, cancellationToken);
        var broken = await BackupDatabase.BreakAsync(copied, cancellationToken);
        await copied.DisposeAsync();

        var members = new List<BackupMember>();
        var missing = new List<string>();
        await using (var file = Files.Upload.Create(part, FileOptions.None))
        {
            await using (
                var zip = await ZipArchive.CreateAsync(
                    file,
                    ZipArchiveMode.Create,
                    leaveOpen: true,
                    Encoding.UTF8,
                    cancellationToken
                )
            )
            {
                await using (var database = File.OpenRead(copy))
                    members.Add(
                        await AddAsync(
                            zip,
                            BackupManifest.DatabaseName,
                            database,
                            cancellationToken
                        )
                    );
                foreach (var key in keys)
                    try
                    {
                        await using var content = File.OpenRead(Path.Combine(places.Files, key));
                        members.Add(
                            await AddAsync(
                                zip,
                                BackupManifest.FilesPrefix + key,
                                content,
                                cancellationToken
                            )
                        );
                    }
                    catch (IOException fault)
                        when (fault is FileNotFoundException or DirectoryNotFoundException)
                    {
                        if (!isLast)
                            return null;
                        missing.Add(key);
                    }
                var manifest = new BackupManifest(
                    BackupManifest.GrantHub,
                    BackupManifest.ThisFormat,
                    migration,
                    clock.UtcInstant(),
                    changes,
                    accessed,
                    members,
                    missing
                );
                await using var about = await zip.CreateEntry(BackupManifest.FileName)
                    .OpenAsync(cancellationToken);
                await manifest.WriteAsync(about, cancellationToken);
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: false);
        return [.. Notes(missing, broken)];
    }

    private static async Task<BackupMember> AddAsync(
        ZipArchive zip,
        string name,
        Stream content,
        CancellationToken cancellationToken
    )
    {
        // Appendices are compressed as they are; a database is not.
        var level = name.StartsWith(BackupManifest.FilesPrefix, StringComparison.Ordinal)
            ? CompressionLevel.NoCompression
            : CompressionLevel.Fastest;
        await using var member = await zip.CreateEntry(name, level).OpenAsync(cancellationToken);
        await using var hashing = new HashingStream(member);
        await content.CopyToAsync(hashing, cancellationToken);
        return new BackupMember(name, hashing.Count, hashing.Sha256());
    }

    private static IEnumerable<string> Notes(List<string> missing, string? broken)
    {
        if (missing.Count > 0)
            yield return $"Files that the records name were missing before this backup, and are not in it: {string.Join(", ", missing)}.";
        if (broken is not null)
            yield return $"The backup is made, but its {broken}, so that restore will refuse it. Look for an earlier backup that verifies.";
    }
}
