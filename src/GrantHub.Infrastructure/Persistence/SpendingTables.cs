using GrantHub.Domain.Publication;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GrantHub.Infrastructure.Persistence;

internal sealed class SpendingImportTable : IEntityTypeConfiguration<SpendingImport>
{
    public void Configure(EntityTypeBuilder<SpendingImport> import)
    {
        import.ToTable("SpendingImports");
        import.Property(i => i.Sha256).HasMaxLength(64);
        import.HasMany(i => i.Items).WithOne().HasForeignKey(item => item.ImportId);
        import.Metadata.FindNavigation(nameof(SpendingImport.Items))!.ReadFrom("items");
        import.HasIndex(i => i.Sha256).IsUnique();
    }
}

internal sealed class SpendingItemTable : IEntityTypeConfiguration<SpendingItem>
{
    public void Configure(EntityTypeBuilder<SpendingItem> item)
    {
        item.ToTable("SpendingItems");
        item.Ignore(i => i.Reference);
        item.Property(i => i.Supplier).HasMaxLength(400);
        item.Property(i => i.Purpose).HasMaxLength(2_000);
        item.Property(i => i.ValueForMoney).HasMaxLength(2_000);
        // The published lists are by the month of payment.
        item.HasIndex(i => new { i.Date, i.Id });
    }
}
