using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;

namespace GrantHub.UnitTests.Decisions;

internal static class Templates
{
    public static readonly TemplateDefinition Pcc = BuiltIn("pcc-decision-record");
    public static readonly TemplateDefinition Cabinet = BuiltIn("cabinet-report");
    public static readonly TemplateDefinition ImportedLog = BuiltIn("imported-log");

    private static TemplateDefinition BuiltIn(string key) =>
        BuiltInTemplates.All.Single(template => template.Key == key);
}
