using GrantHub.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public const string Name = "AuditEntries";

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable(Name);
        entry.HasKey(e => e.Number);
        entry.Property(e => e.Number).ValueGeneratedNever();
        entry.Property(e => e.PersonName).HasMaxLength(200);
        entry.Property(e => e.SubjectKind).HasMaxLength(40);
        entry.Property(e => e.What).HasMaxLength(120);
        entry.Property(e => e.Role).HasMaxLength(300);
        entry.Property(e => e.Hash).HasMaxLength(64);
        entry.HasIndex(e => new
        {
            e.SubjectKind,
            e.SubjectId,
            e.Number,
        });
        entry.HasIndex(e => new { e.PersonId, e.Number });
        // Finds the numbers between which a day's entries lie.
        entry.HasIndex(e => new { e.At, e.Number });
    }
}

internal sealed class AccessEntryTable : IEntityTypeConfiguration<AccessEntry>
{
    public const string Name = "AccessEntries";

    public void Configure(EntityTypeBuilder<AccessEntry> entry)
    {
        entry.ToTable(Name);
        entry.HasKey(e => e.Number);
        entry.Property(e => e.Number).ValueGeneratedNever();
        entry.Property(e => e.PersonName).HasMaxLength(200);
        entry.Property(e => e.Subject).HasMaxLength(AccessEntry.LongestSubject);
        entry.Property(e => e.Detail).HasMaxLength(AccessEntry.LongestDetail);
        entry.Property(e => e.Origin).HasMaxLength(AccessEntry.LongestOrigin);
        entry.Property(e => e.Hash).HasMaxLength(64);
        entry.HasIndex(e => new { e.PersonId, e.Number });
        entry.HasIndex(e => new { e.What, e.Number });
        entry.HasIndex(e => new { e.At, e.Number });
    }
}

internal sealed class AuditHeadTable : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("AuditHead");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(64);
        head.HasData(
            new AuditHead { Id = AuditHead.OfChanges },
            new AuditHead { Id = AuditHead.OfAccess }
        );
    }
}
