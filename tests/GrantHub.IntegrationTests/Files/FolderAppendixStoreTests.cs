using System.Security.Cryptography;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Infrastructure.Files;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Files;

public sealed class FolderAppendixStoreTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("granthub-test-").FullName;

    private string Folder => Path.Combine(_data, "files");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Save_GoodFile_ComesBackByteForByte()
    {
        var content = PdfOf(300_000);
        var stored = await SaveAsync(content, "../../../plan.pdf");

        Assert.Equal(
            new StoredFile(
                stored.StorageKey,
                content.Length,
                Convert.ToHexStringLower(SHA256.HashData(content)),
                AppendixKind.Pdf,
                "application/pdf"
            ),
            stored
        );
        Assert.Matches("^[0-9a-f]{32}$", stored.StorageKey);
        Assert.Equal([Path.Combine(Folder, stored.StorageKey)], Directory.GetFiles(Folder));
        await using var read = await Store()
            .OpenAsync(stored.StorageKey, stored.Sha256Hex, default);
        using var bytes = new MemoryStream();
        await read.CopyToAsync(bytes);
        Assert.Equal(content, bytes.ToArray());
    }

    [Fact]
    public async Task Save_TheSameFileTwice_KeepsTwo()
    {
        var first = await SaveAsync(PdfOf(10), "plan.pdf");
        var second = await SaveAsync(PdfOf(10), "plan.pdf");

        Assert.NotEqual(first.StorageKey, second.StorageKey);
        Assert.Equal(first.Sha256Hex, second.Sha256Hex);
    }

    [Fact]
    public async Task Save_Exactly25Megabytes_IsTaken() =>
        Assert.Equal(
            AppendixCheck.MaximumBytes,
            (await SaveAsync(PdfOf((int)AppendixCheck.MaximumBytes), "plan.pdf")).Size
        );

    [Fact]
    public async Task Save_MoreThan25Megabytes_IsRefusedAsSoonAsItIsKnown()
    {
        using var content = new MemoryStream(PdfOf(40 * 1024 * 1024));

        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            Store().SaveAsync(content, "plan.pdf", CancellationToken.None)
        );

        Assert.Equal("appendix-too-large", refusal.Code);
        Assert.InRange(content.Position, AppendixCheck.MaximumBytes, 26 * 1024 * 1024);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Theory]
    [InlineData("plan.docx", "appendix-disguised")]
    [InlineData("plan.exe", "appendix-type")]
    public async Task Save_DisguisedFile_LeavesNothing(string name, string code)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => SaveAsync(PdfOf(10), name));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Save_UploadThatBreaksOff_LeavesNothing()
    {
        await using var content = new BrokenUpload(PdfOf(100_000));

        await Assert.ThrowsAsync<IOException>(() =>
            Store().SaveAsync(content, "plan.pdf", CancellationToken.None)
        );

        Assert.True(content.HasBegun);
        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task Save_UploadThatIsCancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var content = new MemoryStream(PdfOf(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store().SaveAsync(content, "plan.pdf", cancelled.Token)
        );

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Start_AfterAKilledUpload_RemovesWhatItLeft()
    {
        Directory.CreateDirectory(Folder);
        var now = new DateTimeOffset(2017, 5, 19, 12, 0, 0, TimeSpan.Zero);
        var abandoned = Path.Combine(Folder, "a.part");
        var running = Path.Combine(Folder, "b.part");
        var stored = Path.Combine(Folder, "c");
        foreach (var path in (string[])[abandoned, running, stored])
        {
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, now.UtcDateTime.AddDays(-2));
        }

        File.SetLastWriteTimeUtc(running, now.UtcDateTime.AddHours(-1));

        Store(now);

        Assert.Equal([running, stored], Directory.GetFiles(Folder).Order());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("../files/c")]
    [InlineData("")]
    public Task Open_UnknownKey_IsNotFound(string key) =>
        Assert.ThrowsAsync<FileNotFoundException>(() => Store().OpenAsync(key, "", default));

    [Fact]
    public async Task Open_AFileThatWasChanged_IsRefused()
    {
        var stored = await SaveAsync(PdfOf(10), "plan.pdf");
        await File.AppendAllTextAsync(Path.Combine(Folder, stored.StorageKey), " ");

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Store().OpenAsync(stored.StorageKey, stored.Sha256Hex, default)
        );
    }

    [Fact]
    public async Task Delete_StoredFile_RemovesItAndTwiceIsNoError()
    {
        var store = Store();
        var stored = await SaveAsync(PdfOf(10), "plan.pdf");

        store.Delete(stored.StorageKey);
        store.Delete(stored.StorageKey);

        Assert.Empty(Directory.GetFiles(Folder));
    }

    [Fact]
    public void Delete_PathInsteadOfAKey_RemovesNothing()
    {
        var other = Path.Combine(_data, "granthub.db");
        File.WriteAllText(other, "x");

        Store().Delete("../granthub.db");

        Assert.True(File.Exists(other));
    }

    [Fact]
    public void Start_InsideTheWebRoot_IsRefused()
    {
        var data = new DataDirectory { Path = Path.Combine(_data, "wwwroot", "data") };

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            new FolderAppendixStore(Options.Create(data), TimeProvider.System)
        );

        Assert.Contains("wwwroot", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.Path));
    }

    [Fact]
    public async Task Save_OnUnix_IsReadableByThisAccountAlone()
    {
        var stored = await SaveAsync(PdfOf(10), "plan.pdf");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(Folder, stored.StorageKey))
            );
        }
    }

    private FolderAppendixStore Store(DateTimeOffset? now = null) =>
        new(
            Options.Create(new DataDirectory { Path = _data }),
            now is { } instant ? new FixedClock(instant) : TimeProvider.System
        );

    private async Task<StoredFile> SaveAsync(byte[] content, string name)
    {
        using var stream = new MemoryStream(content);
        return await Store().SaveAsync(stream, name, CancellationToken.None);
    }

    private static byte[] PdfOf(int bytes)
    {
        var content = new byte[bytes];
        "%PDF-1.7\n"u8.CopyTo(content);
        return content;
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Gives its content, then fails where the end should be.</summary>
    private sealed class BrokenUpload(byte[] content) : MemoryStream(content)
    {
        public bool HasBegun => Position > 0;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        ) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read
                ? read
                : throw new IOException("The connection was lost.");
    }
}
