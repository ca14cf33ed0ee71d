using GrantHub.Domain.Decisions;

namespace GrantHub.Domain.Publication;

/// <summary>One part of a record that the public does not see.</summary>
/// <param name="Part">A key of <see cref="NoticeParts"/>.</param>
/// <param name="Ground">The category of the Local Government Act 1972 Sch. 12A; the public sees it in place of the part.</param>
/// <param name="Reasoning">Why the public interest in keeping it outweighs that in showing it; stays in the office.</param>
public sealed record Exemption(string Part, string Ground, string Reasoning);

/// <summary>What the public reads in place of a slip in the decided record, which itself never changes.</summary>
/// <param name="Part">A key of <see cref="NoticeParts"/> that stands for text.</param>
public sealed record CorrectedWording(string Part, string Text);

/// <summary>What differs in the public's version from the record. Replaced as a whole.</summary>
public sealed record PublicationPlan
{
    public static PublicationPlan Everything { get; } = new();

    public IReadOnlyList<Exemption> Exemptions { get; init; } = [];
    public IReadOnlyList<CorrectedWording> Wording { get; init; } = [];

    public Exemption? ExemptionOf(string part) =>
        Exemptions.FirstOrDefault(exemption => exemption.Part == part);

    public bool IsExempt(string part) => ExemptionOf(part) is not null;

    /// <summary>The corrected text of a part; null where the record's own stands.</summary>
    public string? WordingOf(string part) =>
        Wording.FirstOrDefault(wording => wording.Part == part)?.Text;

    internal PublicationPlan With(Exemption exemption) =>
        this with
        {
            Exemptions = [.. Without(exemption.Part).Exemptions, exemption],
        };

    internal PublicationPlan Without(string part) =>
        this with
        {
            Exemptions = [.. Exemptions.Where(exemption => exemption.Part != part)],
        };

    /// <param name="text">Null: the record's own.</param>
    internal PublicationPlan Worded(string part, string? text) =>
        this with
        {
            Wording =
            [
                .. Wording.Where(wording => wording.Part != part),
                .. text is null ? [] : new[] { new CorrectedWording(part, text) },
            ],
        };
}

/// <summary>One part of a record that can be exempt by itself.</summary>
/// <param name="Field">The template's field, where the part is one; its wording can be corrected.</param>
public sealed record NoticePlace(string Part, string Heading, TemplateField? Field = null);

/// <summary>The parts of a record, as its notice shows them.</summary>
public static class NoticeParts
{
    public const string Title = "answers/" + TemplateDefinition.TitleKey;
    public const string Funding = "funding";
    public const string LeadOfficer = "lead-officer";

    /// <summary>What officers say when they sign, apart from their comments under a heading, and the interests declared.</summary>
    public const string Signing = "signing";

    /// <summary>The decision maker's reason or conditions.</summary>
    public const string Note = "note";

    /// <summary>Which earlier decision the record changes.</summary>
    public const string Relation = "relation";

    /// <summary>The conditions of the grant that the record makes.</summary>
    public const string Conditions = "conditions";

    public static string Answer(string field) => $"answers/{field}";

    public static string Implication(string heading) => $"implications/{heading}";

    /// <summary>By its content, which no other appendix of the record has.</summary>
    public static string Appendix(string sha256) => $"appendices/{sha256}";

    /// <summary>Every part, in the order of the template. The title is always public.</summary>
    public static IReadOnlyList<NoticePlace> Of(DecisionRecord record, TemplateDefinition template)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(template);
        var parts = new List<NoticePlace>();
        if (record.Content.Relation is { } relation)
            parts.Add(new(Relation, $"That it changes {relation.EarlierReference}"));
        foreach (var section in template.Sections)
            switch (section.Kind)
            {
                case SectionKind.Fields:
                    parts.AddRange(
                        (section.Fields ?? []).Select(field => new NoticePlace(
                            Answer(field.Key),
                            field.Label,
                            field
                        ))
                    );
                    break;
                case SectionKind.Implications:
                    parts.AddRange(
                        template.Implications.Select(heading => new NoticePlace(
                            Implication(heading.Key),
                            $"{section.Heading}: {heading.Heading}"
                        ))
                    );
                    break;
                case SectionKind.Appendices:
                    parts.AddRange(
                        record.Appendices.Select(appendix => new NoticePlace(
                            Appendix(appendix.Sha256),
                            $"{section.Heading}: {appendix.Name}"
                        ))
                    );
                    break;
                case SectionKind.Funding:
                    if (record.Content.ProposesFunding == true)
                    {
                        parts.Add(new(Funding, section.Heading));
                        parts.Add(new(Conditions, "Conditions of the grant"));
                    }
                    break;
                case SectionKind.LeadOfficer:
                    parts.Add(new(LeadOfficer, section.Heading));
                    break;
                case SectionKind.Confidentiality:
                    break;
            }
        parts.Add(new(Signing, "What officers say when they sign, and interests declared"));
        parts.Add(new(Note, "Note of the decision maker"));
        return parts;
    }
}
