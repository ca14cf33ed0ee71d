using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Decisions;

/// <summary>One task of the task list.</summary>
/// <param name="Key">The section's key, or "implications/" and the heading's key.</param>
/// <param name="Missing">What is still to do, each a sentence; empty when the task is complete.</param>
/// <param name="Started">Something has been entered.</param>
public sealed record ChecklistTask(
    string Key,
    string Heading,
    SectionKind Kind,
    bool Started,
    IReadOnlyList<string> Missing
)
{
    public bool IsComplete => Missing.Count == 0;
}

/// <summary>What has to be done before a record can be submitted.</summary>
public static class DecisionChecklist
{
    /// <summary>The tasks in the order of the template; each implication heading is a task of its own.</summary>
    public static IReadOnlyList<ChecklistTask> Of(
        TemplateDefinition template,
        DecisionContent content,
        int appendices
    )
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(content);
        return
        [
            .. template.Sections.SelectMany(section =>
                Tasks(template, section, content, appendices)
            ),
        ];
    }

    private static IEnumerable<ChecklistTask> Tasks(
        TemplateDefinition template,
        TemplateSection section,
        DecisionContent content,
        int appendices
    ) =>
        section.Kind switch
        {
            SectionKind.Fields => [Fields(section, content)],
            SectionKind.LeadOfficer => [Lead(section, content.LeadOfficer)],
            SectionKind.Funding => [Funding(section, content)],
            SectionKind.Implications => template.Implications.Select(heading =>
                Implication(heading, content)
            ),
            SectionKind.Appendices =>
            [
                new(section.Key, section.Heading, section.Kind, appendices > 0, []),
            ],
            SectionKind.Confidentiality => [Confidential(section, content)],
        };

    private static ChecklistTask Fields(TemplateSection section, DecisionContent content)
    {
        var fields = section.Fields ?? [];
        return new(
            section.Key,
            section.Heading,
            section.Kind,
            fields.Any(field => content.Answer(field.Key) is not null),
            [
                .. fields
                    .Where(field => field.Required && content.Answer(field.Key) is null)
                    .Select(Ask),
            ]
        );
    }

    private static string Ask(TemplateField field) =>
        field.Kind switch
        {
            FieldKind.Choice => $"Choose an answer under \"{field.Label}\".",
            FieldKind.Date => $"Enter the date under \"{field.Label}\".",
            FieldKind.Line or FieldKind.Text or FieldKind.NumberedList =>
                $"Fill in \"{field.Label}\".",
        };

    private static ChecklistTask Lead(TemplateSection section, LeadOfficer? lead)
    {
        var missing = new List<string>();
        if (string.IsNullOrWhiteSpace(lead?.Name))
            missing.Add("Enter the lead officer's name.");
        if (string.IsNullOrWhiteSpace(lead?.Post))
            missing.Add("Enter the lead officer's post.");
        if (string.IsNullOrWhiteSpace(lead?.Telephone) && string.IsNullOrWhiteSpace(lead?.Email))
            missing.Add("Enter the lead officer's telephone number or e-mail address.");
        return new(section.Key, section.Heading, section.Kind, lead is not null, missing);
    }

    private static ChecklistTask Funding(TemplateSection section, DecisionContent content)
    {
        IReadOnlyList<string> missing = content.ProposesFunding switch
        {
            null => ["Say whether the record proposes to grant money."],
            false => [],
            _ =>
            [
                .. (content.Funding ?? new FundingProposal())
                    .Missing()
                    .Concat((content.Funding ?? new FundingProposal()).Faults())
                    .Select(fault => fault.Sentence),
            ],
        };
        return new(
            section.Key,
            section.Heading,
            section.Kind,
            content.ProposesFunding is not null,
            missing
        );
    }

    private static ChecklistTask Implication(ImplicationHeading heading, DecisionContent content)
    {
        var answer = content.Implication(heading.Key);
        return new(
            $"implications/{heading.Key}",
            heading.Heading,
            SectionKind.Implications,
            answer.Considered is not null,
            [.. answer.Faults(heading).Select(fault => fault.Sentence)]
        );
    }

    private static ChecklistTask Confidential(TemplateSection section, DecisionContent content)
    {
        var missing = new List<string>();
        if (content.Confidentiality is null)
            missing.Add("Say whether the record is public (Part I) or exempt (Part II).");
        if (
            content.Confidentiality == Confidentiality.Part2
            && string.IsNullOrWhiteSpace(content.ExemptGround)
        )
            missing.Add("Choose the ground on which the record is exempt.");
        if (
            content.Confidentiality == Confidentiality.Part2
            && string.IsNullOrWhiteSpace(content.ExemptReasoning)
        )
            missing.Add("Say why the public interest in keeping it exempt is the greater.");
        return new(
            section.Key,
            section.Heading,
            section.Kind,
            content.Confidentiality is not null,
            missing
        );
    }
}
