using System.Globalization;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.Persistence;
using GrantHub.Infrastructure.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Infrastructure.Backups;

/// <summary>
/// Puts a backup into the data folder. It is unpacked and checked beside what is there first, and then takes its place by
/// renaming: all of it or nothing.
/// </summary>
public sealed class Restore(
    BackupPlaces places,
    GrantHubDb db,
    ICurrentUser user,
    IOrigin origin,
    TimeProvider clock
)
{
    private static readonly string[] Companions = ["-wal", "-shm"];

    /// <param name="force">Whether what is there is moved aside; else there must be nothing.</param>
    /// <returns>Where what was there is now; empty when nothing was.</returns>
    /// <exception cref="DomainException">Nothing has been changed; the sentence says why.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(
        string path,
        bool force,
        CancellationToken cancellationToken
    )
    {
        SqliteBridge.EnsureAvailable();
        if (!File.Exists(path))
            throw new DomainException("restore.none", $"There is no file {path}.");
        using var mine =
            ServerLock.TryTake(places.Data)
            ?? throw new DomainException(
                "restore.running",
                $"A server runs on {places.Data.Path}. Stop it first. Nothing has been changed."
            );
        if (!force && !IsEmpty())
            throw new DomainException(
                "restore.full",
                $"There is data in {places.Data.Path} already. Restore into an empty folder, or say --force to move what is there aside."
            );
        var unpacked = RestoreInProgress.DatabaseOf(places.Database);
        var files = places.Files + RestoreInProgress.Suffix;
        Remove(unpacked, files);
        Directory.CreateDirectory(Path.GetDirectoryName(unpacked)!);
        Directory.CreateDirectory(files);
        try
        {
            await new BackupReader(path, [.. db.Database.GetMigrations()]).UnpackAsync(
                unpacked,
                files,
                cancellationToken
            );
            await NoteAsync(unpacked, Path.GetFileName(path), cancellationToken);
            return Swap(unpacked, files);
        }
        finally
        {
            Remove(unpacked, files);
        }
    }

    /// <summary>
    /// The last entry of what takes its place, so that everybody sees from where on it was written again. The chains still
    /// have the heads of the backup.
    /// </summary>
    private async Task NoteAsync(string database, string file, CancellationToken cancellationToken)
    {
        await using var restored = BackupDatabase.Open(database);
        var (changes, _) = await BackupDatabase.HeadsAsync(restored, cancellationToken);
        await new AccessLog(restored, user, origin, clock).AppendAsync(
            AccessEvent.Restored,
            "restore",
            string.Create(
                CultureInfo.InvariantCulture,
                $"changes up to entry {changes.Number} ({changes.Hash}), from {file}"
            ),
            cancellationToken
        );
    }

    private bool IsEmpty() =>
        !File.Exists(places.Database)
        && !Companions.Any(end => File.Exists(places.Database + end))
        && (
            !Directory.Exists(places.Files)
            || !Directory.EnumerateFileSystemEntries(places.Files).Any()
        );

    private static void Remove(string database, string files)
    {
        File.Delete(database);
        foreach (var end in Companions)
            File.Delete(database + end);
        if (Directory.Exists(files))
            Directory.Delete(files, recursive: true);
    }

    /// <summary>The database last: while its unpacked copy waits, no server starts (<see cref="RestoreInProgress"/>).</summary>
    private List<string> Swap(string database, string files)
    {
        var aside = string.Create(
            CultureInfo.InvariantCulture,
            $".before-restore-{clock.UtcInstant():yyyyMMdd-HHmmss}"
        );
        var moves = new List<(string From, string To)>();
        if (Directory.Exists(places.Files) && !IsBare(places.Files))
            moves.Add((places.Files, places.Files + aside));
        else if (Directory.Exists(places.Files))
            Directory.Delete(places.Files);
        moves.Add((files, places.Files));
        foreach (var end in (string[])["", .. Companions])
            if (File.Exists(places.Database + end))
                moves.Add((places.Database + end, places.Database + aside + end));
        moves.Add((database, places.Database));

        var done = new Stack<(string From, string To)>();
        try
        {
            foreach (var move in moves)
            {
                Move(move.From, move.To);
                done.Push(move);
            }
        }
        finally
        {
            if (done.Count < moves.Count)
                while (done.TryPop(out var move))
                    Move(move.To, move.From);
        }
        return
        [
            .. moves
                .Select(move => move.To)
                .Where(to => to.EndsWith(aside, StringComparison.Ordinal)),
        ];
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
            Directory.Move(from, to);
        else
            File.Move(from, to);
    }

    private static bool IsBare(string folder) =>
        !Directory.EnumerateFileSystemEntries(folder).Any();
}

/// <summary>The mark of a restore that is under way, or that a power cut broke off.</summary>
internal static class RestoreInProgress
{
    public const string Suffix = ".restoring";

    /// <summary>Where the database waits until it is checked and takes its place.</summary>
    public static string DatabaseOf(string database) => database + Suffix;

    /// <exception cref="SettingsException">Whoever starts now would meet half of what is restored.</exception>
    public static void Refuse(string database)
    {
        if (File.Exists(DatabaseOf(database)))
            throw new SettingsException(
                $"A restore is under way here, or was broken off. Wait for it, or restore the backup again with --force. To go on with what was there instead, put back what has .before-restore- in its name, if there is anything, and then delete {DatabaseOf(database)}."
            );
    }
}
