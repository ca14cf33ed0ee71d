using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;

namespace GrantHub.UnitTests.Decisions;

internal static class Templates
{
    public static readonly TemplateDefinition Pcc = BuiltIn("pcc-decision-record");
    public static readonly TemplateDefinition Cabinet = BuiltIn("cabinet-report");
    public static readonly TemplateDefinition ImportedLog = BuiltIn("imported-log");

    /// <summary>A later version of the form on which no grant can be proposed.</summary>
    public static readonly TemplateDefinition PccWithoutFunding = Pcc with
    {
        Version = 2,
        Sections = [.. Pcc.Sections.Where(section => section.Kind != SectionKind.Funding)],
    };

    private static TemplateDefinition BuiltIn(string key) =>
        BuiltInTemplates.All.Single(template => template.Key == key);
}
