using GrantHub.Infrastructure;
using GrantHub.Infrastructure.Files;
using GrantHub.IntegrationTests.Backups;

namespace GrantHub.IntegrationTests.Files;

/// <summary>Who waits for a lock waits for somebody else, and never for a folder that cannot be written.</summary>
public sealed class LockFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("granthub-lock-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Lock_HeldByAnother_IsNotGivenAndIsFreeAfterwards()
    {
        var data = new DataDirectory { Path = Path.Combine(folder, "new") };
        using (var held = ServerLock.TryTake(data))
        {
            Assert.NotNull(held);
            Assert.Null(ServerLock.TryTake(data));
        }

        using var free = ServerLock.TryTake(data);
        Assert.NotNull(free);
    }

    /// <summary>A folder that has a file's name, and a lock that is a folder: neither can be written by anybody, root too.</summary>
    [Theory]
    [InlineData("file")]
    [InlineData("file/data")]
    [InlineData("data")]
    public void Lock_WhereNothingCanBeWritten_SaysSo(string path)
    {
        var data = Unwritable(path);

        var refused = Assert.Throws<SettingsException>(() => ServerLock.TryTake(data));

        Assert.StartsWith($"The data folder {data.Path} cannot be written: ", refused.Message);
        Assert.EndsWith(
            "or choose another folder with --data or the setting Data:Path.",
            refused.Message
        );
    }

    [Theory]
    [InlineData("file/data")]
    [InlineData("data")]
    public async Task Migrate_WhereNothingCanBeWritten_EndsAtOnce(string path)
    {
        await using var installation = new Installation(Unwritable(path).Path);

        var refused = await Assert.ThrowsAsync<SettingsException>(() =>
            installation.MigrateAsync().WaitAsync(TimeSpan.FromMinutes(1))
        );

        Assert.Contains("cannot be written", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WhileAnotherDoes_WaitsForIt()
    {
        await using var installation = new Installation(folder);
        Task waiting;
        using (LockFile.TryTake(folder, "migrate.lock"))
        {
            waiting = installation.MigrateAsync();
            Assert.False(waiting.IsCompleted);
        }

        await waiting;
    }

    private DataDirectory Unwritable(string path)
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");
        Directory.CreateDirectory(Path.Combine(folder, "data", "server.lock"));
        Directory.CreateDirectory(Path.Combine(folder, "data", "migrate.lock"));
        return new DataDirectory { Path = Path.Combine(folder, path) };
    }
}
