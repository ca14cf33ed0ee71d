using System.Security.Cryptography;
using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Testing;

namespace GrantHub.IntegrationTests.Files;

/// <summary>What holds for every place where files can be kept.</summary>
public abstract class AppendixStoreTests
{
    protected static readonly DateTime Now = new(2017, 5, 19, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A store that begins anew, as after a restart.</summary>
    private protected abstract IAppendixStore Store(DateTime? now = null);

    /// <summary>The keys of everything there, held or kept.</summary>
    protected abstract Task<IReadOnlyList<string>> StoredAsync();

    /// <summary>Changes a stored file behind the store's back.</summary>
    protected abstract Task DamageAsync(string storageKey);

    [DatabaseFact]
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
        Assert.Equal([stored.StorageKey], await StoredAsync());
        await using var read = await Store()
            .OpenAsync(stored.StorageKey, stored.Sha256Hex, default);
        using var bytes = new MemoryStream();
        await read.CopyToAsync(bytes);
        Assert.Equal(content, bytes.ToArray());
    }

    [DatabaseFact]
    public async Task Save_TheSameFileTwice_KeepsTwo()
    {
        var first = await SaveAsync(PdfOf(10), "plan.pdf");
        var second = await SaveAsync(PdfOf(10), "plan.pdf");

        Assert.NotEqual(first.StorageKey, second.StorageKey);
        Assert.Equal(first.Sha256Hex, second.Sha256Hex);
    }

    [DatabaseFact]
    public async Task Save_Exactly25Megabytes_IsTaken() =>
        Assert.Equal(
            AppendixCheck.MaximumBytes,
            (await SaveAsync(PdfOf((int)AppendixCheck.MaximumBytes), "plan.pdf")).Size
        );

    [DatabaseFact]
    public async Task Save_MoreThan25Megabytes_IsRefusedAsSoonAsItIsKnown()
    {
        using var content = new MemoryStream(PdfOf(40 * 1024 * 1024));

        var refusal = await Assert.ThrowsAsync<DomainException>(() =>
            Store().SaveAsync(content, "plan.pdf", CancellationToken.None)
        );

        Assert.Equal("appendix-too-large", refusal.Code);
        Assert.InRange(content.Position, AppendixCheck.MaximumBytes, 26 * 1024 * 1024);
        Assert.Empty(await StoredAsync());
    }

    [DatabaseTheory]
    [InlineData("plan.docx", "appendix-disguised")]
    [InlineData("plan.exe", "appendix-type")]
    public async Task Save_DisguisedFile_LeavesNothing(string name, string code)
    {
        var refusal = await Assert.ThrowsAsync<DomainException>(() => SaveAsync(PdfOf(10), name));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(await StoredAsync());
    }

    [DatabaseFact]
    public async Task Save_UploadThatBreaksOff_LeavesNothing()
    {
        await using var content = new BrokenUpload(PdfOf(100_000));

        await Assert.ThrowsAsync<IOException>(() =>
            Store().SaveAsync(content, "plan.pdf", CancellationToken.None)
        );

        Assert.True(content.HasBegun);
        Assert.Empty(await StoredAsync());
    }

    [DatabaseFact]
    public async Task Save_UploadThatIsCancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var content = new MemoryStream(PdfOf(10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store().SaveAsync(content, "plan.pdf", cancelled.Token)
        );

        Assert.Empty(await StoredAsync());
    }

    [DatabaseTheory]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("../files/c")]
    [InlineData("")]
    public Task Open_UnknownKey_IsNotFound(string key) =>
        Assert.ThrowsAsync<FileNotFoundException>(() => Store().OpenAsync(key, "", default));

    [DatabaseFact]
    public async Task Open_AFileThatWasChanged_IsRefused()
    {
        var stored = await SaveAsync(PdfOf(300_000), "plan.pdf");
        await DamageAsync(stored.StorageKey);

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            Store().OpenAsync(stored.StorageKey, stored.Sha256Hex, default)
        );
    }

    [DatabaseTheory]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    public async Task Open_AnyPartOfAFile_IsThatPart(int size)
    {
        var content = PdfOf(Math.Max(size, 10));
        var stored = await SaveAsync(content, "plan.pdf");
        await using var file = await Store()
            .OpenAsync(stored.StorageKey, stored.Sha256Hex, default);

        file.Seek(-1, SeekOrigin.End);

        Assert.Equal(content.Length, file.Length);
        Assert.Equal(content[^1], file.ReadByte());
        Assert.Equal(-1, file.ReadByte());
        file.Position = 0;
        Assert.Equal(content[0], file.ReadByte());
    }

    [DatabaseFact]
    public async Task Hold_AFileThatNobodyKeeps_GoesAfterADayAndNotBefore()
    {
        var held = await HoldAsync(Now);
        var kept = await HoldAsync(Now);
        Store(Now).Keep(kept.StorageKey);

        var early = await HoldAsync(Now.AddHours(23));
        var before = await StoredAsync();
        var late = await HoldAsync(Now.AddHours(25));

        Assert.Equal(Sorted(held, kept, early), before);
        Assert.Equal(Sorted(kept, early, late), await StoredAsync());
    }

    [DatabaseFact]
    public async Task Keep_WhatWasHeld_IsThereForGood()
    {
        var held = await HoldAsync(Now);

        await using (await Store(Now).OpenAsync(held.StorageKey, held.Sha256Hex, default)) { }
        Store(Now).Keep(held.StorageKey);
        Store(Now).Keep(held.StorageKey);

        await HoldAsync(Now.AddYears(1));
        await using var kept = await Store(Now).OpenAsync(held.StorageKey, held.Sha256Hex, default);
        Assert.Equal(held.Size, kept.Length);
    }

    [DatabaseFact]
    public void Keep_UnknownKey_IsNotFound() =>
        Assert.Throws<FileNotFoundException>(() =>
            Store().Keep("00000000000000000000000000000000")
        );

    [DatabaseFact]
    public async Task Delete_StoredFile_RemovesItAndTwiceIsNoError()
    {
        var store = Store();
        var stored = await SaveAsync(PdfOf(10), "plan.pdf");

        store.Delete(stored.StorageKey);
        store.Delete(stored.StorageKey);

        Assert.Empty(await StoredAsync());
    }

    private static IEnumerable<string> Sorted(params StoredFile[] files) =>
        files.Select(file => file.StorageKey).Order(StringComparer.Ordinal);

    /// <summary>Through a store that starts at that moment.</summary>
    protected virtual async Task<StoredFile> HoldAsync(DateTime now)
    {
        using var content = new MemoryStream(PdfOf(10));
        return await Store(now).HoldAsync(content, "plan.pdf", default);
    }

    protected async Task<StoredFile> SaveAsync(byte[] content, string name)
    {
        using var stream = new MemoryStream(content);
        return await Store().SaveAsync(stream, name, CancellationToken.None);
    }

    protected static byte[] PdfOf(int bytes)
    {
        var content = new byte[bytes];
        "%PDF-1.7\n"u8.CopyTo(content);
        return content;
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
