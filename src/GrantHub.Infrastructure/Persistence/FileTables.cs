using GrantHub.Infrastructure.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class FileContentTable : IEntityTypeConfiguration<FileContent>
{
    public void Configure(EntityTypeBuilder<FileContent> content)
    {
        content.ToTable("FileContents");
        content.HasKey(c => c.StorageKey);
        content.Property(c => c.StorageKey).HasMaxLength(32);
        // Finds what was held and never kept.
        content.HasIndex(c => new { c.IsHeld, c.At });
    }
}

internal sealed class FilePieceTable : IEntityTypeConfiguration<FilePiece>
{
    public void Configure(EntityTypeBuilder<FilePiece> piece)
    {
        piece.ToTable("FilePieces");
        piece.HasKey(p => new { p.StorageKey, p.Number });
        piece.Property(p => p.StorageKey).HasMaxLength(32);
        piece
            .HasOne<FileContent>()
            .WithMany()
            .HasForeignKey(p => p.StorageKey)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
