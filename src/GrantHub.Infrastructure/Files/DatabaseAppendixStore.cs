using GrantHub.Application.Files;
using GrantHub.Domain;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Infrastructure.Files;

/// <summary>
/// Appendices in the database, in pieces. An upload is checked in a temporary file and goes into the database in one
/// transaction; keeping and deleting join the transaction of whoever asks.
/// </summary>
internal sealed class DatabaseAppendixStore(
    GrantHubDb db,
    IServiceScopeFactory scopes,
    TimeProvider clock
) : IAppendixStore
{
    public Task<StoredFile> SaveAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    ) => StoreAsync(content, fileName, isHeld: false, cancellationToken);

    public Task<StoredFile> HoldAsync(
        Stream content,
        string fileName,
        CancellationToken cancellationToken
    ) => StoreAsync(content, fileName, isHeld: true, cancellationToken);

    public void Keep(string storageKey)
    {
        var found = db
            .FileContents.Where(content => content.StorageKey == storageKey)
            .ExecuteUpdate(set => set.SetProperty(content => content.IsHeld, false));
        if (found == 0)
            throw Upload.Missing(storageKey);
    }

    public async Task<Stream> OpenAsync(
        string storageKey,
        string sha256Hex,
        CancellationToken cancellationToken
    )
    {
        var size =
            await db
                .FileContents.Where(content => content.StorageKey == storageKey)
                .Select(content => (long?)content.Size)
                .SingleOrDefaultAsync(cancellationToken)
            ?? throw Upload.Missing(storageKey);
        // With a context of its own: it is read while the page goes on with the request's.
        var file = new FilePieceStream(scopes.CreateScope(), storageKey, size);
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

    public void Delete(string storageKey) =>
        db.FileContents.Where(content => content.StorageKey == storageKey).ExecuteDelete();

    private async Task<StoredFile> StoreAsync(
        Stream content,
        string fileName,
        bool isHeld,
        CancellationToken cancellationToken
    )
    {
        await using var file = Upload.Create(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileOptions.DeleteOnClose
        );
        var stored = await Upload.TakeAsync(
            content,
            file,
            Upload.NewKey(),
            fileName,
            cancellationToken
        );
        file.Position = 0;
        await WriteAsync(stored, file, isHeld, cancellationToken);
        return stored;
    }

    private async Task WriteAsync(
        StoredFile stored,
        FileStream file,
        bool isHeld,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
        await using var transaction = await own.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.UtcInstant();
        var before = now - Upload.Abandoned;
        await own
            .FileContents.Where(content => content.IsHeld && content.At < before)
            .ExecuteDeleteAsync(cancellationToken);
        own.FileContents.Add(
            new FileContent
            {
                StorageKey = stored.StorageKey,
                Size = stored.Size,
                At = now,
                IsHeld = isHeld,
            }
        );
        var buffer = new byte[FilePiece.MostBytes];
        int read;
        for (
            var number = 0;
            (
                read = await file.ReadAtLeastAsync(
                    buffer,
                    buffer.Length,
                    throwOnEndOfStream: false,
                    cancellationToken
                )
            ) > 0;
            number++
        )
        {
            own.FilePieces.Add(
                new FilePiece
                {
                    StorageKey = stored.StorageKey,
                    Number = number,
                    Bytes = buffer[..read],
                }
            );
            await own.SaveChangesAsync(cancellationToken);
            own.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
