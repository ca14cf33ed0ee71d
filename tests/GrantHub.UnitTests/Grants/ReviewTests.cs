using GrantHub.Domain;
using GrantHub.Domain.Decisions;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

public class ReviewTests
{
    private static readonly DateOnly Due = Day(2018, 1, 30);

    [Fact]
    public void Plans_OfTheSample_AreDue60DaysBeforeEachYearEnd()
    {
        var grant = Agreed();
        Assert.Equal(
            [(First, Second, Due), (Second, Third, Day(2019, 1, 30))],
            grant.ReviewPlans.Select(plan => (plan.Year, plan.Decides, plan.DueOn))
        );
        Assert.Equal((First, Due), (grant.NextReviewYear, grant.NextReviewOn));
        Assert.Empty(grant.OpenReviews(Day(2017, 11, 30)));
        var plan = Assert.Single(grant.OpenReviews(Day(2017, 12, 1)));
        Assert.Equal(ReviewState.Open, plan.StateOn(Due));
        Assert.Equal(ReviewState.Overdue, plan.StateOn(Due.AddDays(1)));
        Assert.Equal(ReviewState.Later, grant.ReviewPlans[1].StateOn(Due));
    }

    [Fact]
    public void ChangeReviewDays_Within1And365_MovesTheDueDates()
    {
        var grant = Agreed();
        grant.ChangeReviewDays(90, "The plan is set earlier.");
        Assert.Equal(Day(2017, 12, 31), grant.NextReviewOn);
        Refused.With("review.days", () => grant.ChangeReviewDays(0, "x"));
        Refused.With("review.days", () => grant.ChangeReviewDays(366, "x"), "1 to 365");
        Refused.With("review.days-reason", () => grant.ChangeReviewDays(30, " "));
    }

    [Fact]
    public void Continue_SignedByTheChiefFinanceOfficer_ConfirmsTheNextYear()
    {
        var grant = Agreed();
        grant.Recommended(First, Continue, Due);
        Assert.Equal(ReviewState.AwaitingSignature, grant.ReviewPlans[0].StateOn(Due));
        Assert.Equal(GrantYearState.Indicative, grant.Years[1].State);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));

        Assert.Equal(
            [GrantYearState.Confirmed, GrantYearState.Confirmed, GrantYearState.Indicative],
            grant.Years.Select(year => year.State)
        );
        Assert.Equal("£33,366.00", grant.Confirmed.ToString());
        Assert.Equal(Recommendation.Continue, grant.Reviews[0].Outcome);
        Assert.Equal(Second, grant.NextReviewYear);
        var told = grant.Happenings[^1];
        Assert.Equal("ReviewCarriedOut", told.What);
        Assert.Contains("2018-19 £16,683.00 indicative", told.Before, StringComparison.Ordinal);
        Assert.Contains("2018-19 £16,683.00 confirmed", told.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Amend_SignedByBoth_ConfirmsTheNextYearAtTheAmount()
    {
        var grant = Agreed();
        grant.Recommended(First, Amending(Money.Pounds(15_000)), Due);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Assert.Equal(GrantYearState.Indicative, grant.Years[1].State);
        Assert.Equal(Role.Commissioner, grant.Reviews[0].AwaitingRole);
        grant.SignReview(First, Cast.Delegate(SlscbDecision.Maximum), Signings.Plain, On(Due));

        Assert.Equal("£15,000.00", grant.Years[1].Confirmed.ToString());
        Assert.Equal("£1,683.00", grant.NeverUsed.ToString());
        Assert.Equal("Commissioner, deputy for Pat Carr", grant.Reviews[0].Signatures[^1].Capacity);
    }

    [Fact]
    public void Discontinue_SignedByBoth_EndsEveryLaterYear()
    {
        var grant = Agreed();
        grant.ReleaseEarly(Second, Money.Pounds(683), "Salaries.", Cast.Cfo);
        grant.Reviewed(First, Discontinuing, Due);
        Assert.Equal("£17,366.00", grant.Confirmed.ToString());
        Assert.Equal("£32,683.00", grant.Discontinued.ToString());
        Assert.Equal(Money.Zero, grant.Indicative);
        Assert.Equal(Money.Zero, grant.NeverUsed);
        Assert.Null(grant.NextReviewOn);
    }

    [Fact]
    public void Recommend_WithoutTheReturnsDueByThen_IsRefused()
    {
        var grant = Agreed();
        grant.ScheduleReturns(First, ReturnPattern.Quarterly);
        grant.WriteReview(First, Continue, Cast.Lead, On(Due));
        Refused.With(
            "review.returns",
            () => grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(Due)),
            "every return that is due",
            "due on 31 July 2017",
            "due on 31 October 2017"
        );
        foreach (var number in new[] { 1, 2 })
            grant.SubmitReturn(
                number,
                Report(Money.Pounds(8_000)),
                SubmittedFor.LeadOfficer,
                Cast.Lead,
                On(Due)
            );
        grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(Due));
        Assert.Equal(Role.ChiefFinanceOfficer, grant.Reviews[0].AwaitingRole);
    }

    [Fact]
    public void Recommend_OnTheDayAReturnIsDue_NeedsIt()
    {
        var grant = Agreed();
        grant.AddReturn(First, First.Start, Day(2017, 12, 31), Due, false);
        grant.WriteReview(First, Continue, Cast.Lead, On(Due));
        grant.Recommended(First, Continue, Due.AddDays(-1));
        grant.ReturnReview(First, Cast.Cfo, "Wait for the return.", On(Due));
        Refused.With(
            "review.returns",
            () => grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(Due))
        );
    }

    /// <summary>Else every year could be confirmed on the day of the approval.</summary>
    [Fact]
    public void Recommend_BeforeTheReviewOpens_IsRefused()
    {
        var grant = Agreed();
        var opens = Day(2017, 12, 1);
        grant.WriteReview(First, Continue, Cast.Lead, On(opens.AddDays(-1)));
        var refusal = Refused.With(
            "review.early",
            () => grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(opens.AddDays(-1))),
            "opens on 1 December 2017"
        );
        Assert.Equal([refusal.Message], grant.ReviewGaps(First, opens.AddDays(-1)));
        grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(opens));
    }

    /// <summary>A return that is sent back after the recommendation is missing again.</summary>
    [Fact]
    public void Sign_AfterAReturnWasSentBack_IsRefused()
    {
        var grant = Agreed();
        grant.AddReturn(First, First.Start, Day(2017, 12, 31), Due, false);
        grant.SubmitReturn(
            1,
            Report(Money.Pounds(8_000)),
            SubmittedFor.Recipient,
            Contact,
            On(Due)
        );
        grant.Recommended(First, Continue, Due);
        grant.SendReturnBack(1, "The figures are last year's.", Cast.Lead, On(Due));
        Refused.With(
            "review.returns",
            () => grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due)),
            "Not submitted yet: Return 1"
        );
    }

    [Fact]
    public void Amend_BelowWhatIsSetOff_IsRefused()
    {
        var grant = Agreed();
        grant.Paid(First, SlscbDecision.Yearly, Day(2017, 6, 30));
        grant.Reported(First, Money.Pounds(15_683));
        grant.Settle(
            First,
            new UnspentParts(Money.Zero, Money.Zero, Money.Pounds(1_000)),
            null,
            Cast.Lead,
            On(2018, 6, 30)
        );
        Refused.With(
            "review.offset",
            () => grant.WriteReview(First, Amending(new Money(999_99)), Cast.Lead, On(2018, 7, 1)),
            "£1,000.00 is set off against 2018-19"
        );
        grant.WriteReview(First, Amending(Money.Pounds(1_000)), Cast.Lead, On(2018, 7, 1));
    }

    /// <summary>A variation took the year away and another brought it back, so the review starts afresh.</summary>
    [Fact]
    public void Sign_AfterTheReviewLapsed_AsksForEverySignatureAgain()
    {
        var grant = Agreed();
        grant.Recommended(First, Amending(Money.Pounds(15_000)), Due);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        grant.Vary(Approved(f => f with { Schedule = [f.Schedule[0]] }));
        grant.Vary(Approved(f => f));
        grant.Recommended(First, Continue, Due);
        Assert.Equal(2, Assert.Single(grant.Reviews[0].LiveSignatures).Round);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Assert.Equal(GrantYearState.Confirmed, grant.Years[1].State);
    }

    public static TheoryData<string, ReviewContent> Incomplete =>
        new()
        {
            { "review.forecast", Continue with { Forecast = null } },
            { "review.rating", Continue with { Rating = null } },
            { "review.performance", Continue with { Performance = " " } },
            { "review.recommendation", Continue with { Recommendation = null } },
            { "review.amount", Amending(Money.Pounds(1)) with { Amount = null } },
            { "review.reasons", Continue with { Reasons = "" } },
        };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void Recommend_Incomplete_IsRefused(string code, ReviewContent content)
    {
        var grant = Agreed();
        grant.WriteReview(First, content, Cast.Lead, On(Due));
        var refusal = Refused.With(
            code,
            () => grant.RecommendReview(First, Cast.Lead, Signings.Plain, On(Due))
        );
        Assert.Equal([refusal.Message], grant.ReviewGaps(First, Due));
    }

    [Fact]
    public void Amend_AboveTheCeiling_IsRefusedWithTheWayToAHigherOne()
    {
        var grant = Agreed();
        Refused.With(
            "grant.over-ceiling",
            () =>
                grant.WriteReview(
                    First,
                    Amending(SlscbDecision.Yearly + new Money(1)),
                    Cast.Lead,
                    On(Due)
                ),
            "£16,683.01 for 2018-19 is £0.01 over",
            "£50,049.00",
            "start a decision record that varies the grant"
        );
        grant.Reviewed(First, Amending(Money.Pounds(15_000)), Due);
        grant.Reviewed(Second, Amending(Money.Pounds(18_366)), Day(2019, 1, 30));
        Assert.Equal(grant.Ceiling, grant.Confirmed);
    }

    [Fact]
    public void Amend_BelowWhatWasReleasedOrToNothing_IsRefused()
    {
        var grant = Agreed();
        grant.ReleaseEarly(Second, Money.Pounds(4_000), "Salaries.", Cast.Cfo);
        Refused.With(
            "review.released",
            () => grant.WriteReview(First, Amending(Money.Pounds(3_999)), Cast.Lead, On(Due)),
            "£4,000.00 of 2018-19 has been released"
        );
        Refused.With(
            "review.amount",
            () => grant.WriteReview(First, Amending(Money.Zero), Cast.Lead, On(Due)),
            "recommend to discontinue"
        );
    }

    [Fact]
    public void Sign_AmendThatNoLongerFits_IsRefused()
    {
        var grant = Agreed();
        grant.Recommended(First, Amending(Money.Pounds(4_000)), Due);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        grant.ReleaseEarly(Second, Money.Pounds(4_100), "Salaries.", Cast.Cfo);
        Refused.With(
            "review.released",
            () => grant.SignReview(First, Cast.Pcc, Signings.Plain, On(Due))
        );
        Assert.Equal(Role.Commissioner, grant.Reviews[0].AwaitingRole);
    }

    [Fact]
    public void Sign_WhatOneRecommendedOrSigned_IsRefused()
    {
        var grant = Agreed();
        var all = Cast.Of(
            40,
            "Al Three",
            Role.LeadOfficer | Role.ChiefFinanceOfficer | Role.Commissioner
        );
        grant.WriteReview(First, Discontinuing, all, On(Due));
        grant.RecommendReview(First, all, Signings.Plain, On(Due));
        Refused.AsConflict(
            "review.own",
            () => grant.SignReview(First, all, Signings.Plain, On(Due)),
            "as lead officer"
        );
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Refused.AsConflict(
            "review.own",
            () => grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due)),
            "as chief finance officer"
        );
    }

    [Fact]
    public void Sign_OutOfTurnOrWithoutTickOrTwiceOver_IsRefused()
    {
        var grant = Agreed();
        Refused.AsConflict(
            "review.not-recommended",
            () => grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due))
        );
        Refused.With(
            "review.lead",
            () => grant.RecommendReview(First, Cast.Cfo, Signings.Plain, On(Due))
        );
        grant.Recommended(First, Continue, Due);
        Refused.With(
            "review.turn",
            () => grant.SignReview(First, Cast.Pcc, Signings.Plain, On(Due)),
            "waits for the chief finance officer"
        );
        Refused.With(
            "sign.agree",
            () => grant.SignReview(First, Cast.Cfo, Signings.Plain with { Agreed = false }, On(Due))
        );
        Refused.AsConflict(
            "review.recommended",
            () => grant.WriteReview(First, Continue, Cast.Lead, On(Due))
        );
        Assert.NotNull(grant.WhyNotSignReview(First, Cast.Pcc));
        Assert.Null(grant.WhyNotSignReview(First, Cast.Cfo));
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Refused.AsConflict(
            "review.signed",
            () => grant.WriteReview(First, Continue, Cast.Lead, On(Due)),
            "signed by all: continue"
        );
    }

    [Fact]
    public void Sign_ADeputyBelowTheCeiling_IsRefused()
    {
        var grant = Agreed();
        grant.Recommended(First, Discontinuing, Due);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Refused.With(
            "grant.deputy-limit",
            () =>
                grant.SignReview(
                    First,
                    Cast.Delegate(Money.Pounds(50_000)),
                    Signings.Plain,
                    On(Due)
                ),
            "up to £50,000.00"
        );
    }

    [Fact]
    public void Return_ByASigner_VoidsTheSignaturesAndKeepsThem()
    {
        var grant = Agreed();
        grant.Recommended(First, Discontinuing, Due);
        Refused.With(
            "review.return-reason",
            () => grant.ReturnReview(First, Cast.Cfo, " ", On(Due))
        );
        grant.ReturnReview(First, Cast.Cfo, "Say which outcomes.", On(Due));
        var review = grant.Reviews[0];
        Assert.True(review.IsDraft);
        Assert.Equal("Say which outcomes.", review.ReturnReason);
        Assert.False(Assert.Single(review.Signatures).IsLive);

        grant.Recommended(First, Continue, Due);
        grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due));
        Assert.Equal([1, 2, 2], review.Signatures.Select(s => s.Round));
        Assert.Equal(Recommendation.Continue, review.Outcome);
        Assert.Null(review.ReturnReason);
    }

    [Fact]
    public void Signatures_HashTheReviewAndEachOther()
    {
        var grant = Agreed();
        grant.Reviewed(First, Discontinuing, Due);
        var review = grant.Reviews[0];
        for (var i = 0; i < 3; i++)
            Assert.Equal(
                review.Signatures[i].Hash,
                review.HashOver(review.Signatures[i], review.Signatures.Take(i))
            );
        Assert.Equal(
            "I have read the review of 2017-18 and agree to discontinue 2018-19 and every later year.",
            review.Signatures[2].Statement
        );
        Stored.Set(review, nameof(AnnualReview.Forecast), Money.Pounds(1));
        Assert.NotEqual(review.Signatures[0].Hash, review.HashOver(review.Signatures[0], []));
    }

    [Fact]
    public void Write_AYearWithoutAReview_IsRefused()
    {
        var grant = Agreed();
        Refused.With(
            "review.none",
            () => grant.WriteReview(Third, Continue, Cast.Lead, On(Due)),
            "no indicative year follows"
        );
        Refused.With(
            "review.order",
            () => grant.WriteReview(Second, Continue, Cast.Lead, On(Due)),
            "2018-19 is itself indicative"
        );
        Refused.With(
            "review.forecast-negative",
            () =>
                grant.WriteReview(
                    First,
                    Continue with
                    {
                        Forecast = new Money(-1),
                    },
                    Cast.Lead,
                    On(Due)
                )
        );
    }

    [Fact]
    public void Review_OfAGrantThatARevocationEnds_Lapses()
    {
        var grant = Agreed();
        grant.Recommended(First, Continue, Due);
        grant.GiveWayTo(
            new DecisionBuilder()
                .WithoutMoney()
                .With(c => c with { Relation = new Relation(RelationKind.Revokes, 1, "D-2016-1") })
                .Decided()
        );
        Assert.Null(grant.Reviews[0].AwaitingRole);
        Assert.Equal(ReviewState.NotNeeded, grant.ReviewPlans[0].StateOn(Due));
        Refused.With(
            "review.none",
            () => grant.SignReview(First, Cast.Cfo, Signings.Plain, On(Due))
        );
    }

    [Fact]
    public void Release_UpToAQuarter_BecomesConfirmedAndCanBePaid()
    {
        var grant = Agreed(f =>
            f with
            {
                Schedule = [f.Schedule[0], new(Second, new Money(16_682_99)), f.Schedule[2]],
            }
        );
        Assert.Equal("£4,170.74", grant.LeftToRelease(Second).ToString());
        grant.ReleaseEarly(Second, Money.Pounds(4_000), "Salaries are due on 30 April.", Cast.Cfo);
        Assert.Equal("£4,000.00", grant.FiguresOf(Second).Confirmed.ToString());
        Assert.Equal("£12,682.99", grant.FiguresOf(Second).Indicative.ToString());
        grant.Paid(Second, Money.Pounds(4_000), Day(2018, 4, 30));
        Refused.With(
            "release.limit",
            () => grant.ReleaseEarly(Second, new Money(170_75), "More.", Cast.Cfo),
            "At most 25% of the £16,682.99",
            "£170.74 of that is left"
        );
        grant.ReleaseEarly(Second, new Money(170_74), "More.", Cast.Cfo);
        Assert.Equal(Money.Zero, grant.LeftToRelease(Second));
    }

    [Fact]
    public void Release_WithoutStandingReasonOrIndicativeYear_IsRefused()
    {
        var grant = Agreed();
        var amount = Money.Pounds(1);
        Refused.With(
            "release.cfo",
            () => grant.ReleaseEarly(Second, amount, "x", Cast.Lead),
            "Only the chief finance officer"
        );
        Refused.With("release.reason", () => grant.ReleaseEarly(Second, amount, " ", Cast.Cfo));
        Refused.With("release.amount", () => grant.ReleaseEarly(Second, Money.Zero, "x", Cast.Cfo));
        Refused.AsConflict(
            "release.state",
            () => grant.ReleaseEarly(First, amount, "x", Cast.Cfo),
            "2017-18 is confirmed"
        );
    }
}
