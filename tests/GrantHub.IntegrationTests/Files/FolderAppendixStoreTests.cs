using GrantHub.Application.Files;
using GrantHub.Infrastructure.Files;
using GrantHub.Testing;
using Microsoft.Extensions.Options;

namespace GrantHub.IntegrationTests.Files;

public sealed class FolderAppendixStoreTests : AppendixStoreTests, IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("granthub-test-").FullName;

    private string Folder => Path.Combine(_data, "files");

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public void Start_AfterAKilledUpload_RemovesWhatItLeft()
    {
        Directory.CreateDirectory(Folder);
        var abandoned = Path.Combine(Folder, "a.part");
        var running = Path.Combine(Folder, "b.part");
        var stored = Path.Combine(Folder, "c");
        foreach (var path in (string[])[abandoned, running, stored])
        {
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, Now.AddDays(-2));
        }

        File.SetLastWriteTimeUtc(running, Now.AddHours(-1));

        Store(Now);

        Assert.Equal([running, stored], Directory.GetFiles(Folder).Order());
    }

    [Fact]
    public async Task Hold_OnAServerThatRunsForDays_RemovesWhatNobodyKept()
    {
        var clock = new FixedClock(Now);
        var store = new FolderAppendixStore(Data(), Files(), clock);
        var abandoned = Path.Combine(Folder, "a.part");
        await File.WriteAllTextAsync(abandoned, "x");
        File.SetLastWriteTimeUtc(abandoned, Now);
        clock.Advance(TimeSpan.FromHours(25));

        using var content = new MemoryStream(PdfOf(10));
        await store.HoldAsync(content, "plan.pdf", default);

        Assert.False(File.Exists(abandoned));
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
            new FolderAppendixStore(Options.Create(data), Files(), TimeProvider.System)
        );

        Assert.Contains("wwwroot", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.Path));
    }

    [Fact]
    public async Task Save_WithAFolderOfItsOwn_GoesThere()
    {
        var shared = Path.Combine(_data, "shared");
        var store = new FolderAppendixStore(Data(), Files(shared), TimeProvider.System);

        using var content = new MemoryStream(PdfOf(10));
        var stored = await store.SaveAsync(content, "plan.pdf", default);

        Assert.True(File.Exists(Path.Combine(shared, stored.StorageKey)));
        Assert.False(Directory.Exists(Folder));
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

    private protected override IAppendixStore Store(DateTime? now = null) =>
        new FolderAppendixStore(
            Data(),
            Files(),
            now is { } instant ? new FixedClock(instant) : TimeProvider.System
        );

    // A part's age is its file's, which the operating system writes by its own clock.
    protected override async Task<StoredFile> HoldAsync(DateTime now)
    {
        var held = await base.HoldAsync(now);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, held.StorageKey + ".part"), now);
        return held;
    }

    protected override Task<IReadOnlyList<string>> StoredAsync() =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Directory
                .GetFiles(Folder)
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal),
        ]);

    protected override Task DamageAsync(string storageKey) =>
        File.AppendAllTextAsync(Path.Combine(Folder, storageKey), " ");

    private IOptions<DataDirectory> Data() => Options.Create(new DataDirectory { Path = _data });

    private static IOptions<FileSettings> Files(string path = "") =>
        Options.Create(new FileSettings { Path = path });
}
