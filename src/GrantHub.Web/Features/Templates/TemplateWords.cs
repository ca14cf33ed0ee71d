using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;

namespace GrantHub.Web.Features.Templates;

/// <summary>The parts of a template in officers' words.</summary>
public static class TemplateWords
{
    public static string Of(FieldKind kind) =>
        kind switch
        {
            FieldKind.Line => "One line",
            FieldKind.Text => "Text",
            FieldKind.Choice => "Choice",
            FieldKind.Date => "Date",
            FieldKind.NumberedList => "Numbered list",
        };

    public static string Of(SectionKind kind) =>
        kind switch
        {
            SectionKind.Fields => "Questions of this template",
            SectionKind.LeadOfficer =>
                "Name, post, telephone and e-mail address of the lead officer.",
            SectionKind.Funding =>
                "Recipient, schedule by financial year, maximum, funding streams and power.",
            SectionKind.Implications => "The implications below, a page each.",
            SectionKind.Appendices => "Files.",
            SectionKind.Confidentiality => "Public or exempt, with the ground and the reasoning.",
        };

    public static string Of(RouteCondition condition) =>
        condition switch
        {
            RouteCondition.Always => "Always",
            RouteCondition.MoneyInvolved => "When money is involved",
        };

    /// <summary>"Offered", "Replaced by a later version" or "Retired".</summary>
    public static string State(TemplateRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.RetiredAt is not null ? "Retired"
            : row.IsOffered ? "Offered"
            : "Replaced";
    }

    public static string Colour(TemplateRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsOffered ? "green" : "grey";
    }
}
