using GrantHub.Application.Files;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Files;

/// <summary>Appendices as files in a folder (<see cref="FileSettings.Folder"/>), named at random.</summary>
public sealed class FolderAppendixStore : IAppendixStore
{
    private const string PartSuffix = ".part";

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private DateTimeOffset _swept;

    public FolderAppendixStore(
        IOptions<DataDirectory> data,
        IOptions<FileSettings> files,
        TimeProvider clock
    )
    {
        _folder = files.Value.Folder(data.Value);
        _clock = clock;
        if (_folder.Split(Path.DirectorySeparatorChar).Contains("wwwroot"))
        {
            throw new InvalidOperationException(
                $"The folder of files {_folder} is inside wwwroot, where anyone could "
                    + "download its files. Choose a folder outside it."
            );
        }

        Directory.CreateDirectory(_folder);
        RemoveAbandoned();
    }

    public async Task<StoredFile> SaveAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        var stored = await HoldAsync(content, fileName, cancellationToken);
        Keep(stored.StorageKey);
        return stored;
    }

    // A held file is a part that nobody finishes: what removes abandoned ones removes it.
    public async Task<StoredFile> HoldAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        if (_clock.GetUtcNow() - _swept > Upload.Abandoned)
            RemoveAbandoned();
        var key = Upload.NewKey();
        var part = PathOf(key) + PartSuffix;
        try
        {
            await using var file = Upload.Create(part, FileOptions.None);
            var stored = await Upload.TakeAsync(content, file, key, fileName, cancellationToken);
            file.Flush(flushToDisk: true);
            return stored;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    public void Keep(string storageKey)
    {
        var found = ExistingPath(storageKey);
        if (found != PathOf(storageKey))
        {
            File.Move(found, PathOf(storageKey));
        }
    }

    public async Task<Stream> OpenAsync(
        string storageKey,
        string sha256Hex,
        CancellationToken cancellationToken
    )
    {
        var file = new FileStream(
            ExistingPath(storageKey),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }
        );
        try
        {
            await Upload.RequireIntactAsync(file, sha256Hex, cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public void Delete(string storageKey)
    {
        if (Upload.IsKey(storageKey))
        {
            File.Delete(PathOf(storageKey));
            File.Delete(PathOf(storageKey) + PartSuffix);
        }
    }

    /// <summary>What was held and not kept, and what an upload left that a power cut or a killed process interrupted.</summary>
    private void RemoveAbandoned()
    {
        _swept = _clock.GetUtcNow();
        var before = (_swept - Upload.Abandoned).UtcDateTime;
        foreach (var part in Directory.EnumerateFiles(_folder, "*" + PartSuffix))
        {
            if (File.GetLastWriteTimeUtc(part) < before)
            {
                File.Delete(part);
            }
        }
    }

    private string ExistingPath(string storageKey) =>
        !Upload.IsKey(storageKey) ? throw Upload.Missing(storageKey)
        : File.Exists(PathOf(storageKey)) ? PathOf(storageKey)
        : File.Exists(PathOf(storageKey) + PartSuffix) ? PathOf(storageKey) + PartSuffix
        : throw Upload.Missing(storageKey);

    private string PathOf(string key) => Path.Combine(_folder, key);
}
