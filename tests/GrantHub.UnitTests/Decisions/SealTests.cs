using System.Text;
using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Funding;

namespace GrantHub.UnitTests.Decisions;

public class SealTests
{
    private static readonly Appendix BusinessCase = DecisionBuilder.File("business case.pdf", "aa");
    private static readonly Appendix Terms = DecisionBuilder.File("terms.pdf", "bb");

    /// <summary>
    /// Seals are kept for good: whoever changes a byte of the canonical form makes every stored seal look broken, and
    /// has to number the form anew instead.
    /// </summary>
    [Fact]
    public void CanonicalBytes_OfTheSample_AreTheSnapshot()
    {
        using var snapshot = typeof(SealTests).Assembly.GetManifestResourceStream(
            "slscb-2017.seal.json"
        )!;
        using var reader = new StreamReader(snapshot, Encoding.UTF8);
        var bytes = Seal.CanonicalBytes(Templates.Pcc, SlscbDecision.Content, [BusinessCase]);

        Assert.Equal(reader.ReadToEnd().TrimEnd('\n'), Encoding.UTF8.GetString(bytes));
        Assert.Equal(
            "4953387580b90bc6684147f0a0a68704df7973849b2a330224faa57128a49f4d",
            new Seal(1, bytes, DecisionBuilder.SubmittedAt).Sha256
        );
    }

    [Fact]
    public void CanonicalBytes_HaveNoByteOrderMark() =>
        Assert.Equal((byte)'{', Seal.CanonicalBytes(Templates.Pcc, SlscbDecision.Content, [])[0]);

    [Fact]
    public void CanonicalBytes_ComposedAndDecomposed_AreTheSame() =>
        Assert.Equal(Of(Decision("Caf\u00E9")), Of(Decision("Cafe\u0301")));

    [Theory]
    [InlineData("one\r\ntwo")]
    [InlineData("one\rtwo")]
    [InlineData("one\u2028two")]
    public void CanonicalBytes_AnyLineEnd_IsTheSame(string text) =>
        Assert.Equal(Of(Decision("one\ntwo")), Of(Decision(text)));

    [Fact]
    public void CanonicalBytes_AppendicesInAnyOrder_AreTheSame()
    {
        var namesake = DecisionBuilder.File(BusinessCase.Name, "cc");
        Assert.Equal(
            Of(SlscbDecision.Content, BusinessCase, Terms, namesake),
            Of(SlscbDecision.Content, namesake, Terms, BusinessCase)
        );
    }

    [Fact]
    public void CanonicalBytes_ImplicationsAndScheduleInAnyOrder_AreTheSame() =>
        Assert.Equal(
            Of(SlscbDecision.Content),
            Of(
                SlscbDecision.Content with
                {
                    Implications = [.. SlscbDecision.Content.Implications.Reverse()],
                    Funding = SlscbDecision.Funding with
                    {
                        Schedule = [.. SlscbDecision.Funding.Schedule.Reverse()],
                    },
                }
            )
        );

    [Fact]
    public void CanonicalBytes_AnotherAppendix_IsAnotherSeal()
    {
        string[] seals =
        [
            Of(SlscbDecision.Content),
            Of(SlscbDecision.Content, BusinessCase),
            Of(SlscbDecision.Content, Terms),
            Of(SlscbDecision.Content, DecisionBuilder.File("renamed.pdf", "aa")),
            Of(
                SlscbDecision.Content,
                new Appendix(
                    "business case.pdf",
                    AppendixKind.Pdf,
                    "application/pdf",
                    1_025,
                    "aa",
                    "key-aa",
                    DecisionBuilder.RaisedAt
                )
            ),
        ];
        Assert.Distinct(seals);
    }

    [Fact]
    public void CanonicalBytes_AnotherTemplateOrVersion_IsAnotherSeal() =>
        Assert.Distinct([
            Of(SlscbDecision.Content),
            Seals(Templates.Pcc with { Version = 2 }),
            Seals(Templates.Pcc with { Key = "pcc-decision-record-2" }),
        ]);

    /// <summary>Every part of a record, each with a change of it.</summary>
    private static readonly Dictionary<string, Func<DecisionContent, DecisionContent>> Parts = new()
    {
        ["Title"] = c => c with { Title = "Other" },
        ["Answers"] = c => c.With("contractor", "Other"),
        ["LeadOfficer"] = c => c with { LeadOfficer = null },
        ["LeadOfficer.Name"] = Lead(l => l with { Name = "Other" }),
        ["LeadOfficer.Post"] = Lead(l => l with { Post = "Other" }),
        ["LeadOfficer.Telephone"] = Lead(l => l with { Telephone = "Other" }),
        ["LeadOfficer.Email"] = Lead(l => l with { Email = "Other" }),
        ["Implications"] = c => c with { Implications = [] },
        ["ImplicationAnswer.Considered"] = Risk(a => a with { Considered = null }),
        ["ImplicationAnswer.HasEffect"] = Risk(a => a with { HasEffect = null }),
        ["ImplicationAnswer.Detail"] = Risk(a => a with { Detail = "Other" }),
        ["ImplicationAnswer.NotConsideredReason"] = Risk(a =>
            a with
            {
                NotConsideredReason = "Other",
            }
        ),
        ["ImplicationAnswer.Risks"] = Risk(a => a with { Risks = null }),
        ["AssessedRisk.Description"] = Assessed(r => r with { Description = "Other" }),
        ["AssessedRisk.Score"] = Assessed(r => r with { Score = 5 }),
        ["AssessedRisk.Mitigation"] = Assessed(r => r with { Mitigation = "Other" }),
        ["ProposesFunding"] = c => c with { ProposesFunding = false },
        ["Funding"] = c => c with { Funding = new FundingProposal() },
        ["FundingProposal.Recipient"] = Fund(f => f with { Recipient = "Other" }),
        ["FundingProposal.Payee"] = Fund(f => f with { Payee = "Other" }),
        ["FundingProposal.PeriodStart"] = Fund(f => f with { PeriodStart = null }),
        ["FundingProposal.PeriodEnd"] = Fund(f => f with { PeriodEnd = null }),
        ["FundingProposal.Maximum"] = Fund(f => f with { Maximum = new Money(1) }),
        ["FundingProposal.Schedule"] = Fund(f => f with { Schedule = [] }),
        ["ScheduleLine.Year"] = Fund(f =>
            f with
            {
                Schedule =
                [
                    new(new FinancialYear(2016), SlscbDecision.Yearly),
                    .. f.Schedule.Skip(1),
                ],
            }
        ),
        ["ScheduleLine.Amount"] = Fund(f =>
            f with
            {
                Schedule = [new(new FinancialYear(2017), new Money(1)), .. f.Schedule.Skip(1)],
            }
        ),
        ["FundingProposal.Streams"] = Fund(f => f with { Streams = [] }),
        ["StreamShare.Stream"] = Fund(f => f with { Streams = [new(1, "Other", Money.Pounds(5))] }),
        ["StreamShare.Amount"] = Fund(f => f with { Streams = [new(1, "Pot", Money.Pounds(6))] }),
        ["FundingProposal.Power"] = Fund(f => f with { Power = StatutoryPower.Other }),
        ["FundingProposal.OtherPower"] = Fund(f => f with { OtherPower = "Other" }),
        ["FundingProposal.BudgetPlan"] = Fund(f => f with { BudgetPlan = "Other" }),
        ["FundingProposal.BudgetApprovedOn"] = Fund(f => f with { BudgetApprovedOn = null }),
        ["Confidentiality"] = c => c with { Confidentiality = Confidentiality.Part2 },
        ["ExemptGround"] = c => c with { ExemptGround = "Other" },
        ["ExemptReasoning"] = c => c with { ExemptReasoning = "Other" },
        ["Relation"] = c => c with { Relation = null },
        ["Relation.Kind"] = c =>
            c with
            {
                Relation = c.Relation! with { Kind = RelationKind.Supersedes },
            },
        ["Relation.EarlierReference"] = c =>
            c with
            {
                Relation = c.Relation! with { EarlierReference = "D-2015-0001" },
            },
        ["Relation.EarlierAmount"] = c =>
            c with
            {
                Relation = c.Relation! with { EarlierAmount = Money.Pounds(6) },
            },
    };

    /// <summary>Row numbers that stand behind a name or a reference, which is sealed; and sums of what is sealed.</summary>
    private static readonly string[] NotSealed =
    [
        "LeadOfficer.PersonId",
        "StreamShare.StreamId",
        "Relation.EarlierId",
        "ImplicationAnswer.Key",
        "FundingProposal.Scheduled",
    ];

    private static readonly DecisionContent Full = SlscbDecision
        .Content.With("reasons", "Less neglect.")
        .With(
            new ImplicationAnswer("risk", true, true, "One", Risks: [new("Late start", 4, "Plan")])
        ) with
    {
        Funding = SlscbDecision.Funding with { Streams = [new(1, "Pot", Money.Pounds(5))] },
        Relation = new Relation(RelationKind.Varies, 1, "D-2016-0001"),
    };

    public static TheoryData<string> EveryPart => new(Parts.Keys);

    [Theory]
    [MemberData(nameof(EveryPart))]
    public void CanonicalBytes_AnyPartChanged_IsAnotherSeal(string part) =>
        Assert.NotEqual(Of(Full), Of(Parts[part](Full)));

    [Fact]
    public void Parts_AreAllHere()
    {
        Type[] types =
        [
            typeof(LeadOfficer),
            typeof(ImplicationAnswer),
            typeof(AssessedRisk),
            typeof(FundingProposal),
            typeof(ScheduleLine),
            typeof(StreamShare),
            typeof(Relation),
        ];
        var properties = types
            .SelectMany(type => type.GetProperties().Select(p => $"{type.Name}.{p.Name}"))
            .Concat(typeof(DecisionContent).GetProperties().Select(p => p.Name));
        Assert.Equal(properties.Except(NotSealed).Order(), Parts.Keys.Order());
    }

    private static Func<DecisionContent, DecisionContent> Lead(
        Func<LeadOfficer, LeadOfficer> change
    ) => c => c with { LeadOfficer = change(c.LeadOfficer!) };

    private static Func<DecisionContent, DecisionContent> Fund(
        Func<FundingProposal, FundingProposal> change
    ) => c => c with { Funding = change(c.Funding!) };

    private static Func<DecisionContent, DecisionContent> Risk(
        Func<ImplicationAnswer, ImplicationAnswer> change
    ) => c => c.With(change(c.Implication("risk")));

    private static Func<DecisionContent, DecisionContent> Assessed(
        Func<AssessedRisk, AssessedRisk> change
    ) => Risk(a => a with { Risks = [change(a.Risks![0])] });

    private static DecisionContent Decision(string text) =>
        SlscbDecision.Content with
        {
            Answers = new Dictionary<string, string> { ["decision"] = text },
        };

    private static string Of(DecisionContent content, params Appendix[] appendices) =>
        Encoding.UTF8.GetString(Seal.CanonicalBytes(Templates.Pcc, content, appendices));

    private static string Seals(TemplateDefinition template) =>
        Encoding.UTF8.GetString(Seal.CanonicalBytes(template, SlscbDecision.Content, []));
}
