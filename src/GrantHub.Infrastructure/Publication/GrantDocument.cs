using System.Text.Encodings.Web;
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
        using var stream = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                stream,
                new()
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("reference", grant.Reference);
            json.WriteString("decision", grant.DecisionReference);
            json.WriteString("recipient", grant.RecipientName);
            Amount(json, "ceiling", grant.Ceiling);
            Amount(json, "confirmed", grant.Confirmed);
            Amount(json, "indicative", grant.Indicative);
            Amount(json, "discontinued", grant.Discontinued);
            Amount(json, "neverUsed", grant.NeverUsed);
            Amount(json, "remaining", grant.Remaining);
            Amount(json, "paid", grant.Paid);
            Amount(json, "recovered", grant.Recovered);
            Amount(json, "spent", grant.Spent);
            Amount(json, "unspent", grant.Unspent);
            json.WriteStartArray("schedule");
            foreach (var year in grant.Years)
                Year(json, grant.FiguresOf(year.Year), ReviewOf(grant, year.Year, today));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Year(Utf8JsonWriter json, YearFigures year, string? review)
    {
        json.WriteStartObject();
        json.WriteString("financialYear", year.Year.ToString());
        Amount(json, "planned", year.Planned);
        Amount(json, "confirmed", year.Confirmed);
        json.WriteString("state", Word(year.State));
        Amount(json, "paid", year.Paid);
        Amount(json, "spent", year.Spent);
        Amount(json, "unspent", year.Unspent);
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

    private static void Amount(Utf8JsonWriter json, string name, Money amount)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(amount.ToPlainString());
    }

    private static string Word(GrantYearState state) =>
        state switch
        {
            GrantYearState.Confirmed => "confirmed",
            GrantYearState.Indicative => "indicative",
            GrantYearState.Discontinued => "discontinued",
        };
}
