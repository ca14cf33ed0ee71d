using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

/// <summary>Makes a record in any state: by default the complete record of <see cref="SlscbDecision"/>.</summary>
internal sealed class DecisionBuilder
{
    public static readonly DateTime RaisedAt = new(2017, 5, 17, 9, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime SubmittedAt = RaisedAt.AddDays(1);
    public static readonly DateTime CfoSignedAt = RaisedAt.AddDays(2);
    public static readonly DateTime MoSignedAt = CfoSignedAt.AddHours(1);
    public static readonly DateTime DecidedAt = MoSignedAt.AddHours(1);
    public static readonly DateTime Later = DecidedAt.AddDays(1);
    public static readonly DecisionReference Reference = new("D-2017-0001", "D-2017-0001", 2017);

    private readonly List<Appendix> appendices = [];
    private DecisionContent content = SlscbDecision.Content;

    public TemplateDefinition Template { get; private set; } = Templates.Pcc;

    public DecisionBuilder On(TemplateDefinition template)
    {
        Template = template;
        return this;
    }

    public DecisionBuilder With(Func<DecisionContent, DecisionContent> change)
    {
        content = change(content);
        return this;
    }

    public DecisionBuilder With(ImplicationAnswer answer) => With(c => c.With(answer));

    public DecisionBuilder Attaching(params Appendix[] files)
    {
        appendices.AddRange(files);
        return this;
    }

    /// <summary>No proposal and no effect under the heading that the chief finance officer advises on.</summary>
    public DecisionBuilder WithoutMoney() =>
        With(c => c with { ProposesFunding = false, Funding = null })
            .With(new ImplicationAnswer("financial", true, false));

    /// <summary>A complete report on the Cabinet template, without an effect under any heading.</summary>
    public static DecisionBuilder CabinetReport() =>
        new DecisionBuilder()
            .On(Templates.Cabinet)
            .With(_ =>
                Templates.Cabinet.Fields.Aggregate(
                    new DecisionContent
                    {
                        LeadOfficer = SlscbDecision.Content.LeadOfficer,
                        ProposesFunding = false,
                        Confidentiality = Confidentiality.Part1,
                    },
                    (c, field) =>
                        c.With(field.Key, field.Kind == FieldKind.Date ? "2017-05-25" : field.Label)
                ) with
                {
                    Implications =
                    [
                        .. Templates.Cabinet.Implications.Select(heading => new ImplicationAnswer(
                            heading.Key,
                            true,
                            false
                        )),
                    ],
                }
            );

    public DecisionRecord Draft()
    {
        var record = DecisionRecord.Raise(
            Cast.Lead,
            new Guid("3e0cf86d-6a38-4a0a-9a1b-000000000001"),
            Template,
            "Working title",
            content.LeadOfficer!,
            RaisedAt
        );
        foreach (var appendix in appendices)
            record.Attach(Cast.Lead, appendix, RaisedAt);
        var task = Template.Sections.First(section =>
            section.Fields?.Any(field => field.Key == "decision") == true
        );
        record.Edit(Cast.Lead, Template, task.Key, content, RaisedAt);
        return record;
    }

    public DecisionRecord Submitted()
    {
        var record = Draft();
        record.Submit(Cast.Lead, Template, Reference, SubmittedAt);
        return record;
    }

    /// <summary>Submitted, and signed by the chief finance officer where the route asks for it.</summary>
    public DecisionRecord AwaitingMonitoringOfficer()
    {
        var record = Submitted();
        if (record.AwaitingRole == Role.ChiefFinanceOfficer)
            record.Sign(Cast.Cfo, Template, Signings.Everything, CfoSignedAt);
        return record;
    }

    public DecisionRecord AwaitingDecision()
    {
        var record = AwaitingMonitoringOfficer();
        record.Sign(Cast.Mo, Template, Signings.Everything, MoSignedAt);
        return record;
    }

    public DecisionRecord Decided(Outcome outcome = Outcome.Approved)
    {
        var record = AwaitingDecision();
        record.Decide(
            Template.DecisionMaker == Role.Cabinet ? Cast.Cabinet : Cast.Pcc,
            Template,
            outcome,
            outcome == Outcome.NotApproved ? "The budget does not allow it." : null,
            Signings.Plain,
            DecidedAt
        );
        return record;
    }

    public DecisionRecord Withdrawn()
    {
        var record = Submitted();
        record.Withdraw(Cast.Lead, "Overtaken by events.", Later);
        return record;
    }

    public static Appendix File(string name, string sha256) =>
        new(name, AppendixKind.Pdf, "application/pdf", 1_024, sha256, $"key-{sha256}", RaisedAt);
}
