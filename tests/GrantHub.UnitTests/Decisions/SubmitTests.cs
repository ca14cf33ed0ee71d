using GrantHub.Domain.Decisions;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;

namespace GrantHub.UnitTests.Decisions;

public class SubmitTests
{
    [Fact]
    public void Submit_Complete_GetsReferenceAndSealAndWaitsForTheChiefFinanceOfficer()
    {
        var record = new DecisionBuilder().Submitted();

        Assert.Equal("D-2017-0001", record.Reference);
        Assert.Equal(2017, record.Year);
        Assert.Equal(1, record.Round);
        Assert.Equal(DecisionBuilder.SubmittedAt, record.SubmittedAt);
        Assert.Equal(Role.ChiefFinanceOfficer, record.AwaitingRole);
        Assert.Equal(DecisionStatus.AwaitingOfficer, record.Status);
        Assert.True(record.IsSealed);
        Assert.Equal(Assert.Single(record.Seals).Sha256, record.SealHash);
        Assert.Equal(Seal.CanonicalBytes(Templates.Pcc, record.Content, []), record.Seals[0].Bytes);
    }

    [Fact]
    public void Submit_WithoutMoney_WaitsForTheMonitoringOfficer() =>
        Assert.Equal(
            Role.MonitoringOfficer,
            new DecisionBuilder().WithoutMoney().Submitted().AwaitingRole
        );

    [Fact]
    public void Submit_FinancialEffectWithoutProposal_WaitsForTheChiefFinanceOfficer() =>
        Assert.Equal(
            Role.ChiefFinanceOfficer,
            new DecisionBuilder()
                .WithoutMoney()
                .With(new ImplicationAnswer("financial", true, true, "Saves £5,000 a year."))
                .Submitted()
                .AwaitingRole
        );

    /// <summary>Nobody who signs would see it.</summary>
    [Fact]
    public void Submit_AProposalOnAFormWithoutFunding_IsRefused() =>
        Refused.With(
            "submit.hidden-funding",
            () => new DecisionBuilder().On(Templates.PccWithoutFunding).Submitted(),
            "has no section for a grant",
            "Withdraw the record"
        );

    [Theory]
    [InlineData("financial", "Financial", "financial")]
    [InlineData("legal", "Legal", "legal")]
    [InlineData("equality", "Equality and diversity", "equality and diversity")]
    [InlineData("human-rights", "Human rights", "human rights")]
    [InlineData("sustainability", "Sustainability", "sustainability")]
    [InlineData("risk", "Risk", "risk")]
    public void Submit_HeadingUnanswered_IsRefused(string key, string heading, string words) =>
        RefusedAsIncomplete(
            new ImplicationAnswer(key, null),
            heading,
            $"Say whether {words} implications have been considered."
        );

    [Fact]
    public void Submit_HeadingNotConsideredWithoutReason_IsRefused() =>
        RefusedAsIncomplete(
            new ImplicationAnswer("risk", false, NotConsideredReason: " "),
            "Risk",
            "Say why risk implications have not been considered."
        );

    [Fact]
    public void Submit_HeadingNotConsideredWithReason_Passes() =>
        Assert.Equal(
            DecisionStatus.AwaitingOfficer,
            new DecisionBuilder()
                .With(new ImplicationAnswer("risk", false, NotConsideredReason: "Not a project."))
                .Submitted()
                .Status
        );

    [Fact]
    public void Submit_EffectNotAnswered_IsRefused() =>
        RefusedAsIncomplete(
            new ImplicationAnswer("legal", true),
            "Legal",
            "Say whether there is an effect under legal."
        );

    [Fact]
    public void Submit_EffectWithoutDetail_IsRefused() =>
        RefusedAsIncomplete(
            new ImplicationAnswer("legal", true, true, " "),
            "Legal",
            "Describe the effect under legal"
        );

    [Theory]
    [InlineData(0)]
    [InlineData(26)]
    [InlineData(-3)]
    public void Submit_RiskScoreOutside1To25_IsRefused(int score) =>
        RefusedAsIncomplete(
            new ImplicationAnswer("risk", true, true, Risks: [new("Late start", score, null)]),
            "Risk",
            "Late start",
            "from 1 to 25"
        );

    [Fact]
    public void Submit_RiskWithoutWords_IsRefused() =>
        RefusedAsIncomplete(
            new ImplicationAnswer("risk", true, true, Risks: [new(" ", 4, null)]),
            "Risk",
            "Describe each risk"
        );

    [Fact]
    public void Submit_RisksInsteadOfDetail_Passes() =>
        Assert.Equal(
            DecisionStatus.AwaitingOfficer,
            new DecisionBuilder()
                .With(
                    new ImplicationAnswer(
                        "risk",
                        true,
                        true,
                        Risks: [new("Late start", 1, null), new("No bidders", 25, "Ask early")]
                    )
                )
                .Submitted()
                .Status
        );

    public static TheoryData<string, string, Func<DecisionContent, DecisionContent>> Gaps =>
        new()
        {
            { "request", "Choose an answer under \"Request\"", c => c.With("request", "") },
            {
                "executive-summary",
                "Fill in \"Executive summary\"",
                c => c.With("executiveSummary", "")
            },
            { "decision", "Fill in \"Decision\"", c => c.With("decision", "") },
            { "lead-officer", "Enter the lead officer's name", c => c with { LeadOfficer = null } },
            {
                "lead-officer",
                "Enter the lead officer's post",
                c => c with { LeadOfficer = c.LeadOfficer! with { Post = null } }
            },
            {
                "lead-officer",
                "telephone number or e-mail address",
                c => c with { LeadOfficer = c.LeadOfficer! with { Telephone = null, Email = "" } }
            },
            {
                "funding",
                "Say whether the record proposes to grant money",
                c => c with { ProposesFunding = null }
            },
            { "funding", "Enter who receives the money", c => c with { Funding = null } },
            {
                "confidentiality",
                "public (Part I) or exempt (Part II)",
                c => c with { Confidentiality = null }
            },
            {
                "confidentiality",
                "Choose the ground",
                c =>
                    c with
                    {
                        Confidentiality = Confidentiality.Part2,
                        ExemptReasoning = "Prices of a tender.",
                    }
            },
            {
                "confidentiality",
                "Say why the public interest",
                c =>
                    c with
                    {
                        Confidentiality = Confidentiality.Part2,
                        ExemptGround = "Financial or business affairs",
                    }
            },
        };

    [Theory]
    [MemberData(nameof(Gaps))]
    public void Submit_SectionIncomplete_IsRefused(
        string section,
        string words,
        Func<DecisionContent, DecisionContent> open
    )
    {
        var record = new DecisionBuilder().With(open).Draft();

        Refused.With(
            "submit.incomplete",
            () => Submit(record),
            "cannot be submitted yet",
            Templates.Pcc.Section(section)!.Heading + ":",
            words
        );
        Assert.Contains(
            words,
            record.Checklist(Templates.Pcc).Single(task => task.Key == section).Missing[0],
            StringComparison.Ordinal
        );
        Assert.Null(record.Reference);
        Assert.True(record.IsDraft);
    }

    [Fact]
    public void Submit_SeveralGaps_NamesEach() =>
        Refused.With(
            "submit.incomplete",
            () =>
                Submit(
                    new DecisionBuilder()
                        .With(c => c.With("decision", null) with { Implications = [] })
                        .Draft()
                ),
            ["Decision:", .. Templates.Pcc.Implications.Select(heading => heading.Heading + ":")]
        );

    [Fact]
    public void Submit_ByAStranger_IsRefused() =>
        Refused.With(
            "decision.not-yours",
            () =>
                new DecisionBuilder()
                    .Draft()
                    .Submit(
                        Cast.Stranger,
                        Templates.Pcc,
                        DecisionBuilder.Reference,
                        DecisionBuilder.Later
                    ),
            "Only Lee Farrow",
            "lead officer"
        );

    private static void RefusedAsIncomplete(ImplicationAnswer answer, params string[] words) =>
        Refused.With(
            "submit.incomplete",
            () => Submit(new DecisionBuilder().With(answer).Draft()),
            words
        );

    private static void Submit(DecisionRecord record) =>
        record.Submit(
            Cast.Lead,
            Templates.Pcc,
            DecisionBuilder.Reference,
            DecisionBuilder.SubmittedAt
        );
}
