namespace GrantHub.Infrastructure.Files;

/// <summary>A file that is kept in the database, where several web servers have no folder in common.</summary>
public sealed class FileContent
{
    /// <summary>32 random hexadecimal digits.</summary>
    public required string StorageKey { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was stored, in UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Not yet known to be wanted; goes by itself after a day.</summary>
    public required bool IsHeld { get; set; }
}

/// <summary>A piece of a file, so that neither reading nor writing holds all of it in memory.</summary>
public sealed class FilePiece
{
    /// <summary>256 KB; every piece but a file's last has as many.</summary>
    public const int MostBytes = 256 * 1024;

    public required string StorageKey { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public required byte[] Bytes { get; init; }
}
