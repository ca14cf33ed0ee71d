using System.Data.Common;
using GrantHub.Application;
using GrantHub.Application.Audit;
using GrantHub.Application.Decisions;
using GrantHub.Application.People;
using GrantHub.Application.Publication;
using GrantHub.Domain;
using GrantHub.Domain.Audit;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;
using GrantHub.Domain.Grants;
using GrantHub.Domain.Partnerships;
using GrantHub.Domain.People;
using GrantHub.Domain.Publication;
using GrantHub.Domain.Reminders;
using GrantHub.Infrastructure.Files;
using GrantHub.Infrastructure.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace GrantHub.Infrastructure.Persistence;

public sealed class GrantHubDb(DbContextOptions<GrantHubDb> options)
    : IdentityUserContext<SignIn, long>(options),
        IGrantHubDb
{
    // sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    // learn.microsoft.com/sql/relational-databases/errors-events
    private const int SqlServerDeadlock = 1205;
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueKey = 2627;

    // In bytes; w3.org/TR/webauthn-3 (credential ID).
    private const int LongestCredentialId = 1023;

    public DbSet<DecisionRecord> Decisions => Set<DecisionRecord>();
    public DbSet<DecisionToken> DecisionTokens => Set<DecisionToken>();
    public DbSet<Seal> Seals => Set<Seal>();
    public DbSet<RecordTemplate> Templates => Set<RecordTemplate>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<PublishedVersion> PublishedVersions => Set<PublishedVersion>();
    public DbSet<RegisterEntry> RegisterEntries => Set<RegisterEntry>();
    public DbSet<RegisterToken> RegisterTokens => Set<RegisterToken>();
    public DbSet<PublishedPdf> PublishedPdfs => Set<PublishedPdf>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<GrantShare> GrantShares => Set<GrantShare>();
    public DbSet<StreamTotal> StreamTotals => Set<StreamTotal>();
    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<FundingStream> Streams => Set<FundingStream>();
    public DbSet<Partnership> Partnerships => Set<Partnership>();
    public DbSet<PartnershipBudget> Budgets => Set<PartnershipBudget>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<LedgerImport> LedgerImports => Set<LedgerImport>();
    public DbSet<LedgerFile> LedgerFiles => Set<LedgerFile>();
    public DbSet<SpendingImport> SpendingImports => Set<SpendingImport>();
    public DbSet<SpendingItem> SpendingItems => Set<SpendingItem>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Deputy> Deputies => Set<Deputy>();
    public DbSet<ReferenceCounter> ReferenceCounters => Set<ReferenceCounter>();
    public DbSet<ReminderPolicy> ReminderPolicies => Set<ReminderPolicy>();
    public DbSet<Reminder> Reminders => Set<Reminder>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<BankHoliday> BankHolidays => Set<BankHoliday>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<AccessEntry> AccessEntries => Set<AccessEntry>();
    public DbSet<HeldForm> HeldForms => Set<HeldForm>();
    public DbSet<FileContent> FileContents => Set<FileContent>();
    public DbSet<FilePiece> FilePieces => Set<FilePiece>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public WriteWatch Writes { get; } = new();

    public override async Task<int> SaveChangesAsync(CancellationToken cancellationToken = default)
    {
        StampRoots();
        SearchTokens.Follow(this);
        await Persistence.StreamTotals.FollowAsync(this, cancellationToken);
        var entry = ChangeTracker
            .Entries<IChained>()
            .Any(chained => chained.State == EntityState.Added);
        var rows = await base.SaveChangesAsync(cancellationToken);
        Writes.Saw(rows, entry);
        return rows;
    }

    public Task InsertAsync<TEntity, TRow>(
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
        where TEntity : class
    {
        Writes.Saw(rows.Count);
        return BulkInsert.InsertAsync<TEntity, TRow>(this, rows, cancellationToken);
    }

    public bool IsLostRace(DbException fault) =>
        fault switch
        {
            PostgresException postgres => postgres.SqlState
                is PostgresErrorCodes.UniqueViolation
                    or PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected,
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked
                || sqlite.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey,
            SqlException server => server.Number
                is SqlServerUniqueIndex
                    or SqlServerUniqueKey
                    or SqlServerDeadlock,
            _ => false,
        };

    public bool IsUncertain(Exception fault) =>
        fault switch
        {
            PostgresException postgres => Outages.Of(postgres) == Outage.Unreachable,
            NpgsqlException => true,
            SqlException server => Outages.Of(server) is Outage.Unreachable or Outage.Busy,
            // SQLite has no connection to lose: what it could not commit it has rolled back.
            _ => Outages.IsBroken(fault),
        };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        configurationBuilder.Properties<FinancialYear>().HaveConversion<FinancialYearConverter>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Role>().HaveConversion<long>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<SignIn>(signIn =>
        {
            signIn.ToTable("SignIns");
            signIn.Property(s => s.Id).ValueGeneratedNever();
            signIn
                .HasOne<Person>()
                .WithOne()
                .HasForeignKey<SignIn>(s => s.Id)
                .OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<IdentityUserClaim<long>>().ToTable("SignInClaims");
        builder.Entity<IdentityUserLogin<long>>().ToTable("SignInProviders");
        builder.Entity<IdentityUserToken<long>>().ToTable("SignInTokens");
        builder.Entity<IdentityUserPasskey<long>>(passkey =>
        {
            passkey.ToTable("Passkeys");
            passkey.HasKey(p => p.CredentialId);
            passkey.Property(p => p.CredentialId).HasMaxLength(LongestCredentialId);
            passkey.OwnsOne(p => p.Data).ToJson();
            passkey.HasOne<SignIn>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
        builder.ApplyConfigurationsFromAssembly(typeof(GrantHubDb).Assembly);
        foreach (
            var root in builder
                .Model.GetEntityTypes()
                .Where(type => typeof(AggregateRoot).IsAssignableFrom(type.ClrType))
        )
        {
            var entity = builder.Entity(root.ClrType);
            entity.Property(nameof(AggregateRoot.Version)).IsConcurrencyToken();
            entity.Ignore(nameof(AggregateRoot.Happenings));
            entity.Ignore(nameof(AggregateRoot.SubjectKind));
        }
    }

    /// <summary>Saving a root or one of its children gives the root a new version, so that a lost update shows.</summary>
    private void StampRoots()
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker
            .Entries()
            .Where(entry =>
                entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            )
            .ToList();
        var roots = changed.Select(entry => entry.Entity).OfType<AggregateRoot>().ToHashSet();
        var loaded = ChangeTracker
            .Entries<AggregateRoot>()
            .ToLookup(entry =>
                (entry.Metadata, Id: (object?)entry.Property(r => r.Id).CurrentValue)
            );
        foreach (var child in changed.Where(entry => entry.Entity is not AggregateRoot))
        foreach (
            var key in child
                .Metadata.GetForeignKeys()
                .Where(key => !key.IsUnique && key.Properties.Count == 1)
        )
            if (typeof(AggregateRoot).IsAssignableFrom(key.PrincipalEntityType.ClrType))
            {
                var id = child.Property(key.Properties[0].Name).CurrentValue;
                var root = loaded[(key.PrincipalEntityType, id)].FirstOrDefault();
                if (root is not null)
                    roots.Add(root.Entity);
            }
        foreach (var root in roots)
            root.StampVersion();
    }

    private sealed class MoneyConverter()
        : ValueConverter<Money, long>(money => money.Pence, pence => new Money(pence));

    private sealed class FinancialYearConverter()
        : ValueConverter<FinancialYear, int>(
            year => year.StartYear,
            start => new FinancialYear(start)
        );

    /// <summary>Instants are UTC; some databases forget the kind.</summary>
    private sealed class UtcConverter()
        : ValueConverter<DateTime, DateTime>(
            instant => instant,
            stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)
        );
}
