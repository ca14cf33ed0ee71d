using System.Buffers;
using System.Security.Cryptography;
using GrantHub.Application.Files;

namespace GrantHub.Infrastructure.Files;

/// <summary>What every store does with a file that it is given, and with one that it gives back.</summary>
internal static class Upload
{
    /// <summary>A file that nobody kept goes after as long: longer than any upload takes.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private const int BufferBytes = 64 * 1024;
    private const int KeyBytes = 16;

    public static string NewKey() =>
        RandomNumberGenerator.GetHexString(KeyBytes * 2, lowercase: true);

    public static bool IsKey(string text) =>
        text.Length == KeyBytes * 2 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A new file that only this account can read.</summary>
    public static FileStream Create(string path, FileOptions options)
    {
        var create = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous | options,
        };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, create);
    }

    /// <summary>Copies what is uploaded to an empty file, no further than the limit, and checks it there.</summary>
    public static async Task<StoredFile> TakeAsync(
        Stream content,
        FileStream file,
        string key,
        string fileName,
        CancellationToken cancellationToken
    )
    {
        AppendixCheck.RequireAllowedExtension(fileName);
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
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        var (kind, contentType) = AppendixCheck.Examine(file, fileName);
        return new StoredFile(
            key,
            file.Length,
            Convert.ToHexStringLower(sha256.GetHashAndReset()),
            kind,
            contentType
        );
    }

    /// <summary>Reads a stored file through and goes back to its beginning.</summary>
    /// <exception cref="InvalidDataException">The content is not what was stored.</exception>
    public static async Task RequireIntactAsync(
        Stream file,
        string sha256Hex,
        CancellationToken cancellationToken
    )
    {
        var found = await SHA256.HashDataAsync(file, cancellationToken);
        if (Convert.ToHexStringLower(found) != sha256Hex)
        {
            throw new InvalidDataException("The file is not the one that was stored.");
        }

        file.Position = 0;
    }

    public static FileNotFoundException Missing(string storageKey) =>
        new("No appendix is stored under this key.", storageKey);
}
