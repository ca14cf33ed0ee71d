using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Backups;

/// <summary>Takes a backup apart and believes nothing that it says of itself.</summary>
/// <param name="migrations">Those of this version.</param>
internal sealed class BackupReader(string path, IReadOnlyCollection<string> migrations)
{
    /// <param name="database">Where the database goes; nothing is there.</param>
    /// <param name="files">The folder, empty, that the files go into.</param>
    /// <exception cref="DomainException">It cannot be used; the sentence says why.</exception>
    public async Task UnpackAsync(
        string database,
        string files,
        CancellationToken cancellationToken
    )
    {
        BackupManifest manifest;
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancellationToken);
            manifest = await ReadManifestAsync(zip, cancellationToken);
            var members = zip
                .Entries.Where(entry => entry.FullName != BackupManifest.FileName)
                .ToDictionary(entry => entry.FullName);
            if (!members.Keys.ToHashSet().SetEquals(manifest.Members.Select(m => m.Name)))
                throw Damaged("its contents are not those of its list");
            foreach (var member in manifest.Members)
                await UnpackAsync(
                    members[member.Name],
                    member,
                    PlaceOf(member.Name, database, files),
                    cancellationToken
                );
        }
        // A member that is there twice is an argument that the dictionary does not take.
        catch (Exception fault)
            when (fault is InvalidDataException or ArgumentException or EndOfStreamException)
        {
            throw Damaged("it cannot be unpacked");
        }
        if (!File.Exists(database))
            throw Damaged("it has no database");
        await CheckAsync(database, manifest, cancellationToken);
    }

    private async Task<BackupManifest> ReadManifestAsync(
        ZipArchive zip,
        CancellationToken cancellationToken
    )
    {
        var entry = zip.GetEntry(BackupManifest.FileName) ?? throw Foreign();
        BackupManifest manifest;
        try
        {
            await using var content = await entry.OpenAsync(cancellationToken);
            manifest = await BackupManifest.ReadAsync(content, cancellationToken);
        }
        catch (JsonException)
        {
            throw Foreign();
        }
        if (manifest.Kind != BackupManifest.GrantHub)
            throw Foreign();
        if (manifest.Format > BackupManifest.ThisFormat || !migrations.Contains(manifest.Migration))
            throw new DomainException(
                "restore.newer",
                $"{path} was made by a newer version of GrantHub (its database is at {manifest.Migration}). Update GrantHub, then restore it."
            );
        return manifest;
    }

    private async Task UnpackAsync(
        ZipArchiveEntry entry,
        BackupMember member,
        string place,
        CancellationToken cancellationToken
    )
    {
        if (entry.Length != member.Size)
            throw Damaged($"{member.Name} is not as long as it was");
        await using var content = await entry.OpenAsync(cancellationToken);
        await using var file = Upload.Create(place, FileOptions.None);
        await using var hashing = new HashingStream(file);
        await content.CopyToAsync(hashing, cancellationToken);
        if (hashing.Count != member.Size || hashing.Sha256() != member.Sha256)
            throw Damaged($"{member.Name} is not what was backed up");
        file.Flush(flushToDisk: true);
    }

    private string PlaceOf(string name, string database, string files)
    {
        if (name == BackupManifest.DatabaseName)
            return database;
        var key = name.StartsWith(BackupManifest.FilesPrefix, StringComparison.Ordinal)
            ? name[BackupManifest.FilesPrefix.Length..]
            : "";
        return Upload.IsKey(key) ? Path.Combine(files, key) : throw Damaged("it names other files");
    }

    private async Task CheckAsync(
        string database,
        BackupManifest manifest,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await CheckDatabaseAsync(database, manifest, cancellationToken);
        }
        catch (DbException)
        {
            throw Damaged("its database cannot be read");
        }
    }

    private async Task CheckDatabaseAsync(
        string database,
        BackupManifest manifest,
        CancellationToken cancellationToken
    )
    {
        await using var db = BackupDatabase.Open(database);
        if (!await SqliteCopy.IsSoundAsync(db, cancellationToken))
            throw Damaged("its database is not sound");
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        if (applied.LastOrDefault() != manifest.Migration)
            throw Damaged("its database is of another version than it says");
        if (
            await BackupDatabase.HeadsAsync(db, cancellationToken)
            != (manifest.Changes, manifest.Access)
        )
            throw Damaged("its audit trail ends elsewhere than it says");
        if (await BackupDatabase.BreakAsync(db, cancellationToken) is { } broken)
            throw new DomainException(
                "restore.audit",
                $"{path} is not restored, because its {broken}. Nothing has been changed."
            );
        var gone = (await NamedFiles.OutsideAsync(db, cancellationToken))
            .Select(key => BackupManifest.FilesPrefix + key)
            .Except(manifest.Members.Select(member => member.Name))
            // Those that were lost before the backup, which said so.
            .Except(manifest.Missing.Select(key => BackupManifest.FilesPrefix + key))
            .ToList();
        if (gone.Count > 0)
            throw Damaged($"its records name files that are not in it ({string.Join(", ", gone)})");
    }

    private DomainException Foreign() =>
        new("restore.foreign", $"{path} is not a backup of GrantHub.");

    private DomainException Damaged(string how) =>
        new("restore.damaged", $"{path} is damaged: {how}. Nothing has been changed.");
}
