using GrantHub.Application.Decisions;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.UnitTests.Decisions;

public class BuiltInTemplateTests
{
    [Fact]
    public void All_AreThreeWithoutFaults()
    {
        Assert.Equal(
            ["cabinet-report", "imported-log", "pcc-decision-record"],
            BuiltInTemplates.All.Select(template => template.Key).Order()
        );
        Assert.All(BuiltInTemplates.All, template => Assert.Empty(template.Faults()));
    }

    [Fact]
    public void All_WrittenAndReadAgain_AreTheSame() =>
        Assert.All(
            BuiltInTemplates.All,
            template =>
            {
                var json = TemplateJson.Write(template);
                Assert.Equal(json, TemplateJson.Write(TemplateJson.Read(json)));
                Assert.Equivalent(template, TemplateJson.Read(json), strict: true);
            }
        );

    [Fact]
    public void Pcc_Checklist_HasTheFormsTasksInOrder() =>
        Assert.Equal(
            [
                "request",
                "executive-summary",
                "decision",
                "reasons",
                "funding",
                "contractor",
                "implications/financial",
                "implications/legal",
                "implications/equality",
                "implications/human-rights",
                "implications/sustainability",
                "implications/risk",
                "supporting-information",
                "appendices",
                "lead-officer",
                "confidentiality",
            ],
            new DecisionBuilder().Draft().Checklist(Templates.Pcc).Select(task => task.Key)
        );

    [Fact]
    public void Cabinet_Checklist_HasTheReportsTasksInOrder() =>
        Assert.Equal(
            [
                "meeting",
                "summary",
                "recommendations",
                "reasons",
                "members-interests",
                "implications/financial",
                "implications/legal",
                "implications/risk",
                "implications/community-strategy",
                "implications/equalities",
                "implications/corporate-parenting",
                "implications/consultation",
                "wards",
                "appendices",
                "contact-officer",
                "background-papers",
                "confidentiality",
            ],
            DecisionBuilder
                .CabinetReport()
                .Draft()
                .Checklist(Templates.Cabinet)
                .Select(task => task.Key)
        );

    [Fact]
    public void Checklist_OfACompleteRecord_IsComplete()
    {
        Assert.All(
            new DecisionBuilder().Draft().Checklist(Templates.Pcc),
            task => Assert.Empty(task.Missing)
        );
        Assert.All(
            DecisionBuilder.CabinetReport().Draft().Checklist(Templates.Cabinet),
            task => Assert.Empty(task.Missing)
        );
    }

    [Fact]
    public void Checklist_OfAnEmptyDraft_HasNothingStartedButTitleAndLeadOfficer()
    {
        var record = DecisionRecord.Raise(
            People.Cast.Lead,
            Guid.Empty,
            Templates.Pcc,
            "Title",
            SlscbDecision.Content.LeadOfficer!,
            DecisionBuilder.RaisedAt
        );
        var tasks = record.Checklist(Templates.Pcc);
        Assert.Equal(
            ["request", "lead-officer"],
            tasks.Where(task => task.Started).Select(task => task.Key)
        );
        Assert.Equal(
            ["reasons", "contractor", "supporting-information", "appendices", "lead-officer"],
            tasks.Where(task => task.IsComplete).Select(task => task.Key)
        );
    }

    [Fact]
    public void Checklist_WithAnAppendix_HasItStarted() =>
        Assert.True(
            new DecisionBuilder()
                .Attaching(DecisionBuilder.File("case.pdf", "aa"))
                .Draft()
                .Checklist(Templates.Pcc)
                .Single(task => task.Kind == SectionKind.Appendices)
                .Started
        );

    [Fact]
    public void Route_WithMoney_IsChiefFinanceOfficerThenMonitoringOfficer()
    {
        Role[] both = [Role.ChiefFinanceOfficer, Role.MonitoringOfficer];
        Assert.Equal(both, RouteOf(new DecisionBuilder()));
        Assert.Equal(
            both,
            RouteOf(
                DecisionBuilder
                    .CabinetReport()
                    .With(new ImplicationAnswer("financial", true, true, "Costs £250,000."))
            )
        );
    }

    [Fact]
    public void Route_WithoutMoney_IsTheMonitoringOfficer()
    {
        Role[] one = [Role.MonitoringOfficer];
        Assert.Equal(one, RouteOf(new DecisionBuilder().WithoutMoney()));
        Assert.Equal(one, RouteOf(DecisionBuilder.CabinetReport()));
    }

    [Fact]
    public void Outcomes_AreThoseOfEachForm()
    {
        Assert.Equal(Role.Commissioner, Templates.Pcc.DecisionMaker);
        Assert.Equal(
            ["Approved", "Not approved"],
            Templates.Pcc.Outcomes.Select(outcome => outcome.Label)
        );
        Assert.Equal(Role.Cabinet, Templates.Cabinet.DecisionMaker);
        Assert.Equal(
            ["Approved", "Not approved", "Noted", "Received"],
            Templates.Cabinet.Outcomes.Select(outcome => outcome.Label)
        );
    }

    [Fact]
    public void Cabinet_EqualitiesNotConsidered_NeedsTheMonitoringOfficersComment()
    {
        var builder = DecisionBuilder
            .CabinetReport()
            .With(
                new ImplicationAnswer("equalities", false, NotConsideredReason: "A name change.")
            );
        Refused.With(
            "sign.comments",
            () =>
                builder
                    .Submitted()
                    .Sign(
                        People.Cast.Mo,
                        builder.Template,
                        Signings.Plain,
                        DecisionBuilder.MoSignedAt
                    ),
            "equalities impact assessment has not been considered"
        );
    }

    private static IEnumerable<Role> RouteOf(DecisionBuilder builder) =>
        builder.Draft().Route(builder.Template).Select(step => step.Role);
}
