using System.Text.Json;
using GrantHub.Application.Partnerships;
using GrantHub.Domain;
using GrantHub.Domain.Partnerships;

namespace GrantHub.Infrastructure.Publication;

/// <summary>What an organisation contributes, as the JSON document that scripts read: amounts in pounds with two decimals.</summary>
public static class ContributionsDocument
{
    /// <returns>
    /// UTF-8. An amount that is to be confirmed is null; so is the share of what is given in kind, which no total counts,
    /// and the grant of a contribution that none of ours pays.
    /// </returns>
    public static byte[] Write(OrganisationContributions page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return JsonDocuments.Write(json =>
        {
            json.WriteString("organisation", page.Slug);
            json.WriteString("name", page.Name);
            json.WriteStartArray("contributions");
            foreach (var row in page.Rows)
                Contribution(json, row);
            json.WriteEndArray();
            var totals = page.Totals;
            json.WriteStartObject("totals");
            json.WriteAmount("agreed", totals.Agreed);
            json.WriteAmount("invoiced", totals.Invoiced);
            json.WriteAmount("received", totals.Received);
            json.WriteAmount("outstanding", totals.Outstanding);
            json.WriteAmount("overdue", totals.Overdue);
            json.WriteEndObject();
        });
    }

    private static void Contribution(Utf8JsonWriter json, ContributionRow row)
    {
        json.WriteStartObject();
        json.WriteString("partnership", row.Slug);
        json.WriteString("financialYear", row.Year.ToString());
        json.WriteString(
            "status",
            row.Status switch
            {
                BudgetStatus.Draft => "draft",
                BudgetStatus.Adopted => "adopted",
                BudgetStatus.Closed => "closed",
            }
        );
        json.WriteString("line", row.Line);
        json.WriteBoolean("inKind", row.InKind);
        if (row.Figures.Agreed is { } agreed)
            json.WriteAmount("agreed", agreed);
        else
            json.WriteNull("agreed");
        json.WriteAmount("invoiced", row.Figures.Invoiced);
        json.WriteAmount("received", row.Figures.Received);
        json.WriteAmount("outstanding", row.Outstanding);
        json.WriteAmount("overdue", row.Figures.Overdue);
        json.WritePropertyName("sharePercent");
        if (row.Figures.ShareTenths is { } tenths)
            json.WriteNumberValue(tenths / 10m);
        else
            json.WriteNullValue();
        json.WriteString("grant", row.Grant?.Reference);
        json.WriteEndObject();
    }
}
