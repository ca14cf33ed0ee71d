using System.Text.Json;
using GrantHub.Domain;
using GrantHub.Domain.Grants;

namespace GrantHub.Infrastructure.Publication;

/// <summary>A grant as the JSON document that scripts read: amounts in pounds with two decimals, years as "2017-18".</summary>
public static class GrantDocument
{
    /// <param name="today">The day on which a review is due or not.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] Write(Grant grant, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return JsonDocuments.Write(json =>
        {
            json.WriteString("reference", grant.Reference);
            json.WriteString("decision", grant.DecisionReference);
            json.WriteString("recipient", grant.RecipientName);
            json.WriteAmount("ceiling", grant.Ceiling);
            json.WriteAmount("confirmed", grant.Confirmed);
            json.WriteAmount("indicative", grant.Indicative);
            json.WriteAmount("discontinued", grant.Discontinued);
            json.WriteAmount("neverUsed", grant.NeverUsed);
            json.WriteAmount("remaining", grant.Remaining);
            json.WriteAmount("paid", grant.Paid);
            json.WriteAmount("recovered", grant.Recovered);
            json.WriteAmount("spent", grant.Spent);
            json.WriteAmount("unspent", grant.Unspent);
            json.WriteStartArray("schedule");
            foreach (var year in grant.Years)
                Year(json, grant.FiguresOf(year.Year), ReviewOf(grant, year.Year, today));
            json.WriteEndArray();
        });
    }

    private static void Year(Utf8JsonWriter json, YearFigures year, string? review)
    {
        json.WriteStartObject();
        json.WriteString("financialYear", year.Year.ToString());
        json.WriteAmount("planned", year.Planned);
        json.WriteAmount("confirmed", year.Confirmed);
        json.WriteString("state", Word(year.State));
        json.WriteAmount("paid", year.Paid);
        json.WriteAmount("spent", year.Spent);
        json.WriteAmount("unspent", year.Unspent);
        json.WriteString("review", review);
        json.WriteEndObject();
    }

    /// <summary>What the review of the year said, or "due"; null when it has not come to that.</summary>
    private static string? ReviewOf(Grant grant, FinancialYear year, DateOnly today) =>
        grant.OpenReviews(today).Any(plan => plan.Year == year)
            ? "due"
            : grant.Reviews.LastOrDefault(review => review.Year == year)?.Outcome switch
            {
                Recommendation.Continue => "continue",
                Recommendation.Amend => "amend",
                Recommendation.Discontinue => "discontinue",
                null => null,
            };

    private static string Word(GrantYearState state) =>
        state switch
        {
            GrantYearState.Confirmed => "confirmed",
            GrantYearState.Indicative => "indicative",
            GrantYearState.Discontinued => "discontinued",
        };
}
