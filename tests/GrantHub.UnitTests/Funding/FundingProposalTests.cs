using GrantHub.Domain;
using GrantHub.Domain.Funding;
using GrantHub.UnitTests.Decisions;

namespace GrantHub.UnitTests.Funding;

public class FundingProposalTests
{
    private static readonly FinancialYear First = new(2017);

    [Fact]
    public void Sample_ThreeYears_ComeToThePenny()
    {
        Assert.Equal("£16,683.00", SlscbDecision.Yearly.ToString());
        Assert.Equal(SlscbDecision.Maximum, SlscbDecision.Funding.Scheduled);
        Assert.Equal("£50,049.00", SlscbDecision.Funding.Scheduled.ToString());
        Assert.Empty(SlscbDecision.Funding.Faults());
        Assert.Empty(SlscbDecision.Funding.Missing());
    }

    public static TheoryData<string, string, string, Func<FundingProposal, FundingProposal>> Bad =>
        new()
        {
            {
                "a penny over the ceiling",
                "Schedule",
                "which is £0.01 over the maximum of £50,048.99. Lower a year or raise the maximum",
                f => f with { Maximum = new Money(50_048_99) }
            },
            {
                "outside the period, after it",
                "Schedule",
                "2020-21 is outside the period of the grant. Take the year out or change the period",
                f => f with { Schedule = [.. f.Schedule, new(new FinancialYear(2020), Money.Zero)] }
            },
            {
                "outside the period, before it",
                "Schedule",
                "2016-17 is outside the period",
                f => f with { Schedule = [.. f.Schedule, new(new FinancialYear(2016), Money.Zero)] }
            },
            {
                "negative",
                "Schedule",
                "The amount for 2017-18 is negative. Enter £0.00 or more",
                f => f with { Schedule = [new(First, new Money(-1)), .. f.Schedule.Skip(1)] }
            },
            {
                "a year twice",
                "Schedule",
                "2017-18 stands in the schedule twice. Put the year's money on one line",
                f => f with { Schedule = [new(First, Money.Zero), .. f.Schedule] }
            },
            {
                "dates that end before they start",
                "PeriodEnd",
                "must end on or after the day it starts. Change one of the two dates",
                f => f with { PeriodEnd = f.PeriodStart!.Value.AddDays(-1) }
            },
            {
                "no ceiling to speak of",
                "Maximum",
                "The maximum must be more than £0.00",
                f => f with { Maximum = Money.Zero, Schedule = [] }
            },
            {
                "streams over the ceiling",
                "Streams",
                "£0.01 over the maximum of £50,049.00. Lower a stream",
                f => f with { Streams = [new(1, "Pot", new Money(50_049_01))] }
            },
            {
                "an empty stream",
                "Streams",
                "The amount from Pot must be more than £0.00",
                f => f with { Streams = [new(1, "Pot", Money.Zero)] }
            },
            {
                "a stream twice",
                "Streams",
                "Pot stands twice. Put the stream's money on one line",
                f => f with { Streams = [new(1, "Pot", new Money(1)), new(1, "Pot", new Money(2))] }
            },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Edit_AContradiction_IsNamedAndRefusedEvenInADraft(
        string why,
        string part,
        string words,
        Func<FundingProposal, FundingProposal> spoil
    )
    {
        var funding = spoil(SlscbDecision.Funding);
        var fault = Assert.Single(funding.Faults());
        Assert.True(part == fault.Part, why);
        var refusal = Refused.With(
            "decision.funding",
            () => new DecisionBuilder().With(c => c with { Funding = funding }).Draft(),
            words
        );
        Assert.Equal(fault.Sentence, refusal.Message);
    }

    [Fact]
    public void Faults_ADayInTheYear_IsInsideThePeriod() =>
        Assert.Empty(
            (
                SlscbDecision.Funding with
                {
                    PeriodStart = new DateOnly(2018, 3, 31),
                    PeriodEnd = new DateOnly(2019, 4, 1),
                }
            ).Faults()
        );

    [Fact]
    public void Faults_AnEmptyDraft_HasNone() => Assert.Empty(new FundingProposal().Faults());

    [Fact]
    public void Missing_AnEmptyDraft_NamesEveryPart() =>
        Assert.Equal(
            ["Recipient", "PeriodStart", "PeriodEnd", "Maximum", "Schedule", "Power"],
            new FundingProposal().Missing().Select(missing => missing.Part)
        );

    public static TheoryData<string, string, Func<FundingProposal, FundingProposal>> Incomplete =>
        new()
        {
            { "Recipient", "who receives the money", f => f with { Recipient = " " } },
            {
                "Schedule",
                "more than £0.00 for at least one financial year",
                f => f with { Schedule = [new(First, Money.Zero)] }
            },
            { "OtherPower", "Name the power", f => f with { Power = StatutoryPower.Other } },
            {
                "Streams",
                "give £9,300.00, which is £40,749.00 less than the maximum of £50,049.00. Add the rest",
                f => f with { Streams = [new(1, "Pot", Money.Pounds(9_300))] }
            },
        };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void Missing_APart_IsNamed(
        string part,
        string words,
        Func<FundingProposal, FundingProposal> open
    )
    {
        var missing = Assert.Single(open(SlscbDecision.Funding).Missing());
        Assert.Equal(part, missing.Part);
        Assert.Contains(words, missing.Sentence, StringComparison.Ordinal);
    }

    /// <summary>The real case of one decision of £97,499 from two streams.</summary>
    [Fact]
    public void Missing_TwoStreamsThatGiveTheMaximum_HasNothing() =>
        Assert.Empty(
            (
                SlscbDecision.Funding with
                {
                    Maximum = Money.Pounds(97_499),
                    Streams =
                    [
                        new(1, "Early intervention", Money.Pounds(9_300)),
                        new(2, "Community safety", Money.Pounds(88_199)),
                    ],
                }
            ).Missing()
        );
}
