using GrantHub.Application.Decisions;
using GrantHub.Application.Publication;
using GrantHub.Domain.Decisions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

/// <summary>Indexes end in the key of the list's order and the Id, so that each filter has its pages.</summary>
internal sealed class DecisionTable : IEntityTypeConfiguration<DecisionRecord>
{
    public void Configure(EntityTypeBuilder<DecisionRecord> decision)
    {
        decision.ToTable("Decisions");
        decision.Property(d => d.Content).AsJson();
        decision.Property(d => d.Plan).AsJson();
        decision.Property(d => d.PublishOnByName).HasMaxLength(200);
        decision.Property(d => d.TemplateKey).HasMaxLength(80);
        decision.Property(d => d.Reference).HasMaxLength(120);
        decision.Property(d => d.Slug).HasMaxLength(130);
        decision.Property(d => d.Title).HasMaxLength(DecisionRecord.LongestTitle);
        decision.Property(d => d.RaisedByName).HasMaxLength(200);
        decision.Property(d => d.LeadOfficerName).HasMaxLength(200);
        decision.Property(d => d.Recipient).HasMaxLength(400);
        decision.Property(d => d.SealHash).HasMaxLength(64);
        decision.HasMany(d => d.Signatures).WithOne().HasForeignKey(s => s.DecisionId);
        decision.HasMany(d => d.Appendices).WithOne().HasForeignKey(a => a.DecisionId);
        decision.HasMany(d => d.Seals).WithOne().HasForeignKey(s => s.DecisionId);
        decision.HasMany(d => d.Versions).WithOne().HasForeignKey(v => v.DecisionId);
        decision.Metadata.FindNavigation(nameof(DecisionRecord.Versions))!.ReadFrom("versions");
        decision
            .Navigation(d => d.Signatures)
            .HasField("signatures")
            .UsePropertyAccessMode(PropertyAccessMode.Field);
        decision
            .Navigation(d => d.Appendices)
            .HasField("appendices")
            .UsePropertyAccessMode(PropertyAccessMode.Field);
        decision.Ignore(d => d.LiveSignatures);
        decision.Ignore(d => d.RemovedAppendices);
        decision.HasIndex(d => d.Reference).IsUnique();
        decision.HasIndex(d => d.Slug).IsUnique();
        decision.HasIndex(d => d.RaiseKey).IsUnique();
        decision.HasIndex(d => new { d.UpdatedAt, d.Id });
        decision.HasIndex(d => new { d.Title, d.Id });
        // Without the many empty values, which a database must not take for a short way to the few drafts.
        decision
            .HasIndex(d => new
            {
                d.AwaitingRole,
                d.UpdatedAt,
                d.Id,
            })
            .HasFilter(
                """
                "AwaitingRole" IS NOT NULL
                """
            );
        decision
            .HasIndex(d => new
            {
                d.Outcome,
                d.UpdatedAt,
                d.Id,
            })
            .HasFilter(
                """
                "Outcome" IS NOT NULL
                """
            );
        decision.HasIndex(d => new
        {
            d.Year,
            d.UpdatedAt,
            d.Id,
        });
        decision.HasIndex(d => new
        {
            d.LeadOfficerId,
            d.UpdatedAt,
            d.Id,
        });
        decision.HasIndex(d => new
        {
            d.RaisedById,
            d.UpdatedAt,
            d.Id,
        });
        decision.HasIndex(d => new
        {
            d.PublishedAt,
            d.DecidedAt,
            d.Id,
        });
        // A few among many: drafts and returned records, withdrawn ones, and decided ones not yet published.
        decision
            .HasIndex(d => new
            {
                d.ReturnedAt,
                d.UpdatedAt,
                d.Id,
            })
            .HasFilter(
                """
                "AwaitingRole" IS NULL AND "Outcome" IS NULL AND "WithdrawnAt" IS NULL
                """
            );
        decision
            .HasIndex(d => new { d.UpdatedAt, d.Id }, "IX_Decisions_Withdrawn")
            .HasFilter(
                """
                "WithdrawnAt" IS NOT NULL
                """
            );
        decision
            .HasIndex(d => new { d.DecidedAt, d.Id }, "IX_Decisions_NotYetPublished")
            .HasFilter(
                """
                "PublishedAt" IS NULL AND "DecidedAt" IS NOT NULL AND "WithheldAt" IS NULL
                """
            );
        decision
            .HasIndex(d => new { d.PublishOn, d.Id })
            .HasFilter(
                """
                "PublishOn" IS NOT NULL
                """
            );
        decision
            .HasIndex(d => new { d.WithheldAt, d.Id })
            .HasFilter(
                """
                "WithheldAt" IS NOT NULL
                """
            );
        // With the outcome, because SQLite else walks every approved record to find the few later ones.
        decision.HasIndex(d => new { d.EarlierId, d.Outcome });
        decision
            .HasOne<DecisionRecord>()
            .WithMany()
            .HasForeignKey(d => d.EarlierId)
            .OnDelete(DeleteBehavior.Restrict);
        // The long text comes last in the row: SQLite would walk its pages to reach what stands behind it.
        var order = 0;
        foreach (
            var property in decision
                .Metadata.GetProperties()
                .OrderBy(p => p.Name == nameof(DecisionRecord.Content))
                .ThenBy(p => !p.IsPrimaryKey())
        )
            property.SetColumnOrder(order++);
    }
}

internal sealed class SignatureTable : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("Signatures");
        signature.Property(s => s.PersonName).HasMaxLength(200);
        signature.Property(s => s.ForName).HasMaxLength(200);
        signature.Property(s => s.Hash).HasMaxLength(64);
        signature.Property(s => s.Comments).AsJson();
        signature.Property(s => s.Interests).AsJson();
        // Nobody signs twice in a round, and no role is signed for twice: the last guard against a race.
        signature
            .HasIndex(s => new
            {
                s.DecisionId,
                s.Round,
                s.PersonId,
            })
            .IsUnique();
        signature
            .HasIndex(s => new
            {
                s.DecisionId,
                s.Round,
                s.Role,
            })
            .IsUnique();
    }
}

internal sealed class AppendixTable : IEntityTypeConfiguration<Appendix>
{
    public void Configure(EntityTypeBuilder<Appendix> appendix)
    {
        appendix.ToTable("Appendices");
        appendix.Property(a => a.Name).HasMaxLength(200);
        appendix.Property(a => a.ContentType).HasMaxLength(120);
        appendix.Property(a => a.Sha256).HasMaxLength(64);
        appendix.Property(a => a.StorageKey).HasMaxLength(64);
    }
}

internal sealed class SealTable : IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<Seal> seal)
    {
        seal.ToTable("Seals");
        seal.Property(s => s.Sha256).HasMaxLength(64);
        seal.HasIndex(s => new { s.DecisionId, s.Round }).IsUnique();
    }
}

internal sealed class DecisionTokenTable : IEntityTypeConfiguration<DecisionToken>
{
    public void Configure(EntityTypeBuilder<DecisionToken> token)
    {
        token.ToTable("DecisionTokens");
        token.Property(t => t.Token).HasMaxLength(SearchText.LongestToken);
        token.HasKey(t => new { t.Token, t.DecisionId });
        token.HasOne(t => t.Decision).WithMany().HasForeignKey(t => t.DecisionId);
    }
}

internal sealed class TemplateTable : IEntityTypeConfiguration<RecordTemplate>
{
    public void Configure(EntityTypeBuilder<RecordTemplate> template)
    {
        template.ToTable("Templates");
        template.Property(t => t.Key).HasMaxLength(80);
        template.Property(t => t.Name).HasMaxLength(200);
        template.Property(t => t.Definition).AsJson();
        template.HasIndex(t => new { t.Key, t.TemplateVersion }).IsUnique();
    }
}

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("Notices");
        notice.HasIndex(n => new { n.DecisionId, n.DecisionVersion }).IsUnique();
        notice.HasOne<DecisionRecord>().WithMany().HasForeignKey(n => n.DecisionId);
    }
}
