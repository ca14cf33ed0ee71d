using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Bench.Grants;

/// <summary>Lets the grants of a generated database have lived: five years, a payment each month.</summary>
internal static class LivedGrants
{
    public const int FirstYear = 2020;
    public const int Years = 5;
    private const int Paid = 54;
    private const long Monthly = 100_000;

    public static readonly Actor Requester = new(1, "Rory Quest", Role.LeadOfficer, []);
    public static readonly Actor Authoriser = new(2, "Ash Thorne", Role.PaymentAuthoriser, []);

    /// <summary>The first payment that is not paid.</summary>
    public const int Next = Paid + 1;

    public static async Task MakeAsync(GrantHubDb db, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        Task Run(string sql, params object[] values) =>
            db.Database.ExecuteSqlRawAsync(sql, values, cancellationToken);
        await Run("""DELETE FROM "GrantYears" """);
        await Run("""DELETE FROM "GrantShares" """);
        await Run("""DELETE FROM "StreamTotals" """);
        await db.Grants.ExecuteUpdateAsync(
            set =>
                set.SetProperty(g => g.Ceiling, new Money(Monthly * 12 * Years))
                    .SetProperty(g => g.PeriodStart, new DateOnly(FirstYear, 4, 1))
                    .SetProperty(g => g.PeriodEnd, new DateOnly(FirstYear + Years, 3, 31)),
            cancellationToken
        );
        var at = new DateTime(2025, 1, 6, 9, 0, 0, DateTimeKind.Utc);
        for (var year = FirstYear; year < FirstYear + Years; year++)
        {
            await Run(
                """
                INSERT INTO "GrantYears" ("GrantId", "Year", "Planned", "State", "Released")
                SELECT "Id", {0}, {1}, 'Confirmed', 0 FROM "Grants"
                """,
                year,
                Monthly * 12
            );
            await Run(
                """
                INSERT INTO "GrantShares" ("GrantId", "StreamId", "Year", "Confirmed", "Indicative")
                SELECT "GrantId", "StreamId", {0}, {1}, 0 FROM "GrantStreams"
                """,
                year,
                Monthly * 12
            );
            for (var month = 0; month < 12; month++)
                await PaymentsAsync(Run, year, month, at);
        }
        await Run(
            """
            INSERT INTO "StreamTotals" ("StreamId", "Year", "Confirmed", "Indicative", "Version")
            SELECT "StreamId", "Year", sum("Confirmed"), 0, {0} FROM "GrantShares" GROUP BY "StreamId", "Year"
            """,
            Guid.NewGuid()
        );
        await transaction.CommitAsync(cancellationToken);
        await Run(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "ANALYZE");
    }

    private static async Task PaymentsAsync(
        Func<string, object[], Task> run,
        int year,
        int month,
        DateTime at
    )
    {
        var number = (year - FirstYear) * 12 + month + 1;
        var due = new DateOnly(year, 4, 30).AddMonths(month);
        if (number > Paid)
            await run(
                """
                INSERT INTO "Instalments" ("GrantId", "Number", "Year", "Amount", "DueOn")
                SELECT "Id", {0}, {1}, {2}, {3} FROM "Grants"
                """,
                [number, year, Monthly, due]
            );
        else
            await run(
                """
                INSERT INTO "Instalments" ("GrantId", "Number", "Year", "Amount", "DueOn",
                  "RequestedById", "RequestedByName", "RequestedAt", "AuthorisedById", "AuthorisedByName", "AuthorisedAt",
                  "PaidOn", "PaidReference", "PaidById", "PaidByName")
                SELECT "Id", {0}, {1}, {2}, {3}, 1, {5}, {4}, 2, {6}, {4}, {3}, {7}, 2, {6} FROM "Grants"
                """,
                [number, year, Monthly, due, at, Requester.Name, Authoriser.Name, $"BACS {number}"]
            );
    }

    /// <summary>Grants whose next payment has been requested under a signed agreement.</summary>
    /// <returns>Their references.</returns>
    public static async Task<IReadOnlyList<string>> RequestAsync(
        GrantHubDb db,
        int count,
        DateTime at,
        CancellationToken cancellationToken
    )
    {
        var grants = await db
            .Grants.Include(g => g.Years)
            .Include(g => g.Instalments)
            .AsSplitQuery()
            .Where(g => g.Instalments.Any(i => i.Number == Next && i.RequestedAt == null))
            .OrderBy(g => g.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        var day = new DateOnly(2025, 1, 6);
        foreach (var grant in grants)
        {
            grant.SendAgreement(day, at.LondonDate());
            grant.RecipientSigned("Rae Board", day, at.LondonDate());
            grant.OfficeSigned("Max Low", day, at.LondonDate());
            grant.RequestPayment(Next, Requester, at);
            grant.ForgetHappenings();
        }
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return [.. grants.Select(g => g.Reference)];
    }
}
