using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.UnitTests.Decisions;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

/// <summary>Monitoring returns and the reconciliation after the last of a year.</summary>
public class SettlementTests
{
    private static readonly DateOnly June = Day(2017, 6, 30);
    private static readonly DateTime Closing = On(2018, 6, 30);
    private static readonly Money Spent = Money.Pounds(16_000);

    [Fact]
    public void ScheduleReturns_Quarterly_FollowsTheYear()
    {
        var grant = Agreed();
        var returns = grant.ScheduleReturns(First, ReturnPattern.Quarterly);
        Assert.Equal(
            [Day(2017, 7, 31), Day(2017, 10, 31), Day(2018, 1, 31), Day(2018, 4, 30)],
            returns.Select(r => r.DueOn)
        );
        Assert.Equal([false, false, false, true], returns.Select(r => r.IsFinal));
        Assert.Equal((Day(2018, 1, 1), Day(2018, 3, 31)), (returns[3].From, returns[3].To));
        Refused.AsConflict(
            "return.scheduled",
            () => grant.ScheduleReturns(First, ReturnPattern.Yearly)
        );
    }

    [Fact]
    public void ScheduleReturns_AGrantThatStartsMidYear_LeavesItsFirstMonthsOut()
    {
        var grant = Agreed(f => f with { PeriodStart = Day(2017, 8, 15) });
        Assert.Equal(
            [Day(2017, 8, 15), Day(2017, 10, 1), Day(2018, 1, 1)],
            grant.ScheduleReturns(First, ReturnPattern.Quarterly).Select(r => r.From)
        );
    }

    [Fact]
    public void SubmitReturn_SentBackAndAgain_KeepsBothAndCountsTheAccepted()
    {
        var grant = Agreed();
        var owed = grant.ScheduleReturns(First, ReturnPattern.Yearly)[0];
        void Submit(Money spend) =>
            grant.SubmitReturn(
                owed.Number,
                Report(spend),
                SubmittedFor.Recipient,
                Contact,
                Closing
            );
        Submit(Money.Pounds(15_000));
        Assert.Equal(ReturnState.Submitted, owed.StateOn(owed.DueOn.AddDays(90)));
        Refused.AsConflict("return.waiting", () => Submit(Spent), "Rae Board has submitted");
        Refused.With(
            "return.back-reason",
            () => grant.SendReturnBack(owed.Number, " ", Cast.Lead, Closing)
        );
        grant.SendReturnBack(owed.Number, "March is missing.", Cast.Lead, Closing);
        Assert.Equal(ReturnState.SentBack, owed.StateOn(owed.DueOn));
        Assert.Equal(ReturnState.Overdue, owed.StateOn(owed.DueOn.AddDays(1)));
        Assert.Equal("March is missing.", owed.SentBackReason);
        Assert.Equal(Money.Zero, grant.Spent);
        Submit(Spent);
        Assert.Null(owed.SentBackReason);
        grant.AcceptReturn(owed.Number, Cast.Lead, Closing);
        Assert.Equal(Spent, grant.FiguresOf(First).Spent);
        Assert.Equal(
            ["March is missing.", null],
            owed.Submissions.Select(submission => submission.SentBackReason)
        );
        Refused.AsConflict("return.accepted", () => Submit(Spent), "Lee Farrow has accepted");
    }

    [Fact]
    public void SubmitReturn_WithoutWhatItNeeds_IsRefused()
    {
        var grant = Agreed();
        var owed = grant.ScheduleReturns(First, ReturnPattern.Yearly)[0];
        void Submit(ReturnReport report) =>
            grant.SubmitReturn(owed.Number, report, SubmittedFor.Recipient, Contact, Closing);
        Refused.With("return.spend", () => Submit(Report(new Money(-1))));
        Refused.With("return.activity", () => Submit(Report(Spent) with { Activity = "" }));
        Refused.With("return.outcomes", () => Submit(Report(Spent) with { Outcomes = " " }));
        Refused.AsConflict(
            "return.not-submitted",
            () => grant.AcceptReturn(owed.Number, Cast.Lead, Closing)
        );
        Refused.With("return.gone", () => grant.AcceptReturn(9, Cast.Lead, Closing));
    }

    [Fact]
    public void AddChangeRemoveReturn_WhatCannotBe_IsRefused()
    {
        var grant = Agreed();
        var owed = grant.ScheduleReturns(First, ReturnPattern.Yearly)[0];
        Refused.With(
            "return.final-twice",
            () => grant.AddReturn(First, First.Start, First.End, June, true),
            "due on 30 April 2018"
        );
        Refused.With(
            "return.period",
            () => grant.AddReturn(First, First.Start, First.End.AddDays(1), June, false)
        );
        Refused.With(
            "return.due",
            () => grant.AddReturn(First, June, First.End, June.AddDays(-1), false)
        );
        Refused.With("return.reason", () => grant.ChangeReturn(owed.Number, June, "", June));
        grant.ChangeReturn(owed.Number, June, "Agreed with the Board.", June);
        Assert.Equal(June, owed.DueOn);
        grant.SubmitReturn(owed.Number, Report(Spent), SubmittedFor.Recipient, Contact, Closing);
        grant.SendReturnBack(owed.Number, "Say more.", Cast.Lead, Closing);
        Refused.With(
            "return.submitted",
            () => grant.RemoveReturn(owed.Number, "Not needed.", June)
        );
        var other = grant.AddReturn(First, First.Start, June, June, false);
        grant.RemoveReturn(other.Number, "Not needed.", June);
        Assert.Single(grant.Returns);
    }

    /// <summary>A return says what was spent in the year so far, so a later one counts alone.</summary>
    [Fact]
    public void Spent_OfSeveralReturns_IsTheLatestPeriods()
    {
        var grant = Agreed();
        var returns = grant.ScheduleReturns(First, ReturnPattern.HalfYearly);
        foreach (var (owed, spend) in returns.Reverse().Zip([9_000L, 4_000L]))
        {
            grant.SubmitReturn(
                owed.Number,
                Report(Money.Pounds(spend)),
                SubmittedFor.Recipient,
                Contact,
                Closing
            );
            grant.AcceptReturn(owed.Number, Cast.Lead, Closing.AddDays(-owed.Number));
        }
        Assert.Equal("£9,000.00", grant.Spent.ToString());
    }

    [Fact]
    public void Settle_CarryForwardAndOffset_GoIntoTheNextYear()
    {
        var grant = Spending(Spent);
        Assert.Equal("£683.00", grant.FiguresOf(First).Unspent.ToString());
        grant.Settle(
            First,
            new UnspentParts(Money.Pounds(83), Money.Pounds(100), Money.Pounds(500)),
            "Agreed with the Board.",
            Cast.Cfo,
            Closing
        );
        var second = grant.FiguresOf(Second);
        Assert.Equal("£583.00", second.BroughtForward.ToString());
        Assert.Equal("£583.00", second.Unspent.ToString());
        Assert.Equal("£16,183.00", second.LeftToAuthorise.ToString());
        Assert.Equal("£16,683.00", second.Confirmed.ToString());
        Assert.Equal("£100.00", grant.FiguresOf(First).Unspent.ToString());
        Assert.Equal("£683.00", grant.Unspent.ToString());
        Refused.With(
            "payment.over-confirmed",
            () => grant.Authorised(Second, new Money(16_183_01), Day(2018, 7, 1)),
            "less £500.00 set off from the year before",
            "£16,183.00 is left"
        );
        grant.Authorised(Second, Money.Pounds(16_183), Day(2018, 7, 1));
        grant.Recover(
            First,
            null,
            Money.Pounds(100),
            Day(2018, 7, 1),
            "RCPT",
            "Unspent.",
            Requester,
            Day(2018, 7, 1)
        );
        Assert.Equal(Money.Zero, grant.FiguresOf(First).Unspent);
        Assert.Equal("£50,049.00", (grant.Confirmed + grant.Indicative).ToString());
    }

    [Fact]
    public void Settle_SpentAboveWhatWasPaid_IsTheRecipientsOwn()
    {
        var grant = Spending(Money.Pounds(17_000));
        var figures = grant.FiguresOf(First);
        Assert.Equal(
            ("£0.00", "£317.00"),
            (figures.Unspent.ToString(), figures.OwnSpend.ToString())
        );
        grant.Settle(First, UnspentParts.None, null, Cast.Cfo, Closing);
        Assert.Equal(Money.Zero, grant.FiguresOf(Second).BroughtForward);
    }

    [Fact]
    public void Settle_PartsThatDoNotAddUp_IsRefused()
    {
        var grant = Spending(Spent);
        void Settle(Money carry, Money recover, Money offset) =>
            grant.Settle(First, new(carry, recover, offset), null, Cast.Cfo, Closing);
        Refused.With(
            "settlement.sum",
            () => Settle(Money.Zero, new Money(682_99), Money.Zero),
            "£683.00 of 2017-18 is unspent",
            "adds up to £682.99"
        );
        Refused.With(
            "settlement.negative",
            () => Settle(Money.Pounds(684), -Money.Pounds(1), Money.Zero)
        );
        grant.Paid(Second, Money.Pounds(16_500), Day(2018, 5, 1));
        Refused.With(
            "settlement.offset",
            () => Settle(Money.Zero, Money.Zero, Money.Pounds(683)),
            "£183.00 of it is left to pay"
        );
        Assert.Null(grant.Years[0].Settlement);
    }

    [Fact]
    public void Settle_BeforeItsTime_IsRefused()
    {
        var grant = Agreed();
        grant.Paid(First, SlscbDecision.Yearly, June);
        void Settle() => grant.Settle(First, UnspentParts.None, null, Cast.Cfo, Closing);
        Refused.With("settlement.final-return", Settle, "no final return");
        var owed = grant.ScheduleReturns(First, ReturnPattern.Yearly)[0];
        Refused.With("settlement.returns", Settle, "has not been accepted");
        grant.SubmitReturn(
            owed.Number,
            Report(SlscbDecision.Yearly),
            SubmittedFor.Recipient,
            Contact,
            Closing
        );
        grant.AcceptReturn(owed.Number, Cast.Lead, Closing);
        var open = grant.PlanInstalment(First, Money.Pounds(1), June).Number;
        Refused.With("settlement.open", Settle, "£1.00 of 2017-18", "Pay or cancel it first");
        grant.RemoveInstalment(open);
        Refused.With(
            "settlement.indicative",
            () => grant.Settle(Second, UnspentParts.None, null, Cast.Cfo, Closing)
        );
        grant.Reviewed(First, Continue, Day(2018, 1, 30));
        Refused.With(
            "settlement.order",
            () => grant.Settle(Second, UnspentParts.None, null, Cast.Cfo, Closing),
            "Settle 2017-18 first"
        );
        Assert.Null(grant.WhyNotSettle(First));
        Settle();
        Refused.AsConflict("settlement.twice", Settle, "Cora Field");
        Assert.Equal(Day(2018, 6, 30), Grant.SettlementDueOn(First));
    }

    [Fact]
    public void Settled_AYear_TakesNoMorePaymentsOrReturns()
    {
        var grant = Spending(SlscbDecision.Yearly);
        grant.Settle(First, UnspentParts.None, null, Cast.Cfo, Closing);
        Refused.With(
            "instalment.settled",
            () => grant.PlanInstalment(First, Money.Pounds(1), June),
            "2017-18 is settled"
        );
        Refused.With(
            "return.settled",
            () => grant.AddReturn(First, First.Start, June, June, false)
        );
    }

    /// <summary>The recipient still holds money of a year that nobody will pay.</summary>
    [Fact]
    public void State_ADiscontinuedYearWithMoneyBroughtForward_IsNotClosedBeforeItIsSettled()
    {
        var grant = Agreed();
        grant.Paid(First, SlscbDecision.Yearly, June);
        grant.Reported(First, Spent);
        var rest = SlscbDecision.Yearly - Spent;
        grant.Settle(
            First,
            UnspentParts.None with
            {
                CarryForward = rest,
            },
            null,
            Cast.Lead,
            Closing
        );
        grant.Reviewed(First, Discontinuing, Day(2018, 7, 1));
        Assert.Equal(rest, grant.Unspent);
        Assert.Equal(GrantState.Running, grant.State);
        Assert.True(grant.NeedsSettlement(Second));
        grant.Reported(Second, rest);
        grant.Settle(Second, UnspentParts.None, null, Cast.Lead, On(2019, 6, 30));
        Assert.Equal(GrantState.Closed, grant.State);
    }

    [Fact]
    public void Settle_TheLastYear_CannotCarryForward()
    {
        var grant = Spending(Spent, Discontinuing);
        Refused.With(
            "settlement.last",
            () =>
                grant.Settle(
                    First,
                    new(Money.Pounds(683), Money.Zero, Money.Zero),
                    null,
                    Cast.Cfo,
                    Closing
                ),
            "No year follows 2017-18",
            "Recover the unspent £683.00"
        );
        grant.Settle(
            First,
            new(Money.Zero, Money.Pounds(683), Money.Zero),
            null,
            Cast.Cfo,
            Closing
        );
        Assert.Equal(GrantState.Closed, grant.State);
    }

    /// <summary>The first year paid in full, so much of it spent, and its review signed.</summary>
    private static Grant Spending(Money spent, ReviewContent? review = null)
    {
        var grant = Agreed();
        grant.Paid(First, SlscbDecision.Yearly, June);
        grant.Reviewed(First, review ?? Continue, Day(2018, 1, 30));
        grant.Reported(First, spent);
        return grant;
    }
}
