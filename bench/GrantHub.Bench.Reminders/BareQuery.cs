using System.Data.Common;

namespace GrantHub.Bench.Reminders;

/// <summary>
/// What somebody would write by hand to find the reminders of a day by the default policies: returns owed and to chase, and
/// payments to request, each with the person and the latest offset, without those planned already.
/// </summary>
internal static class BareQuery
{
    private const string Offset =
        "CASE WHEN s.\"DueOn\" <= @d_7 THEN 7 WHEN s.\"DueOn\" <= @d0 THEN 0 WHEN s.\"DueOn\" <= @d7 THEN -7 WHEN s.\"DueOn\" <= @d30 THEN -30 ELSE -60 END";

    private const string Chase = "CASE WHEN s.\"DueOn\" <= @d_7 THEN 7 ELSE 1 END";

    public static string Text { get; } =
        Select(
            "ReturnsOwed",
            Offset,
            "c.\"PersonId\"",
            "\"MonitoringReturns\" s JOIN \"Grants\" g ON g.\"Id\" = s.\"GrantId\" JOIN \"OrganisationContacts\" c ON c.\"OrganisationId\" = g.\"RecipientId\"",
            "s.\"SubmittedAt\" IS NULL AND s.\"DueOn\" <= @d60"
        )
        + " UNION ALL "
        + Select(
            "ReturnsToChase",
            Chase,
            "g.\"LeadOfficerId\"",
            "\"MonitoringReturns\" s JOIN \"Grants\" g ON g.\"Id\" = s.\"GrantId\"",
            "s.\"SubmittedAt\" IS NULL AND s.\"DueOn\" <= @d_1"
        )
        + " UNION ALL "
        + Select(
            "PaymentsToRequest",
            Offset,
            "g.\"LeadOfficerId\"",
            "\"Instalments\" s JOIN \"Grants\" g ON g.\"Id\" = s.\"GrantId\"",
            "s.\"RequestedAt\" IS NULL AND s.\"PaidOn\" IS NULL AND s.\"CancelledAt\" IS NULL AND s.\"DueOn\" <= @d60"
        );

    public static void Bind(DbCommand query, DateOnly day)
    {
        foreach (
            var (name, days) in new[]
            {
                ("d_7", -7),
                ("d_1", -1),
                ("d0", 0),
                ("d7", 7),
                ("d30", 30),
                ("d60", 60),
            }
        )
        {
            var parameter = query.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = day.AddDays(days);
            query.Parameters.Add(parameter);
        }
    }

    private static string Select(
        string kind,
        string offset,
        string person,
        string from,
        string where
    ) =>
        $"""
            SELECT s."Id", {person}, s."DueOn", {offset}, g."Slug", g."Title" FROM {from}
            WHERE {where} AND NOT EXISTS (
              SELECT 1 FROM "Reminders" r WHERE r."Kind" = '{kind}' AND r."SubjectId" = s."Id" AND r."Date" = s."DueOn"
                AND r."Offset" = {offset} AND r."PersonId" = {person})
            """;
}
