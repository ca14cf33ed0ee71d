using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Publication;

/// <summary>
/// A decision notice as data: everything that its page, its PDF and its JSON say, and nothing else. The office's own holds
/// all of the record; the public's, what goes out of it (<see cref="NoticeWriter"/>).
/// </summary>
public sealed record NoticeDocument
{
    /// <summary>Of this shape; a later one can be told from it.</summary>
    public int Form { get; init; } = 1;
    public required string Reference { get; init; }
    public required string Title { get; init; }

    /// <summary>The name of the form; null where the whole record is exempt.</summary>
    public string? Template { get; init; }

    /// <summary>The day on which it was taken over from a log kept before GrantHub.</summary>
    public DateOnly? ImportedOn { get; init; }
    public NoticeRelation? Relation { get; init; }
    public required Confidentiality Confidentiality { get; init; }

    /// <summary>Why the whole record is exempt; null where it is public.</summary>
    public string? ExemptGround { get; init; }
    public IReadOnlyList<NoticePart> Parts { get; init; } = [];

    /// <summary>Of the officers, in order of signing.</summary>
    public IReadOnlyList<NoticeSignature> Signatures { get; init; } = [];
    public required DateOnly DecidedOn { get; init; }
    public required Outcome Outcome { get; init; }

    /// <summary>As the form words it, such as "Approved".</summary>
    public required string OutcomeLabel { get; init; }

    /// <summary>As in a sentence: "the Commissioner".</summary>
    public string? DecisionMaker { get; init; }
    public string? DecidedBy { get; init; }

    /// <summary>The decision maker's; null where the record was imported.</summary>
    public NoticeSignature? Decision { get; init; }
    public NoticePart? Note { get; init; }

    /// <summary>SHA-256 of the sealed record, in lower-case hexadecimal.</summary>
    public string? Seal { get; init; }
    public AuditPoint? Audit { get; init; }

    [JsonIgnore]
    public bool IsWhollyExempt => ExemptGround is not null && Parts.Count == 0;

    /// <summary>The part with this key; null where the notice has none.</summary>
    public NoticePart? Part(string key) => Parts.FirstOrDefault(part => part.Key == key);

    /// <summary>The text of a part that is one; null where it is exempt, empty or not text.</summary>
    public string? TextOf(string key) => Part(key)?.Text?.Text;

    /// <summary>The grant proposed; null where there is none or it is exempt.</summary>
    public NoticeFunding? Funding() => Part(NoticeParts.Funding)?.Funding;

    /// <summary>The files that it names; those that are exempt are not among them.</summary>
    public IEnumerable<NoticeAppendix> PublicFiles() =>
        Parts
            .SelectMany(part => part.Appendices ?? [])
            .Where(file => file is { ExemptGround: null, Name: not null, Sha256: not null });

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new MoneyInPounds(),
            new YearInWords(),
        },
    };

    /// <summary>The exact text that is kept, hashed and handed out: amounts are pounds with two places.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static NoticeDocument FromJson(string json) =>
        JsonSerializer.Deserialize<NoticeDocument>(json, Json)!;

    private sealed class MoneyInPounds : JsonConverter<Money>
    {
        public override Money Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) => new((long)(reader.GetDecimal() * 100));

        public override void Write(
            Utf8JsonWriter writer,
            Money value,
            JsonSerializerOptions options
        ) => writer.WriteRawValue(value.ToPlainString());
    }

    private sealed class YearInWords : JsonConverter<FinancialYear>
    {
        public override FinancialYear Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            FinancialYear.TryParse(reader.GetString(), out var year)
                ? year
                : throw new JsonException("A financial year is written 2017-18.");

        public override void Write(
            Utf8JsonWriter writer,
            FinancialYear value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(value.ToString());
    }
}

/// <summary>A place in the audit chain. Printed on paper, its hash shows later whether the chain before it was changed.</summary>
public sealed record AuditPoint(long Number, string Hash);

/// <summary>The earlier decision that this one changes.</summary>
public sealed record NoticeRelation(RelationKind Kind, string Reference);

/// <summary>One heading of a notice with what stands under it: one of the properties, or none ("None.").</summary>
/// <param name="Key">Of <see cref="NoticeParts"/>, or the section's own.</param>
public sealed record NoticePart(string Key, string Heading)
{
    /// <summary>The ground on which it is exempt; then nothing else of it is here.</summary>
    public string? ExemptGround { get; init; }
    public NoticeText? Text { get; init; }
    public NoticeFunding? Funding { get; init; }
    public IReadOnlyList<NoticeImplication>? Implications { get; init; }
    public IReadOnlyList<NoticeAppendix>? Appendices { get; init; }
    public NoticeContact? Contact { get; init; }
    public NoticeConfidentiality? Confidentiality { get; init; }
}

public sealed record NoticeText(FieldKind Kind, string Text);

/// <param name="Power">In the words of the Act, or the office's own for another.</param>
public sealed record NoticeFunding(
    string Recipient,
    string? Payee,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd,
    Money? Maximum,
    IReadOnlyList<ScheduleLine> Schedule,
    IReadOnlyList<NoticeShare> Streams,
    string? Power,
    string? BudgetPlan,
    DateOnly? BudgetApprovedOn
);

public sealed record NoticeShare(string Stream, Money Amount);

/// <param name="Effect">Null where the heading was not considered or is exempt.</param>
public sealed record NoticeImplication(
    string Heading,
    bool Considered,
    string? ExemptGround = null,
    string? NotConsideredReason = null,
    bool? Effect = null,
    string? Detail = null,
    IReadOnlyList<AssessedRisk>? Risks = null,
    IReadOnlyList<NoticeComment>? Comments = null
);

public sealed record NoticeComment(string Text, string Name, string Capacity, DateOnly On);

/// <summary>A file of the record. Of an exempt one there is the ground, and neither name nor size nor hash.</summary>
/// <param name="Number">From 1, in the order of the record.</param>
public sealed record NoticeAppendix(
    int Number,
    string? ExemptGround = null,
    string? Name = null,
    string? ContentType = null,
    long? Size = null,
    string? Sha256 = null
);

public sealed record NoticeContact(string Name, string? Post, string? Telephone, string? Email);

/// <param name="Reasoning">In the office's own notice only.</param>
public sealed record NoticeConfidentiality(
    Confidentiality? Confidentiality,
    string? Ground,
    string? Reasoning
);

/// <param name="Comment">Null where nothing was said or it is exempt; so are the two after it.</param>
/// <param name="OverProgramming">What was said when accepting that a funding stream goes beyond its limit.</param>
/// <param name="ExemptGround">Why what was said is not here.</param>
public sealed record NoticeSignature(
    string Statement,
    string Name,
    string Capacity,
    DateOnly On,
    string? Comment = null,
    string? OverProgramming = null,
    NoticeInterest? Interest = null,
    string? ExemptGround = null
);

public sealed record NoticeInterest(
    string Declared,
    bool Disclosable,
    string? DispensationReference,
    DateOnly? DispensationDate
);
