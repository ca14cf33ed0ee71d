using GrantHub.Application;
using GrantHub.Application.People;
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

internal sealed class DataProtectionKeyTable : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> key)
    {
        key.ToTable("DataProtectionKeys");
        key.Property(k => k.Name).HasMaxLength(200);
        key.HasIndex(k => k.Name).IsUnique();
    }
}

internal sealed class HeldFormTable : IEntityTypeConfiguration<HeldForm>
{
    public void Configure(EntityTypeBuilder<HeldForm> form)
    {
        form.ToTable("HeldForms");
        form.Property(f => f.Path).HasMaxLength(HeldForm.LongestPath);
        form.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
        form.HasIndex(f => new { f.PersonId, f.At });
    }
}
