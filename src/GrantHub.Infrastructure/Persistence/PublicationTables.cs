using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class PublishedVersionTable : IEntityTypeConfiguration<PublishedVersion>
{
    public void Configure(EntityTypeBuilder<PublishedVersion> version)
    {
        version.ToTable("PublishedVersions");
        version.Property(v => v.PublishedByName).HasMaxLength(200);
        version.Property(v => v.Sha256).HasMaxLength(64);
        version.Property(v => v.Plan).AsJson();
        version.HasIndex(v => new { v.DecisionId, v.Number }).IsUnique();
    }
}

/// <summary>Indexes end in the day of the decision and the Id, so that each filter of the register has its pages.</summary>
internal sealed class RegisterEntryTable : IEntityTypeConfiguration<RegisterEntry>
{
    public void Configure(EntityTypeBuilder<RegisterEntry> entry)
    {
        entry.ToTable("RegisterEntries");
        entry.HasKey(e => e.DecisionId);
        entry.Property(e => e.DecisionId).ValueGeneratedNever();
        // Two decisions behind one grant that are published at once: the later to save looks again.
        entry.Property(e => e.HidesMoney).IsConcurrencyToken();
        entry.Property(e => e.HidesConditions).IsConcurrencyToken();
        entry.Property(e => e.GrantId).IsConcurrencyToken();
        entry.Property(e => e.Slug).HasMaxLength(130);
        entry.Property(e => e.Reference).HasMaxLength(120);
        entry.Property(e => e.Title).HasMaxLength(DecisionRecord.LongestTitle);
        entry.Property(e => e.DecisionMaker).HasMaxLength(200);
        entry.Property(e => e.Recipient).HasMaxLength(400);
        entry.Property(e => e.RecipientSlug).HasMaxLength(RecipientSlugs.Longest);
        entry.Property(e => e.EarlierReference).HasMaxLength(120);
        entry.HasOne<DecisionRecord>().WithOne().HasForeignKey<RegisterEntry>(e => e.DecisionId);
        entry
            .HasOne<Grant>()
            .WithMany()
            .HasForeignKey(e => e.GrantId)
            .OnDelete(DeleteBehavior.Restrict);
        entry.HasIndex(e => e.Slug).IsUnique();
        entry.HasIndex(e => new { e.DecidedOn, e.DecisionId });
        // The order of the register as a file.
        entry.HasIndex(e => new { e.DecidedOn, e.Reference });
        entry.HasIndex(e => new
        {
            e.FinancialYear,
            e.DecidedOn,
            e.DecisionId,
        });
        entry.HasIndex(e => new
        {
            e.Outcome,
            e.DecidedOn,
            e.DecisionId,
        });
        entry.HasIndex(e => new
        {
            e.RecipientSlug,
            e.DecidedOn,
            e.DecisionId,
        });
        entry.HasIndex(e => new
        {
            e.AmountBand,
            e.DecidedOn,
            e.DecisionId,
        });
        // The grants among them, and the latest versions for the feed.
        entry
            .HasIndex(e => new { e.DecidedOn, e.DecisionId }, "IX_RegisterEntries_Grants")
            .HasFilter(
                """
                "GrantId" IS NOT NULL
                """
            );
        entry.HasIndex(e => new { e.PublishedAt, e.DecisionId });
        entry.HasIndex(e => e.EarlierReference);
    }
}

internal sealed class RegisterTokenTable : IEntityTypeConfiguration<RegisterToken>
{
    public void Configure(EntityTypeBuilder<RegisterToken> token)
    {
        token.ToTable("RegisterTokens");
        token.Property(t => t.Token).HasMaxLength(SearchText.LongestToken);
        token.HasKey(t => new
        {
            t.Token,
            t.DecidedOn,
            t.DecisionId,
        });
        token.HasOne<RegisterEntry>().WithMany().HasForeignKey(t => t.DecisionId);
    }
}

internal sealed class PublishedPdfTable : IEntityTypeConfiguration<PublishedPdf>
{
    public void Configure(EntityTypeBuilder<PublishedPdf> pdf)
    {
        pdf.ToTable("PublishedPdfs");
        pdf.HasKey(p => p.VersionId);
        pdf.Property(p => p.VersionId).ValueGeneratedNever();
        pdf.HasOne<PublishedVersion>().WithOne().HasForeignKey<PublishedPdf>(p => p.VersionId);
    }
}
