using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal static class Lists
{
    /// <summary>A list whose property hands out a copy in order is read and filled by its field.</summary>
    public static void ReadFrom(this IMutableNavigation list, string field)
    {
        list.SetField(field);
        list.SetPropertyAccessMode(PropertyAccessMode.Field);
    }
}

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
        grant.HasMany(g => g.Shares).WithOne().HasForeignKey(s => s.GrantId);
        grant.HasMany(g => g.Instalments).WithOne().HasForeignKey(i => i.GrantId);
        grant.HasMany(g => g.Recoveries).WithOne().HasForeignKey(r => r.GrantId);
        grant.HasMany(g => g.Returns).WithOne().HasForeignKey(r => r.GrantId);
        grant.HasMany(g => g.Reviews).WithOne().HasForeignKey(r => r.GrantId);
        // What a page reads and a rule replaces as a whole needs no tables of its own.
        grant.Property(g => g.Agreements).AsJson();
        grant.Property(g => g.Conditions).AsJson();
        grant.Property(g => g.Overrides).AsJson();
        grant.Property(g => g.Successions).AsJson();
        grant.Property(g => g.Termination!).AsJson();
        grant.Ignore(g => g.Agreement);
        grant.Ignore(g => g.ReviewPlans);
        grant.Ignore(g => g.LeavesUnspentWithRecipient);
        foreach (
            var (list, field) in new[]
            {
                (nameof(Grant.Years), "years"),
                (nameof(Grant.Changes), "changes"),
                (nameof(Grant.Shares), "shares"),
                (nameof(Grant.Instalments), "instalments"),
                (nameof(Grant.Recoveries), "recoveries"),
                (nameof(Grant.Returns), "returns"),
                (nameof(Grant.Reviews), "reviews"),
            }
        )
            grant.Metadata.FindNavigation(list)!.ReadFrom(field);
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
        grant.HasIndex(g => new { g.RecipientId, g.Id });
        grant
            .HasIndex(g => new { g.NextReviewOn, g.Id })
            .HasFilter(
                """
                "NextReviewOn" IS NOT NULL
                """
            );
        // Grants that end next, and those still without an agreement.
        grant.HasIndex(g => new { g.PeriodEnd, g.AgreedOn });
        grant.HasIndex(g => new { g.ApprovedAt, g.Id });
        grant.HasIndex(g => new
        {
            g.LeadOfficerId,
            g.ApprovedAt,
            g.Id,
        });
    }
}

internal sealed class GrantShareTable : IEntityTypeConfiguration<GrantShare>
{
    public void Configure(EntityTypeBuilder<GrantShare> share)
    {
        share.ToTable("GrantShares");
        share
            .HasOne<FundingStream>()
            .WithMany()
            .HasForeignKey(s => s.StreamId)
            .OnDelete(DeleteBehavior.Restrict);
        share
            .HasIndex(s => new
            {
                s.GrantId,
                s.StreamId,
                s.Year,
            })
            .IsUnique();
    }
}

internal sealed class InstalmentTable : IEntityTypeConfiguration<Instalment>
{
    public void Configure(EntityTypeBuilder<Instalment> instalment)
    {
        instalment.ToTable("Instalments");
        instalment.Ignore(i => i.State);
        instalment.Ignore(i => i.IsOpen);
        instalment.Property(i => i.RequestedByName).HasMaxLength(200);
        instalment.Property(i => i.AuthorisedByName).HasMaxLength(200);
        instalment.Property(i => i.PaidByName).HasMaxLength(200);
        instalment.Property(i => i.CancelledByName).HasMaxLength(200);
        instalment.Property(i => i.PaidReference).HasMaxLength(100);
        instalment.HasIndex(i => new { i.GrantId, i.Number }).IsUnique();
        instalment.HasIndex(i => new { i.GrantId, i.PaidReference }).IsUnique();
        // A few among many: requested or authorised, and neither paid nor cancelled.
        instalment
            .HasIndex(i => new { i.RequestedAt, i.Id })
            .HasFilter(
                """
                "RequestedAt" IS NOT NULL AND "PaidOn" IS NULL AND "CancelledAt" IS NULL
                """
            );
        // What falls due next, of all grants.
        instalment
            .HasIndex(i => new { i.DueOn, i.Id })
            .HasFilter(
                """
                "PaidOn" IS NULL AND "CancelledAt" IS NULL
                """
            );
        // What was paid in a month, for the published lists.
        instalment
            .HasIndex(i => new { i.PaidOn, i.Id })
            .HasFilter(
                """
                "PaidOn" IS NOT NULL
                """
            );
    }
}

internal sealed class RecoveryTable : IEntityTypeConfiguration<Recovery>
{
    public void Configure(EntityTypeBuilder<Recovery> recovery)
    {
        recovery.ToTable("Recoveries");
        recovery.Property(r => r.Reference).HasMaxLength(100);
        recovery.Property(r => r.ByName).HasMaxLength(200);
    }
}

internal sealed class MonitoringReturnTable : IEntityTypeConfiguration<MonitoringReturn>
{
    public void Configure(EntityTypeBuilder<MonitoringReturn> owed)
    {
        owed.ToTable("MonitoringReturns");
        owed.Ignore(r => r.IsAccepted);
        owed.Ignore(r => r.Latest);
        owed.Ignore(r => r.SentBackReason);
        owed.Property(r => r.Submissions).AsJson();
        owed.Property(r => r.AcceptedByName).HasMaxLength(200);
        owed.HasIndex(r => new { r.GrantId, r.Number }).IsUnique();
        // Owed by a recipient, and waiting for a lead officer.
        owed.HasIndex(r => new { r.DueOn, r.Id })
            .HasFilter(
                """
                "SubmittedAt" IS NULL
                """
            );
        owed.HasIndex(r => new { r.SubmittedAt, r.Id })
            .HasFilter(
                """
                "SubmittedAt" IS NOT NULL AND "AcceptedAt" IS NULL
                """
            );
    }
}

internal sealed class AnnualReviewTable : IEntityTypeConfiguration<AnnualReview>
{
    public void Configure(EntityTypeBuilder<AnnualReview> review)
    {
        review.ToTable("AnnualReviews");
        review.Ignore(r => r.LiveSignatures);
        review.Ignore(r => r.Outcome);
        review.Ignore(r => r.IsDraft);
        review.Ignore(r => r.OverProgrammingAccepted);
        review.Property(r => r.Signatures).AsJson();
        review.Property(r => r.StartedByName).HasMaxLength(200);
        review.Property(r => r.ReturnedByName).HasMaxLength(200);
        // One review decides on a year, whatever races.
        review.HasIndex(r => new { r.GrantId, r.Decides }).IsUnique();
        review
            .HasIndex(r => new { r.AwaitingRole, r.Id })
            .HasFilter(
                """
                "AwaitingRole" IS NOT NULL
                """
            );
    }
}

internal sealed class OrganisationContactTable : IEntityTypeConfiguration<OrganisationContact>
{
    public void Configure(EntityTypeBuilder<OrganisationContact> contact)
    {
        contact.ToTable("OrganisationContacts");
        contact.Property(c => c.Name).HasMaxLength(200);
        contact.Property(c => c.Email).HasMaxLength(256);
        contact.Property(c => c.Telephone).HasMaxLength(60);
        contact.Property(c => c.Post).HasMaxLength(200);
        contact.HasIndex(c => new { c.OrganisationId, c.Number }).IsUnique();
        contact
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(c => c.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StreamTotalTable : IEntityTypeConfiguration<StreamTotal>
{
    public void Configure(EntityTypeBuilder<StreamTotal> total)
    {
        total.ToTable("StreamTotals");
        total.HasKey(t => new { t.StreamId, t.Year });
        total.Property(t => t.StreamId).ValueGeneratedNever();
        total.Property(t => t.Version).IsConcurrencyToken();
        total
            .HasOne<FundingStream>()
            .WithMany()
            .HasForeignKey(t => t.StreamId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StreamAllocationTable : IEntityTypeConfiguration<StreamAllocation>
{
    public void Configure(EntityTypeBuilder<StreamAllocation> allocation)
    {
        allocation.ToTable("StreamAllocations");
        allocation.HasIndex(a => new { a.StreamId, a.Year }).IsUnique();
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
        year.Property(y => y.Settlement!).AsJson();
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
        // A stream's page lists its grants, latest first.
        share.HasIndex(s => new { s.StreamId, s.GrantId });
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
        organisation.Property(o => o.LegalName).HasMaxLength(400);
        organisation.Property(o => o.Address).HasMaxLength(1000);
        organisation.Property(o => o.CharityNumber).HasMaxLength(20);
        organisation.Property(o => o.CompanyNumber).HasMaxLength(8);
        organisation.Property(o => o.OtherIdentifier).HasMaxLength(60);
        organisation.Property(o => o.BankHistory).AsJson();
        organisation.Ignore(o => o.Bank);
        organisation.Ignore(o => o.PendingBank);
        organisation.Ignore(o => o.PublicIdentifiers);
        organisation.HasMany(o => o.Contacts).WithOne().HasForeignKey(c => c.OrganisationId);
        organisation.Metadata.FindNavigation(nameof(Organisation.Contacts))!.ReadFrom("contacts");
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
        stream.HasMany(s => s.Allocations).WithOne().HasForeignKey(a => a.StreamId);
        stream.Metadata.FindNavigation(nameof(FundingStream.Allocations))!.ReadFrom("allocations");
        stream.HasIndex(s => s.Name).IsUnique();
        stream.HasIndex(s => s.Slug).IsUnique();
    }
}
