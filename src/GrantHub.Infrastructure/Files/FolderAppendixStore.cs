using System.Buffers;
using System.Security.Cryptography;
using GrantHub.Application.Files;
using Microsoft.Extensions.Options;

namespace GrantHub.Infrastructure.Files;

/// <summary>Appendices as files under <c>files</c> in the data directory, named at random.</summary>
public sealed class FolderAppendixStore : IAppendixStore
{
    private const int BufferBytes = 64 * 1024;
    private const int KeyBytes = 16;
    private const string PartSuffix = ".part";

    // Longer than any upload takes, so that another process's running one is left alone.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string _folder;

    public FolderAppendixStore(IOptions<DataDirectory> data, TimeProvider clock)
    {
        _folder = Path.GetFullPath(Path.Combine(data.Value.Path, "files"));
        if (_folder.Split(Path.DirectorySeparatorChar).Contains("wwwroot"))
        {
            throw new InvalidOperationException(
                $"The data directory {data.Value.Path} is inside wwwroot, where anyone could "
                    + "download its files. Choose a folder outside it."
            );
        }

        Directory.CreateDirectory(_folder);
        RemoveAbandoned(clock.GetUtcNow().UtcDateTime - Abandoned);
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
        AppendixCheck.RequireAllowedExtension(fileName);
        var key = RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);
        var part = PathOf(key) + PartSuffix;
        try
        {
            await using var file = CreatePart(part);
            var sha256 = await CopyAsync(content, file, fileName, cancellationToken);
            var (kind, contentType) = AppendixCheck.Examine(file, fileName);
            file.Flush(flushToDisk: true);
            return new StoredFile(key, file.Length, sha256, kind, contentType);
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
            var found = await SHA256.HashDataAsync(file, cancellationToken);
            if (Convert.ToHexStringLower(found) != sha256Hex)
            {
                throw new InvalidDataException("The file is not the one that was stored.");
            }

            file.Position = 0;
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
        if (IsKey(storageKey))
        {
            File.Delete(PathOf(storageKey));
            File.Delete(PathOf(storageKey) + PartSuffix);
        }
    }

    private static async Task<string> CopyAsync(
        Stream content,
        FileStream file,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                AppendixCheck.RequireAllowedSize(size, fileName);
                sha256.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return Convert.ToHexStringLower(sha256.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static FileStream CreatePart(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>What an upload left that a power cut or a killed process interrupted.</summary>
    private void RemoveAbandoned(DateTime before)
    {
        foreach (var part in Directory.EnumerateFiles(_folder, "*" + PartSuffix))
        {
            if (File.GetLastWriteTimeUtc(part) < before)
            {
                File.Delete(part);
            }
        }
    }

    private string ExistingPath(string storageKey) =>
        !IsKey(storageKey) ? throw Missing(storageKey)
        : File.Exists(PathOf(storageKey)) ? PathOf(storageKey)
        : File.Exists(PathOf(storageKey) + PartSuffix) ? PathOf(storageKey) + PartSuffix
        : throw Missing(storageKey);

    private static FileNotFoundException Missing(string storageKey) =>
        new("No appendix is stored under this key.", storageKey);

    private string PathOf(string key) => Path.Combine(_folder, key);

    private static bool IsKey(string text) =>
        text.Length == KeyBytes * 2 && text.All(char.IsAsciiHexDigitLower);
}
