using GrantHub.Domain.People;
using GrantHub.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace GrantHub.Bench.Reminders;

/// <summary>Gives the grants of a generated database returns that are owed and payments to be requested, due all year round.</summary>
internal static class LiveSubjects
{
    /// <summary>Half of them are due before the day, half after it.</summary>
    private const int Days = 400;

    private static readonly DateOnly First = new(2000, 1, 1);

    /// <returns>How many subjects are live.</returns>
    public static async Task<int> MakeAsync(
        GrantHubDb db,
        int count,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        Task<int> Run(string sql, params object[] values) =>
            db.Database.ExecuteSqlRawAsync(sql, values, cancellationToken);
        var grants = await db.Grants.CountAsync(cancellationToken);
        var each = (count / 2 + grants - 1) / grants;
        var lead = await db.People.OrderBy(p => p.Id).FirstAsync(cancellationToken);
        var day = Date(db, "{1}");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await Run(
            """UPDATE "Grants" SET "LeadOfficerId" = {0}, "NextReviewOn" = NULL, "NextReviewYear" = NULL""",
            lead.Id
        );
        await Run("""UPDATE "GrantYears" SET "State" = 'Confirmed'""");
        // Leads every grant and is the contact of every recipient.
        await db
            .People.Where(p => p.Id == lead.Id)
            .ExecuteUpdateAsync(
                set => set.SetProperty(p => p.Roles, Role.LeadOfficer | Role.PartnerContact),
                cancellationToken
            );
        await Run(
            """
            INSERT INTO "OrganisationContacts" ("OrganisationId", "Number", "Name", "IsMain", "PersonId")
            SELECT "Id", 900, 'Contact', {1}, {0} FROM "Organisations"
            """,
            lead.Id,
            false
        );
        for (var number = 1; number <= each; number++)
        {
            // Spread by the grant and the number, so that every day has as many.
            var spread =
                $"({day}{Shift(db, $"((\"Id\" * 37 + {number} * 101) % {Days}) - {Days / 2}")})";
            await Run(
                $$"""
                INSERT INTO "MonitoringReturns" ("GrantId", "Number", "Year", "From", "To", "DueOn", "IsFinal", "Rounds", "Submissions")
                SELECT "Id", {0} + 10000, {2}, {3}, {3}, {{spread}}, {4}, 0, '[]' FROM "Grants"
                """,
                number,
                today,
                today.Year,
                First,
                false
            );
            await Run(
                $$"""
                INSERT INTO "Instalments" ("GrantId", "Number", "Year", "Amount", "DueOn")
                SELECT g."Id", {0} + 10000, (SELECT min(y."Year") FROM "GrantYears" y WHERE y."GrantId" = g."Id"), 100000, {{spread.Replace(
                    "\"Id\"",
                    "g.\"Id\"",
                    StringComparison.Ordinal
                )}} FROM "Grants" g
                """,
                number,
                today
            );
        }
        await transaction.CommitAsync(cancellationToken);
        await Run(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "ANALYZE");
        return grants * each * 2;
    }

    private static string Date(GrantHubDb db, string parameter) =>
        db.Database.IsNpgsql() ? $"{parameter}::date" : $"date({parameter}";

    private static string Shift(GrantHubDb db, string days) =>
        db.Database.IsNpgsql() ? $" + ({days})::int" : $", ({days}) || ' days')";
}
