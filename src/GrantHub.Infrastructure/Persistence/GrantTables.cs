using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class GrantTable : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.ToTable("Grants");
        grant.Property(g => g.Reference).HasMaxLength(40);
        grant.Property(g => g.Slug).HasMaxLength(50);
        grant.Property(g => g.DecisionReference).HasMaxLength(120);
        grant.Property(g => g.Title).HasMaxLength(400);
        grant.Property(g => g.RecipientName).HasMaxLength(400);
        grant.Property(g => g.Payee).HasMaxLength(400);
        grant.Property(g => g.LeadOfficerName).HasMaxLength(200);
        grant.Property(g => g.OtherPower).HasMaxLength(400);
        grant.HasMany(g => g.Years).WithOne().HasForeignKey(y => y.GrantId);
        grant.HasMany(g => g.Streams).WithOne().HasForeignKey(s => s.GrantId);
        grant
            .Navigation(g => g.Years)
            .HasField("years")
            .UsePropertyAccessMode(PropertyAccessMode.Field);
        grant
            .HasOne<DecisionRecord>()
            .WithMany()
            .HasForeignKey(g => g.DecisionId)
            .OnDelete(DeleteBehavior.Restrict);
        grant
            .HasOne<Organisation>()
            .WithMany()
            .HasForeignKey(g => g.RecipientId)
            .OnDelete(DeleteBehavior.Restrict);
        grant.HasIndex(g => g.Reference).IsUnique();
        grant.HasIndex(g => g.Slug).IsUnique();
        // One decision makes one grant, whatever races.
        grant.HasIndex(g => g.DecisionId).IsUnique();
        grant.HasIndex(g => new { g.ApprovedAt, g.Id });
        grant.HasIndex(g => new
        {
            g.LeadOfficerId,
            g.ApprovedAt,
            g.Id,
        });
    }
}

internal sealed class GrantYearTable : IEntityTypeConfiguration<GrantYear>
{
    public void Configure(EntityTypeBuilder<GrantYear> year)
    {
        year.ToTable("GrantYears");
        year.Ignore(y => y.Confirmed);
        year.Ignore(y => y.Indicative);
        year.Ignore(y => y.Discontinued);
        year.HasIndex(y => new { y.GrantId, y.Year }).IsUnique();
    }
}

internal sealed class GrantStreamTable : IEntityTypeConfiguration<GrantStream>
{
    public void Configure(EntityTypeBuilder<GrantStream> share)
    {
        share.ToTable("GrantStreams");
        share.Property(s => s.Stream).HasMaxLength(200);
        share
            .HasOne<FundingStream>()
            .WithMany()
            .HasForeignKey(s => s.StreamId)
            .OnDelete(DeleteBehavior.Restrict);
        share.HasIndex(s => new { s.GrantId, s.StreamId }).IsUnique();
    }
}

internal sealed class GrantChangeTable : IEntityTypeConfiguration<GrantChange>
{
    public void Configure(EntityTypeBuilder<GrantChange> change)
    {
        change.ToTable("GrantChanges");
        change.Property(c => c.Reference).HasMaxLength(120);
        change.Property(c => c.DecisionSlug).HasMaxLength(130);
        change
            .HasOne<DecisionRecord>()
            .WithMany()
            .HasForeignKey(c => c.DecisionId)
            .OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(c => c.DecisionId);
    }
}

internal sealed class OrganisationTable : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.ToTable("Organisations");
        organisation.Property(o => o.Name).HasMaxLength(400);
        organisation.Property(o => o.NameKey).HasMaxLength(400);
        organisation.Property(o => o.Slug).HasMaxLength(100);
        organisation.HasIndex(o => o.NameKey).IsUnique();
        organisation.HasIndex(o => o.Slug).IsUnique();
    }
}

internal sealed class FundingStreamTable : IEntityTypeConfiguration<FundingStream>
{
    public void Configure(EntityTypeBuilder<FundingStream> stream)
    {
        stream.ToTable("Streams");
        stream.Property(s => s.Name).HasMaxLength(200);
        stream.Property(s => s.Slug).HasMaxLength(100);
        stream.HasIndex(s => s.Name).IsUnique();
        stream.HasIndex(s => s.Slug).IsUnique();
    }
}
