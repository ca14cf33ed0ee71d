using GrantHub.Domain.Partnerships;

namespace GrantHub.Infrastructure.Publication;

/// <summary>A reserve runway as the JSON document that scripts read: amounts in pounds with two decimals, years as "2019-20".</summary>
public static class RunwayDocument
{
    /// <param name="partnership">Its slug.</param>
    /// <returns>UTF-8. A year that does not come is null.</returns>
    public static byte[] Write(string partnership, ReserveRunway runway)
    {
        ArgumentNullException.ThrowIfNull(runway);
        return JsonDocuments.Write(json =>
        {
            json.WriteString("partnership", partnership);
            json.WriteString(
                "scenario",
                runway.Name == RunwayScenario.Standstill ? "standstill" : runway.Name
            );
            json.WriteAmount("floor", runway.Floor);
            json.WriteStartArray("years");
            foreach (var year in runway.Years)
            {
                json.WriteStartObject();
                json.WriteString("financialYear", year.Year.ToString());
                json.WriteAmount("closingBalance", year.Closing);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("belowFloorIn", runway.BelowFloorIn?.ToString());
            json.WriteString("exhaustedIn", runway.ExhaustedIn?.ToString());
        });
    }
}
