using GrantHub.Application.Decisions;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;

namespace GrantHub.UnitTests.Decisions;

public class TemplateFaultsTests
{
    public static TheoryData<string, Func<TemplateDefinition, TemplateDefinition>> Cases =>
        new()
        {
            { "key: use at most 80 lower-case letters", t => t with { Key = "" } },
            { "key: use at most 80 lower-case letters", t => t with { Key = "PCC record" } },
            { "key: use at most 80", t => t with { Key = new string('k', 81) } },
            { "name: use at most 200 characters.", t => t with { Name = new string('n', 201) } },
            { "version: use a whole number from 1.", t => t with { Version = 0 } },
            { "name: say what officers call the form.", t => t with { Name = " " } },
            { "sections: an entry is null.", t => t with { Sections = [null!] } },
            {
                "sections, \"extra\": an entry is null.",
                t =>
                    t with
                    {
                        Sections =
                        [
                            .. t.Sections,
                            new("extra", "Extra", SectionKind.Fields, [null!]),
                        ],
                    }
            },
            {
                "sections: one of the kind Confidentiality is needed",
                t => t with { Sections = Without(t, SectionKind.Confidentiality) }
            },
            { "implications: an entry is null.", t => t with { Implications = [null!] } },
            { "route: an entry is null.", t => t with { Route = [null!] } },
            { "outcomes: an entry is null.", t => t with { Outcomes = [null!] } },
            {
                "sections, implications: the key \"Extra one\" stands in an address",
                t => t with { Sections = [.. t.Sections, Extra("a") with { Key = "Extra one" }] }
            },
            {
                "sections, implications: the key \"a/b\" stands in an address",
                t => t with { Implications = [.. t.Implications, new("a/b", "A")] }
            },
            {
                "fields: the key \"a b\" needs 1 to 80 letters and digits",
                t => t with { Sections = [.. t.Sections, Extra("a b")] }
            },
            {
                "sections: \"extra\" needs a heading.",
                t => t with { Sections = [.. t.Sections, Extra("a") with { Heading = " " }] }
            },
            {
                "fields: \"a\" needs a label.",
                t =>
                    t with
                    {
                        Sections =
                        [
                            .. t.Sections,
                            Extra("a") with
                            {
                                Fields = [new("a", "", FieldKind.Line)],
                            },
                        ],
                    }
            },
            {
                "implications: \"a\" needs a heading.",
                t => t with { Implications = [.. t.Implications, new("a", "")] }
            },
            {
                "fields: \"title\" has the kind Text; use Line",
                t =>
                    t with
                    {
                        Sections =
                        [
                            t.Sections[0] with
                            {
                                Fields = [new("title", "Title", FieldKind.Text)],
                            },
                            .. t.Sections.Skip(1),
                        ],
                    }
            },
            {
                "fields: the choices of \"a\" must differ",
                t =>
                    t with
                    {
                        Sections =
                        [
                            .. t.Sections,
                            Extra("a") with
                            {
                                Fields = [new("a", "A", FieldKind.Choice, Choices: ["Yes", "Yes"])],
                            },
                        ],
                    }
            },
            {
                "sections: \"extra\" stands twice.",
                t => t with { Sections = [.. t.Sections, Extra("a"), Extra("b")] }
            },
            {
                "fields: \"decision\" stands twice.",
                t => t with { Sections = [.. t.Sections, Extra("decision")] }
            },
            {
                "implications: \"risk\" stands twice.",
                t => t with { Implications = [.. t.Implications, new("risk", "Risk")] }
            },
            {
                "outcomes: \"Approved\" stands twice.",
                t => t with { Outcomes = [.. t.Outcomes, t.Outcomes[0]] }
            },
            {
                "route: \"MonitoringOfficer\" stands twice.",
                t => t with { Route = [.. t.Route, t.Route[1]] }
            },
            {
                "sections: a field with the key \"title\" is needed",
                t => t with { Sections = [Extra("a"), .. t.Sections.Skip(1)] }
            },
            {
                "sections: only one section can have the kind Funding.",
                t => t with { Sections = [.. t.Sections, new("more", "More", SectionKind.Funding)] }
            },
            {
                "sections: \"empty\" has no fields.",
                t =>
                    t with
                    {
                        Sections = [.. t.Sections, new("empty", "Empty", SectionKind.Fields, [])],
                    }
            },
            {
                "fields: \"a\" is a choice and needs at least two choices.",
                t =>
                    t with
                    {
                        Sections =
                        [
                            .. t.Sections,
                            new(
                                "extra",
                                "Extra",
                                SectionKind.Fields,
                                [new("a", "A", FieldKind.Choice, Choices: ["Only"])]
                            ),
                        ],
                    }
            },
            {
                "sections: a section of the kind Implications is needed",
                t => t with { Sections = Without(t, SectionKind.Implications) }
            },
            { "implications: at least one heading is needed", t => t with { Implications = [] } },
            {
                "sections: a lead officer is needed where a record can propose funding.",
                t => t with { Sections = Without(t, SectionKind.LeadOfficer) }
            },
            {
                "implications: a heading that takes advice from ChiefFinanceOfficer is needed",
                t =>
                    t with
                    {
                        Implications =
                        [
                            .. t.Implications.Where(h => h.AdviceFrom != Role.ChiefFinanceOfficer),
                        ],
                    }
            },
            {
                "route: Commissioner cannot sign",
                t => t with { Route = [.. t.Route, new(Role.Commissioner, "I agree.")] }
            },
            {
                "route: MonitoringOfficer needs the statement",
                t => t with { Route = [t.Route[0], t.Route[1] with { Statement = " " }] }
            },
            {
                "route: MonitoringOfficer has to be the last",
                t => t with { Route = [t.Route[1], t.Route[0]] }
            },
            {
                "implications: \"legal\" takes advice from MonitoringOfficer, who is not in the route.",
                t => t with { Route = [t.Route[0]] }
            },
            {
                "decisionMaker: use Commissioner or Cabinet.",
                t => t with { DecisionMaker = Role.MonitoringOfficer }
            },
            { "outcomes: at least one is needed.", t => t with { Outcomes = [] } },
            {
                "outcomes: Noted needs a label and a statement.",
                t => t with { Outcomes = [.. t.Outcomes, new(Outcome.Noted, "", "Noted.")] }
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Faults_OneFault_IsNamed(
        string fault,
        Func<TemplateDefinition, TemplateDefinition> spoil
    )
    {
        var spoilt = spoil(Templates.Pcc);

        Assert.Contains(
            spoilt.Faults(),
            found => found.StartsWith(fault, StringComparison.Ordinal)
        );
        Refused.With(
            "template.faults",
            () => RecordTemplate.Add(spoilt, DecisionBuilder.RaisedAt),
            fault
        );
    }

    [Fact]
    public void Faults_OfANewTemplateFromAFile_AreNone()
    {
        var own = TemplateJson.Read(
            TemplateJson.Write(
                Templates.Pcc with
                {
                    Key = "delegated-decision",
                    Name = "Delegated",
                }
            )
        );
        var template = RecordTemplate.Add(own, DecisionBuilder.RaisedAt);
        Assert.Equal("delegated-decision", template.Key);
        Assert.Equal(1, template.TemplateVersion);
    }

    [Theory]
    [InlineData("null", "is empty")]
    [InlineData("{ \"key\": \"x\" }", "cannot be read as a template")]
    [InlineData("{\n \"key\": 5 }", "Line 2")]
    [InlineData("not json", "Line 1")]
    public void Read_WhatIsNoTemplate_IsRefused(string json, string words) =>
        Refused.With(
            "template.json",
            () => TemplateJson.Read(json),
            words,
            "Start from an existing template"
        );

    [Fact]
    public void Retire_AndReinstate_AreKeptOnce()
    {
        var template = RecordTemplate.Add(Templates.Pcc, DecisionBuilder.RaisedAt);
        template.Retire(DecisionBuilder.Later);
        template.Retire(DecisionBuilder.Later.AddDays(1));
        Assert.Equal(DecisionBuilder.Later, template.RetiredAt);
        template.Reinstate();
        template.Reinstate();
        Assert.Null(template.RetiredAt);
        Assert.Equal(
            ["TemplateAdded", "TemplateRetired", "TemplateReinstated"],
            template.Happenings.Select(happening => happening.What)
        );
    }

    private static TemplateSection Extra(string field) =>
        new("extra", "Extra", SectionKind.Fields, [new(field, "Field", FieldKind.Line)]);

    private static TemplateSection[] Without(TemplateDefinition template, SectionKind kind) =>
        [.. template.Sections.Where(section => section.Kind != kind)];
}
