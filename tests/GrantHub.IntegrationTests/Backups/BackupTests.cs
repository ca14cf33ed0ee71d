using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using GrantHub.Application.Audit;
using GrantHub.Application.Funding;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Files;
using GrantHub.IntegrationTests.Decisions;
using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Backups;

/// <summary>Backup and restore of SQLite, and everything that they refuse.</summary>
public sealed class BackupTests(App<SqliteDatabase> app)
    : IClassFixture<App<SqliteDatabase>>,
        IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-backup-").FullName;
    private readonly FixedClock clock = new(new DateTime(2026, 11, 21, 9, 30, 0, DateTimeKind.Utc));

    private string File => Path.Combine(folder, "backup.zip");

    private string Target => Path.Combine(folder, "target");

    public async Task InitializeAsync()
    {
        var address = await app.DraftAsync();
        await app.AttachAsync(address, "plan.pdf", "%PDF-1.7\nplan"u8.ToArray());
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Backup_IsAnEntryOfTheChainOfAccess_AndInTheBackup()
    {
        await BackUpAsync(File);

        await RestoreAsync(File);

        await using var target = new Installation(Target);
        var entry = await target.Look(db =>
            db.AccessEntries.Where(e => e.What == AccessEvent.Exported)
                .OrderByDescending(e => e.Number)
                .FirstAsync()
        );
        Assert.Equal(
            (AccessEvent.Exported, "backup", "backup.zip", 0),
            (entry.What, entry.Subject, entry.Detail, entry.PersonId)
        );
    }

    [Fact]
    public async Task Restore_IsTheLastEntryOfTheChainOfAccess_AndTheBackupsHeadsVerify()
    {
        await BackUpAsync(File);
        var heads = await app.SendAsOperator(new ReadAuditHeads());

        await RestoreAsync(File);

        await using var target = new Installation(Target);
        var entry = await target.Look(db =>
            db.AccessEntries.OrderByDescending(e => e.Number).FirstAsync()
        );
        Assert.Equal(
            (AccessEvent.Restored, "restore", 0, "operator"),
            (entry.What, entry.Subject, entry.PersonId, entry.PersonName)
        );
        Assert.Equal(
            $"changes up to entry {heads[0].Number} ({heads[0].Hash}), from backup.zip",
            entry.Detail
        );
        foreach (var head in heads)
        {
            var verdict = await target.Ask(new VerifyAudit(head.Hash));
            Assert.True(verdict.IsSound);
            Assert.False(verdict.LacksHead);
        }
        Assert.False(System.IO.File.Exists(Path.Combine(Target, "granthub.db.restoring-wal")));
    }

    [Fact]
    public async Task Restore_WithoutAFileThatARecordNames_IsRefused()
    {
        await BackUpAsync(File);
        var key = await app.Look(db =>
            db.Set<Domain.Decisions.Appendix>().Select(a => a.StorageKey).FirstAsync()
        );
        await using (var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Update))
            zip.GetEntry($"files/{key}")!.Delete();
        await RewriteAsync(
            "manifest.json",
            bytes =>
            {
                var manifest = JsonNode.Parse(bytes)!;
                var members = manifest["members"]!.AsArray();
                members.Remove(members.Single(m => (string?)m!["name"] == $"files/{key}"));
                return Encoding.UTF8.GetBytes(manifest.ToJsonString());
            }
        );

        var refusal = await RefusedAsync("restore.damaged", () => RestoreAsync(File));

        Assert.Contains(
            $"its records name files that are not in it (files/{key})",
            refusal.Message
        );
        Assert.False(HasData());
    }

    [Fact]
    public async Task Backup_IsReadableByThisAccountAloneAndLeavesNothingElse()
    {
        await BackUpAsync(File);

        Assert.Equal([File], Directory.GetFileSystemEntries(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                System.IO.File.GetUnixFileMode(File)
            );
    }

    [Fact]
    public async Task Backup_OntoAFileThatIsThere_IsRefusedAndLeavesIt()
    {
        await System.IO.File.WriteAllTextAsync(File, "mine");

        await RefusedAsync("backup.exists", () => BackUpAsync(File));

        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(File));
    }

    [Fact]
    public async Task Backup_IntoNoFolder_IsRefused()
    {
        await RefusedAsync(
            "backup.nowhere",
            () => BackUpAsync(Path.Combine(folder, "none", "backup.zip"))
        );
        await RefusedAsync("backup.folder", () => BackUpAsync(folder));
    }

    [Fact]
    public async Task Backup_WithoutADatabase_IsRefused()
    {
        await using var empty = new Installation(Target);

        await RefusedAsync("backup.nothing", () => empty.BackUpAsync(File));
    }

    [Fact]
    public async Task Backup_WhereAFileWasLost_IsMadeAndNamesIt()
    {
        var address = await app.DraftAsync();
        var lost = await app.AttachAsync(address, "lost.pdf", "%PDF-1.7\nlost"u8.ToArray());
        System.IO.File.Delete(Path.Combine(app.Folder, "files", lost.StorageKey));

        var notes = await BackUpAsync(File);
        await RestoreAsync(File);

        Assert.Contains(lost.StorageKey, Assert.Single(notes), StringComparison.Ordinal);
        await app.Look(db =>
            db.Set<Domain.Decisions.Appendix>()
                .Where(a => a.StorageKey == lost.StorageKey)
                .ExecuteDeleteAsync()
        );
    }

    [Theory]
    [InlineData("PostgreSql", "pg_dump")]
    [InlineData("SqlServer", "BACKUP DATABASE")]
    public async Task Backup_OfAnotherDatabase_NamesItsOwnTool(string provider, string tool)
    {
        foreach (var command in (string[])["backup", "restore"])
        {
            var refusal = await Assert.ThrowsAsync<DomainException>(async () =>
            {
                await using var other = new Installation(
                    Target,
                    "Host=none;Database=none",
                    provider: provider
                );
                if (command == "backup")
                    await other.BackUpAsync(File);
                else
                    await other.RestoreAsync(File);
            });

            Assert.Contains(tool, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Restore_OfADamagedFile_IsRefusedWhereverItIsDamaged()
    {
        await BackUpAsync(File);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var random = new Random(20170519);

        for (var n = 0; n < 40; n++)
        {
            var bytes = whole.ToArray();
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            await System.IO.File.WriteAllBytesAsync(File, bytes);

            // What says nothing (a date in a zip's directory) may change; what is restored may not.
            var fault = await Record.ExceptionAsync(() => RestoreAsync(File));
            Assert.True(fault is null or DomainException, $"byte {at}: {fault}");
            if (fault is not null)
                Assert.False(Directory.Exists(Target) && HasData(), $"byte {at}");
            if (Directory.Exists(Target))
                Directory.Delete(Target, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(50_000)]
    public async Task Restore_OfATruncatedFile_IsRefused(int length)
    {
        await BackUpAsync(File);
        await using (var file = System.IO.File.OpenWrite(File))
            file.SetLength(length);

        await RefusedAsync("restore.damaged", () => RestoreAsync(File));
        Assert.False(HasData());
    }

    [Fact]
    public async Task Restore_OfAnotherZip_IsRefused()
    {
        await using (var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Create))
            zip.CreateEntry("letter.txt");

        await RefusedAsync("restore.foreign", () => RestoreAsync(File));
        await RefusedAsync("restore.none", () => RestoreAsync(File + ".no"));
    }

    [Theory]
    [InlineData("kind", "\"Another backup\"", "restore.foreign")]
    [InlineData("format", "2", "restore.newer")]
    [InlineData("migration", "\"29991231000000_Later\"", "restore.newer")]
    [InlineData("members", "null", "restore.foreign")]
    [InlineData("members", "[]", "restore.damaged")]
    [InlineData("changes", "{\"number\":1,\"hash\":\"\"}", "restore.damaged")]
    public async Task Restore_OfAManifestThatSaysOtherwise_IsRefused(
        string name,
        string value,
        string code
    )
    {
        await BackUpAsync(File);
        await RewriteAsync(
            "manifest.json",
            bytes =>
            {
                var manifest = JsonNode.Parse(bytes)!;
                manifest[name] = JsonNode.Parse(value);
                return Encoding.UTF8.GetBytes(manifest.ToJsonString());
            }
        );

        await RefusedAsync(code, () => RestoreAsync(File));
        Assert.False(HasData());
    }

    [Fact]
    public async Task Restore_OfAMemberWithAPath_WritesNothingOutside()
    {
        await BackUpAsync(File);
        await RewriteAsync(
            "manifest.json",
            bytes =>
                Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(bytes).Replace("files/", "files/../../")
                )
        );

        await RefusedAsync("restore.damaged", () => RestoreAsync(File));
    }

    [Fact]
    public async Task Restore_WhereTheAuditTrailWasChanged_IsRefusedAndTheBackupSaidSo()
    {
        await using var changed = new Installation(Path.Combine(folder, "changed"));
        await changed.MigrateAsync();
        await changed.Ask(new AddStream("Community safety fund", RingFenced: false));
        await changed.Look(db =>
            db.Database.ExecuteSqlRawAsync(
                "DROP TRIGGER \"AuditEntries_no_UPDATE\"; UPDATE \"AuditEntries\" SET \"What\" = 'Nothing' WHERE \"Number\" = 1"
            )
        );

        var notes = await changed.BackUpAsync(File);
        var refusal = await RefusedAsync("restore.audit", () => RestoreAsync(File));

        Assert.Contains("does not verify from entry 1 on", Assert.Single(notes));
        Assert.Contains("does not verify from entry 1 on", refusal.Message);
        Assert.False(HasData());
    }

    [Fact]
    public async Task Restore_OverData_IsRefusedAndWithForceMovesItAside()
    {
        await BackUpAsync(File);
        await RestoreAsync(File);
        var mine = Path.Combine(Target, "files", "mine");
        await System.IO.File.WriteAllTextAsync(mine, "x");

        await RefusedAsync("restore.full", () => RestoreAsync(File));
        Assert.True(System.IO.File.Exists(mine));
        var aside = await RestoreAsync(File, force: true);

        Assert.False(System.IO.File.Exists(mine));
        var stamp = ".before-restore-20261121-093000";
        Assert.Equal(
            [Path.Combine(Target, "files" + stamp), Path.Combine(Target, "granthub.db" + stamp)],
            aside.Take(2)
        );
        Assert.True(System.IO.File.Exists(Path.Combine(Target, "files" + stamp, "mine")));
        Assert.All(aside, path => Assert.True(Path.Exists(path), path));
    }

    [Fact]
    public async Task Restore_OntoARunningServer_IsRefused()
    {
        await BackUpAsync(File);
        using var running = ServerLock.TryTake(new DataDirectory { Path = Target });

        await RefusedAsync("restore.running", () => RestoreAsync(File));
        Assert.Null(ServerLock.TryTake(new DataDirectory { Path = Target }));
    }

    [Fact]
    public async Task Start_WhereARestoreBrokeOff_IsRefused()
    {
        Directory.CreateDirectory(Target);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Target, "granthub.db.restoring"), "");
        await using var target = new Installation(Target);

        var refusal = await Assert.ThrowsAsync<SettingsException>(() => target.MigrateAsync());
        Assert.Contains("broken off", refusal.Message, StringComparison.Ordinal);

        await BackUpAsync(File);
        await RestoreAsync(File);
        await target.MigrateAsync();
    }

    private async Task<IReadOnlyList<string>> BackUpAsync(string file)
    {
        await using var source = new Installation(app.Folder, clock: clock);
        return await source.BackUpAsync(file);
    }

    private async Task<IReadOnlyList<string>> RestoreAsync(string file, bool force = false)
    {
        await using var target = new Installation(Target, clock: clock);
        return await target.RestoreAsync(file, force);
    }

    /// <summary>Anything but the empty lock of the data folder.</summary>
    private bool HasData() =>
        Directory.GetFileSystemEntries(Target).Any(path => Path.GetFileName(path) != "server.lock");

    private static async Task<DomainException> RefusedAsync(string code, Func<Task> work)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(work);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private async Task RewriteAsync(string member, Func<byte[], byte[]> change)
    {
        await using var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Update);
        var entry = zip.GetEntry(member)!;
        using var bytes = new MemoryStream();
        await using (var content = await entry.OpenAsync())
            await content.CopyToAsync(bytes);
        entry.Delete();
        await using var changed = await zip.CreateEntry(member).OpenAsync();
        await changed.WriteAsync(change(bytes.ToArray()));
    }
}
