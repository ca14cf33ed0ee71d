using System.Text;
using GrantHub.Domain.Funding;

namespace GrantHub.Domain.Decisions;

/// <summary>A section's content as plain text, for "before and after" in the history and when two people changed the same.</summary>
public static class ContentText
{
    /// <param name="taskKey">A task's key: a section's, or "implications/" and a heading's.</param>
    public static string Of(TemplateDefinition template, DecisionContent content, string taskKey)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(taskKey);
        var lines = new StringBuilder();
        if (taskKey.StartsWith("implications/", StringComparison.Ordinal))
            Implication(lines, content.Implication(taskKey["implications/".Length..]));
        else if (template.Section(taskKey) is { } section)
            Section(lines, section, content);
        return lines.ToString().TrimEnd();
    }

    private static void Section(
        StringBuilder lines,
        TemplateSection section,
        DecisionContent content
    )
    {
        switch (section.Kind)
        {
            case SectionKind.Fields:
                foreach (var field in section.Fields ?? [])
                    Line(lines, field.Label, content.Answer(field.Key));
                break;
            case SectionKind.LeadOfficer:
                Line(lines, "Name", content.LeadOfficer?.Name);
                Line(lines, "Post", content.LeadOfficer?.Post);
                Line(lines, "Telephone", content.LeadOfficer?.Telephone);
                Line(lines, "E-mail", content.LeadOfficer?.Email);
                break;
            case SectionKind.Funding:
                Line(lines, "Proposes a grant", YesNo(content.ProposesFunding));
                if (content.ProposesFunding == true && content.Funding is { } funding)
                    Funding(lines, funding);
                break;
            case SectionKind.Confidentiality:
                Line(lines, "Confidentiality", content.Confidentiality?.Title());
                Line(lines, "Ground", content.ExemptGround);
                Line(lines, "Public interest", content.ExemptReasoning);
                break;
            case SectionKind.Implications or SectionKind.Appendices:
                break;
        }
    }

    private static void Funding(StringBuilder lines, FundingProposal funding)
    {
        Line(lines, "Recipient", funding.Recipient);
        Line(lines, "Payee", funding.Payee);
        Line(lines, "From", funding.PeriodStart?.Iso());
        Line(lines, "To", funding.PeriodEnd?.Iso());
        Line(lines, "Maximum", funding.Maximum?.ToString());
        foreach (var line in funding.Schedule)
            Line(lines, line.Year.ToString(), line.Amount.ToString());
        foreach (var share in funding.Streams)
            Line(lines, share.Stream, share.Amount.ToString());
        Line(
            lines,
            "Power",
            funding.Power == StatutoryPower.Other ? funding.OtherPower : funding.Power?.Title()
        );
        Line(lines, "Plan", funding.BudgetPlan);
        Line(lines, "Plan approved on", funding.BudgetApprovedOn?.Iso());
    }

    private static void Implication(StringBuilder lines, ImplicationAnswer answer)
    {
        Line(lines, "Considered", YesNo(answer.Considered));
        Line(lines, "Reason", answer.NotConsideredReason);
        Line(lines, "Has an effect", YesNo(answer.HasEffect));
        Line(lines, "Detail", answer.Detail);
        foreach (var risk in answer.Risks ?? [])
            Line(
                lines,
                $"Risk, score {risk.Score}",
                $"{risk.Description} {risk.Mitigation}".TrimEnd()
            );
    }

    private static string? YesNo(bool? answer) =>
        answer switch
        {
            null => null,
            true => "Yes",
            false => "No",
        };

    private static void Line(StringBuilder lines, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            lines.Append(label).Append(": ").Append(text).Append('\n');
    }
}
