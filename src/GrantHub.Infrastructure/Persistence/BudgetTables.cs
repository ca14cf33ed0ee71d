using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class BudgetTable : IEntityTypeConfiguration<PartnershipBudget>
{
    public void Configure(EntityTypeBuilder<PartnershipBudget> budget)
    {
        budget.ToTable("Budgets");
        budget.Property(b => b.AdoptedByName).HasMaxLength(200);
        budget.Property(b => b.AdoptedMinute).HasMaxLength(400);
        budget.Property(b => b.Virements).AsJson();
        budget.Ignore(b => b.Planned);
        budget.Ignore(b => b.Original);
        budget.Ignore(b => b.Close);
        budget.Ignore(b => b.Contributions);
        budget.Ignore(b => b.WhyNotAdopt);
        budget.Ignore(b => b.WhyNotPost);
        budget.Ignore(b => b.LinesToPostTo);
        budget.HasMany(b => b.Lines).WithOne().HasForeignKey(line => line.BudgetId);
        budget.HasMany(b => b.Instalments).WithOne().HasForeignKey(i => i.BudgetId);
        budget.HasMany(b => b.Closes).WithOne().HasForeignKey(close => close.BudgetId);
        budget.Metadata.FindNavigation(nameof(PartnershipBudget.Lines))!.ReadFrom("lines");
        budget
            .Metadata.FindNavigation(nameof(PartnershipBudget.Instalments))!
            .ReadFrom("instalments");
        budget.Metadata.FindNavigation(nameof(PartnershipBudget.Closes))!.ReadFrom("closes");
        budget.HasIndex(b => new { b.PartnershipId, b.Year }).IsUnique();
        // A few among many: signed closes that wait for the chief finance officer.
        budget
            .HasIndex(b => new { b.ClosingSince, b.Id })
            .HasFilter(
                """
                "ClosingSince" IS NOT NULL
                """
            );
    }
}

internal sealed class BudgetLineTable : IEntityTypeConfiguration<BudgetLine>
{
    public void Configure(EntityTypeBuilder<BudgetLine> line)
    {
        line.ToTable("BudgetLines");
        line.Property(l => l.Name).HasMaxLength(200);
        line.Property(l => l.Partner).HasMaxLength(400);
        line.Property(l => l.Note).HasMaxLength(1_000);
        line.Property(l => l.Codes).HasMaxLength(400);
        line.HasOne<Organisation>()
            .WithMany()
            .HasForeignKey(l => l.PartnerId)
            .OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Grant>()
            .WithMany()
            .HasForeignKey(l => l.GrantId)
            .OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.BudgetId, l.Number }).IsUnique();
        // What one organisation contributes, everywhere and in every year.
        line.HasIndex(l => new { l.PartnerId, l.BudgetId });
    }
}

internal sealed class ContributionInstalmentTable : IEntityTypeConfiguration<ContributionInstalment>
{
    public void Configure(EntityTypeBuilder<ContributionInstalment> instalment)
    {
        instalment.ToTable("ContributionInstalments");
        instalment.Property(i => i.InvoiceReference).HasMaxLength(100);
        instalment.HasIndex(i => new { i.BudgetId, i.Number }).IsUnique();
        // What is due next, of all partnerships.
        instalment.HasIndex(i => new { i.DueOn, i.Id });
    }
}

internal sealed class YearCloseTable : IEntityTypeConfiguration<YearClose>
{
    public void Configure(EntityTypeBuilder<YearClose> close)
    {
        close.ToTable("YearCloses");
        close.Property(c => c.Figures).AsJson();
        close.Property(c => c.SignedByName).HasMaxLength(200);
        close.Property(c => c.CountersignedByName).HasMaxLength(200);
        close.Property(c => c.CountersignedAs).HasMaxLength(400);
        close.Property(c => c.UndoneByName).HasMaxLength(200);
        close.Property(c => c.UndoneReason).HasMaxLength(2_000);
        close.HasIndex(c => new { c.BudgetId, c.Number }).IsUnique();
    }
}

internal sealed class PostingTable : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> posting)
    {
        posting.ToTable("Postings");
        posting.Property(p => p.Kind).HasMaxLength(10);
        posting.Property(p => p.Reference).HasMaxLength(100);
        posting.Property(p => p.Description).HasMaxLength(Posting.LongestDescription);
        posting.Property(p => p.ByName).HasMaxLength(200);
        posting
            .HasOne<PartnershipBudget>()
            .WithMany()
            .HasForeignKey(p => p.BudgetId)
            .OnDelete(DeleteBehavior.Restrict);
        posting
            .HasIndex(p => new
            {
                p.BudgetId,
                p.Entry,
                p.LineNumber,
            })
            .IsUnique();
        // Balances are added up from the index alone.
        posting.HasIndex(p => new
        {
            p.BudgetId,
            p.LineNumber,
            p.Kind,
            p.Amount,
        });
        posting.HasIndex(p => new
        {
            p.BudgetId,
            p.Date,
            p.Id,
        });
        // An entry is taken back once, whatever races.
        posting
            .HasIndex(p => new
            {
                p.BudgetId,
                p.Reverses,
                p.LineNumber,
            })
            .IsUnique()
            .HasFilter(
                """
                "Reverses" IS NOT NULL
                """
            );
        // A form that is sent twice posts once.
        posting
            .HasIndex(p => new { p.FormKey, p.LineNumber })
            .IsUnique()
            .HasFilter(
                """
                "FormKey" IS NOT NULL
                """
            );
    }
}

internal sealed class LedgerImportTable : IEntityTypeConfiguration<LedgerImport>
{
    public void Configure(EntityTypeBuilder<LedgerImport> import)
    {
        import.ToTable("LedgerImports");
        import.Property(i => i.Sha256).HasMaxLength(64);
        import.Property(i => i.File).AsJson();
        import.Property(i => i.ByName).HasMaxLength(200);
        import
            .HasOne<PartnershipBudget>()
            .WithMany()
            .HasForeignKey(i => i.BudgetId)
            .OnDelete(DeleteBehavior.Restrict);
        import.HasIndex(i => new { i.BudgetId, i.Sha256 }).IsUnique();
    }
}

internal sealed class LedgerFileTable : IEntityTypeConfiguration<LedgerFile>
{
    public void Configure(EntityTypeBuilder<LedgerFile> file)
    {
        file.ToTable("LedgerFiles");
        file.Property(f => f.File).AsJson();
        file.Property(f => f.ByName).HasMaxLength(200);
        file.HasOne<PartnershipBudget>()
            .WithMany()
            .HasForeignKey(f => f.BudgetId)
            .OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => new { f.BudgetId, f.Entry });
    }
}
