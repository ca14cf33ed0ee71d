using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GrantHub.Infrastructure.Files;

/// <summary>Reads a file out of the database and has one piece of it in memory.</summary>
/// <param name="scope">Its own; ends with it.</param>
internal sealed class FilePieceStream(IServiceScope scope, string storageKey, long size) : Stream
{
    private readonly GrantHubDb db = scope.ServiceProvider.GetRequiredService<GrantHubDb>();
    private byte[] piece = [];
    private int number = -1;
    private long position;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => size;

    public override long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= size || buffer.IsEmpty)
            return 0;
        if (Wanted != number)
            Hold(Piece().SingleOrDefault());
        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (position >= size || buffer.IsEmpty)
            return 0;
        if (Wanted != number)
            Hold(await Piece().SingleOrDefaultAsync(cancellationToken));
        return Take(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position =
            offset
            + origin switch
            {
                SeekOrigin.Begin => 0,
                SeekOrigin.Current => position,
                SeekOrigin.End => size,
                _ => throw new ArgumentOutOfRangeException(nameof(origin)),
            };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            scope.Dispose();
        base.Dispose(disposing);
    }

    private int Wanted => (int)(position / FilePiece.MostBytes);

    private IQueryable<byte[]> Piece()
    {
        var wanted = Wanted;
        return db
            .FilePieces.Where(p => p.StorageKey == storageKey && p.Number == wanted)
            .Select(p => p.Bytes);
    }

    private void Hold(byte[]? found)
    {
        var offset = (long)Wanted * FilePiece.MostBytes;
        if (found is null || found.Length != Math.Min(FilePiece.MostBytes, size - offset))
            throw new InvalidDataException("The file is not the one that was stored.");
        (piece, number) = (found, Wanted);
    }

    private int Take(Span<byte> buffer)
    {
        var from = piece.AsSpan((int)(position % FilePiece.MostBytes));
        var count = Math.Min(from.Length, buffer.Length);
        from[..count].CopyTo(buffer);
        position += count;
        return count;
    }
}
