using GrantHub.Testing;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.IntegrationTests.Persistence;

/// <summary>What every suite relies on: each provider opens, writes, sums and refuses, and a class starts empty.</summary>
public abstract class DatabaseTests(TestDatabase database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.CreateAsync("payments", MakeTablesAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [DatabaseFact]
    public async Task Sum_OfPenceBeyond32Bits_IsExact()
    {
        await using var db = new PaymentsDb(database.Kind, database.ConnectionString);
        db.Payments.AddRange(
            new Payment { Recipient = "Hartlepool", Pence = 3_000_000_000 },
            new Payment { Recipient = "Hartlepool", Pence = 1 }
        );
        await db.SaveChangesAsync();

        await using var later = new PaymentsDb(database.Kind, database.ConnectionString);
        var sum = await later
            .Payments.Where(payment => payment.Recipient == "Hartlepool")
            .SumAsync(payment => payment.Pence);

        Assert.Equal(3_000_000_001, sum);
    }

    [DatabaseTheory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Save_AmountNotAboveZero_IsRefusedByTheDatabase(long pence)
    {
        await using var db = new PaymentsDb(database.Kind, database.ConnectionString);
        db.Payments.Add(new Payment { Recipient = "Redcar", Pence = pence });

        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [DatabaseFact]
    public async Task Template_IsCopied_NotShared()
    {
        await using var other = Another();
        await other.Database.CreateAsync("payments", MakeTablesAsync);
        await using var db = new PaymentsDb(database.Kind, database.ConnectionString);
        db.Payments.Add(new Payment { Recipient = "Stockton", Pence = 1 });
        await db.SaveChangesAsync();

        await using var elsewhere = new PaymentsDb(database.Kind, other.Database.ConnectionString);

        Assert.Equal("Template", (await elsewhere.Payments.SingleAsync()).Recipient);
    }

    private Disposable Another() =>
        new(database.Kind == DatabaseKind.Sqlite ? new SqliteDatabase() : new PostgreSqlDatabase());

    private async Task MakeTablesAsync(string connectionString)
    {
        await using var db = new PaymentsDb(database.Kind, connectionString);
        await db.Database.EnsureCreatedAsync();
        db.Payments.Add(new Payment { Recipient = "Template", Pence = 1 });
        await db.SaveChangesAsync();
    }

    private sealed record Disposable(TestDatabase Database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }

    private sealed class Payment
    {
        public int Id { get; init; }
        public required string Recipient { get; init; }
        public long Pence { get; init; }
    }

    private sealed class PaymentsDb(DatabaseKind kind, string connectionString) : DbContext
    {
        public DbSet<Payment> Payments => Set<Payment>();

        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            _ = kind switch
            {
                DatabaseKind.Sqlite => options.UseSqlite(connectionString),
                DatabaseKind.PostgreSql => options.UseNpgsql(connectionString),
            };

        protected override void OnModelCreating(ModelBuilder model) =>
            model
                .Entity<Payment>()
                .ToTable(table => table.HasCheckConstraint("ck_pence", "\"Pence\" > 0"));
    }
}

public sealed class DatabaseTests_OnSqlite(SqliteDatabase database)
    : DatabaseTests(database),
        IClassFixture<SqliteDatabase>;

public sealed class DatabaseTests_OnPostgreSql(PostgreSqlDatabase database)
    : DatabaseTests(database),
        IClassFixture<PostgreSqlDatabase>;
