using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Decisions;

/// <summary>The exact bytes of one round of submission and their hash. Kept for every round; never changed.</summary>
public sealed class Seal
{
    private Seal() { }

    public Seal(int round, byte[] bytes, DateTime sealedAt)
    {
        Round = round;
        Bytes = bytes;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        SealedAt = sealedAt;
    }

    public long Id { get; private set; }
    public long DecisionId { get; private set; }
    public int Round { get; private set; }
    public byte[] Bytes { get; private set; } = [];

    /// <summary>SHA-256 of <see cref="Bytes"/>, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";
    public DateTime SealedAt { get; private set; }

    /// <summary>
    /// The canonical form of a record: one JSON document in UTF-8 without byte-order mark, its properties in a fixed
    /// order, its text in Unicode form C with LF line ends, and every value that is absent left out. It names the
    /// template and its version and the SHA-256 of every appendix.
    /// </summary>
    public static byte[] CanonicalBytes(
        TemplateDefinition template,
        DecisionContent content,
        IEnumerable<Appendix> appendices
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(content);
        using var stream = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                stream,
                new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            json.WriteNumber("form", 1);
            json.WriteString("template", template.Key);
            json.WriteNumber("templateVersion", template.Version);
            Text(json, "title", content.Title);
            json.WriteStartObject("answers");
            foreach (
                var field in template.Fields.Where(field =>
                    field.Key != TemplateDefinition.TitleKey
                )
            )
                Text(json, field.Key, content.Answer(field.Key));
            json.WriteEndObject();
            if (content.LeadOfficer is { } lead)
            {
                json.WriteStartObject("leadOfficer");
                Text(json, "name", lead.Name);
                Text(json, "post", lead.Post);
                Text(json, "telephone", lead.Telephone);
                Text(json, "email", lead.Email);
                json.WriteEndObject();
            }
            json.WriteStartArray("implications");
            foreach (var heading in template.Implications)
                Implication(json, heading, content.Implication(heading.Key));
            json.WriteEndArray();
            if (content.Funding is { } funding && content.ProposesFunding == true)
                Funding(json, funding);
            Text(json, "confidentiality", content.Confidentiality?.ToString());
            Text(json, "exemptGround", content.ExemptGround);
            Text(json, "exemptReasoning", content.ExemptReasoning);
            if (content.Relation is { } relation)
            {
                Text(json, relation.Kind.ToString().ToLowerInvariant(), relation.EarlierReference);
                if (relation.EarlierAmount is { } amount)
                    json.WriteNumber("earlierPence", amount.Pence);
            }
            json.WriteStartArray("appendices");
            foreach (
                var appendix in appendices
                    .OrderBy(a => a.Sha256, StringComparer.Ordinal)
                    .ThenBy(a => a.Name, StringComparer.Ordinal)
            )
            {
                json.WriteStartObject();
                Text(json, "name", appendix.Name);
                json.WriteNumber("size", appendix.Size);
                json.WriteString("sha256", appendix.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void Implication(
        Utf8JsonWriter json,
        ImplicationHeading heading,
        ImplicationAnswer answer
    )
    {
        json.WriteStartObject();
        json.WriteString("heading", heading.Key);
        if (answer.Considered is { } considered)
            json.WriteBoolean("considered", considered);
        Text(json, "notConsideredReason", answer.NotConsideredReason);
        if (answer.HasEffect is { } effect)
            json.WriteBoolean("hasEffect", effect);
        Text(json, "detail", answer.Detail);
        if (answer.Risks is { Count: > 0 } risks)
        {
            json.WriteStartArray("risks");
            foreach (var risk in risks)
            {
                json.WriteStartObject();
                Text(json, "description", risk.Description);
                json.WriteNumber("score", risk.Score);
                Text(json, "mitigation", risk.Mitigation);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Funding(Utf8JsonWriter json, FundingProposal funding)
    {
        json.WriteStartObject("funding");
        Text(json, "recipient", funding.Recipient);
        Text(json, "payee", funding.Payee);
        Text(json, "periodStart", funding.PeriodStart?.Iso());
        Text(json, "periodEnd", funding.PeriodEnd?.Iso());
        if (funding.Maximum is { } maximum)
            json.WriteNumber("maximumPence", maximum.Pence);
        json.WriteStartArray("schedule");
        foreach (var line in funding.Schedule.OrderBy(line => line.Year))
        {
            json.WriteStartObject();
            json.WriteString("financialYear", line.Year.ToString());
            json.WriteNumber("pence", line.Amount.Pence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("streams");
        foreach (var share in funding.Streams)
        {
            json.WriteStartObject();
            Text(json, "stream", share.Stream);
            json.WriteNumber("pence", share.Amount.Pence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Text(json, "power", funding.Power?.ToString());
        Text(json, "otherPower", funding.OtherPower);
        Text(json, "budgetPlan", funding.BudgetPlan);
        Text(json, "budgetApprovedOn", funding.BudgetApprovedOn?.Iso());
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(
                name,
                text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n")
            );
    }
}
