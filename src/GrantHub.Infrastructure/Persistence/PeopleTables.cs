using GrantHub.Application;
using GrantHub.Domain.Audit;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("People");
        person.Property(p => p.Name).HasMaxLength(200);
        person.Property(p => p.Email).HasMaxLength(256);
        person.Property(p => p.Post).HasMaxLength(200);
        person.Property(p => p.Telephone).HasMaxLength(60);
        person.Property(p => p.Muted).HasConversion<long>();
        person.HasIndex(p => p.Email).IsUnique();
        person.HasIndex(p => new { p.Name, p.Id });
    }
}

internal sealed class DeputyTable : IEntityTypeConfiguration<Deputy>
{
    public void Configure(EntityTypeBuilder<Deputy> deputy)
    {
        deputy.ToTable("Deputies");
        deputy.Property(d => d.Authority).HasMaxLength(400);
        deputy
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(d => d.OfficerId)
            .OnDelete(DeleteBehavior.Restrict);
        deputy
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(d => d.DeputyId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReferenceCounterTable : IEntityTypeConfiguration<ReferenceCounter>
{
    public void Configure(EntityTypeBuilder<ReferenceCounter> counter)
    {
        counter.ToTable("ReferenceCounters");
        counter.Property(c => c.Kind).HasMaxLength(10);
        counter.HasKey(c => new { c.Kind, c.Year });
    }
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("AuditEntries");
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
    }
}

internal sealed class AuditHeadTable : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("AuditHead");
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(64);
        head.HasData(new AuditHead());
    }
}

internal sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("DataProtectionKeys");
        key.Property(k => k.Name).HasMaxLength(200);
        key.HasIndex(k => k.Name).IsUnique();
    }
}
