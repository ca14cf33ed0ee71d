using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class PartnershipTable : IEntityTypeConfiguration<Partnership>
{
    public void Configure(EntityTypeBuilder<Partnership> partnership)
    {
        partnership.ToTable("Partnerships");
        partnership.Property(p => p.Name).HasMaxLength(400);
        partnership.Property(p => p.NameKey).HasMaxLength(400);
        partnership.Property(p => p.Slug).HasMaxLength(100);
        // What a page reads and a rule replaces as a whole needs no tables of its own.
        partnership.Property(p => p.Rule).AsJson();
        partnership.Property(p => p.Groups).AsJson();
        partnership.Property(p => p.Priorities).AsJson();
        partnership.Property(p => p.Scenarios).AsJson();
        partnership.HasMany(p => p.Members).WithOne().HasForeignKey(m => m.PartnershipId);
        partnership.Metadata.FindNavigation(nameof(Partnership.Members))!.ReadFrom("members");
        partnership
            .HasOne<Organisation>()
            .WithMany()
            .HasForeignKey(p => p.HostId)
            .OnDelete(DeleteBehavior.Restrict);
        partnership.HasIndex(p => p.NameKey).IsUnique();
        partnership.HasIndex(p => p.Slug).IsUnique();
    }
}

internal sealed class PartnershipMemberTable : IEntityTypeConfiguration<PartnershipMember>
{
    public void Configure(EntityTypeBuilder<PartnershipMember> member)
    {
        member.ToTable("PartnershipMembers");
        member.Ignore(m => m.IsPresent);
        member.Property(m => m.Name).HasMaxLength(400);
        member.Property(m => m.Earlier).AsJson();
        member.Property(m => m.MemorandumFile!).AsJson();
        member
            .HasOne<Organisation>()
            .WithMany()
            .HasForeignKey(m => m.OrganisationId)
            .OnDelete(DeleteBehavior.Restrict);
        member.HasIndex(m => new { m.PartnershipId, m.OrganisationId }).IsUnique();
        member.HasIndex(m => new { m.OrganisationId, m.PartnershipId });
        // Memoranda whose review falls due next, of all partnerships.
        member
            .HasIndex(m => new { m.ReviewDueOn, m.Id })
            .HasFilter(
                """
                "ReviewDueOn" IS NOT NULL AND "LeftOn" IS NULL
                """
            );
    }
}
