using GrantHub.Domain;
using GrantHub.Domain.Grants;
using GrantHub.Domain.People;
using GrantHub.UnitTests.People;
using static GrantHub.UnitTests.Grants.GrantBuilder;

namespace GrantHub.UnitTests.Grants;

/// <summary>Conditions, overdue returns and their override.</summary>
public class BlockTests
{
    private static readonly Money Amount = Money.Pounds(100);
    private static readonly DateOnly Today = Day(2017, 9, 1);

    [Fact]
    public void Authorise_BeforeAFirstPaymentCondition_IsRefusedUntilItIsMet()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the business case", null);
        Blocked(
            grant,
            Today,
            "Condition 1 has to be met before the first payment: Send the business case."
        );
        grant.MeetCondition(1, Today, "Received by post.", Cast.Lead, Today);
        Assert.Empty(grant.Blocks(Today));
        Assert.Equal(ConditionState.Met, grant.Conditions[0].StateOn(Today));
        grant.UnmeetCondition(1, "It was another grant's.");
        Assert.Single(grant.Blocks(Today));
    }

    [Fact]
    public void Authorise_AConditionByADate_IsRefusedOnceItsDayHasPassed()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.ByDate, "Send the audit.", Today);
        Assert.Empty(grant.Blocks(Today));
        Blocked(grant, Today.AddDays(1), "Condition 1 had to be met by 1 September 2017");
    }

    [Fact]
    public void Authorise_AContinuingCondition_IsRefusedOnlyWhileBreached()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.Continuing, "Keep the policy.", null);
        Assert.Empty(grant.Blocks(Today));
        grant.BreachCondition(1, Today, "The policy has lapsed", Cast.Lead, Today);
        Blocked(grant, Today, "breached since 1 September 2017: The policy has lapsed.");
        grant.EndBreach(1, "Renewed.");
        Assert.Empty(grant.Blocks(Today));
    }

    [Fact]
    public void Authorise_AnOverdueReturn_IsRefusedUntilItIsSubmitted()
    {
        var grant = Agreed();
        var owed = grant.AddReturn(First, Day(2017, 4, 1), Day(2017, 7, 31), Today, false);
        Assert.Empty(grant.Blocks(Today));
        Blocked(grant, Today.AddDays(1), "The return for 2017-18 was due on 1 September 2017");
        grant.SubmitReturn(
            owed.Number,
            Report(Amount),
            SubmittedFor.Recipient,
            Contact,
            On(Today.AddDays(1))
        );
        Assert.Empty(grant.Blocks(Today.AddDays(1)));
        grant.SendReturnBack(owed.Number, "Say more.", Cast.Lead, On(Today.AddDays(1)));
        Assert.Single(grant.Blocks(Today.AddDays(1)));
    }

    [Fact]
    public void Override_ByTheChiefFinanceOfficer_CoversUntilSomethingChanges()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.Continuing, "Keep the policy.", null);
        grant.BreachCondition(1, Today, "The policy has lapsed.", Cast.Lead, Today);
        Refused.With(
            "override.cfo",
            () => grant.OverrideBlocks("Salaries.", Cast.Lead, On(Today)),
            "Only the chief finance officer"
        );
        Refused.With("override.reason", () => grant.OverrideBlocks(" ", Cast.Cfo, On(Today)));
        grant.OverrideBlocks("Salaries are due.", Cast.Cfo, On(Today));

        Assert.Empty(grant.OpenBlocks(Today));
        Assert.Single(grant.Blocks(Today));
        var kept = Assert.Single(grant.Overrides);
        Assert.Equal(("Salaries are due.", "Cora Field"), (kept.Reason, kept.ByName));
        Refused.AsConflict(
            "override.nothing",
            () => grant.OverrideBlocks("Again.", Cast.Cfo, On(Today))
        );
        grant.Authorised(First, Amount, Today);

        grant.EndBreach(1, "Renewed.");
        grant.BreachCondition(1, Today, "It has lapsed again.", Cast.Lead, Today);
        Blocked(grant, Today, "It has lapsed again.");
    }

    [Fact]
    public void Authorise_WhatOneOverrode_IsRefused()
    {
        var grant = Agreed();
        var both = Cast.Of(31, "Vic Both", Role.ChiefFinanceOfficer | Role.PaymentAuthoriser);
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the plan.", null);
        grant.OverrideBlocks("Salaries.", both, On(Today));
        var number = grant.Requested(First, Amount, Today);
        Refused.With(
            "payment.own-override",
            () => grant.AuthorisePayment(number, both, null, On(Today)),
            "You overrode",
            "somebody else"
        );
        Assert.NotNull(grant.WhyNotAuthorise(both, Today));
        grant.AuthorisePayment(number, Authoriser, null, On(Today));
        grant.MeetCondition(1, Today, "Received.", Cast.Lead, Today);
        Assert.Null(grant.WhyNotAuthorise(both, Today));
    }

    /// <summary>A waiver lets payments go on as an override does.</summary>
    [Fact]
    public void Authorise_WhatOneWaived_IsRefused()
    {
        var grant = Agreed();
        var both = Cast.Of(31, "Vic Both", Role.ChiefFinanceOfficer | Role.PaymentAuthoriser);
        grant.AddCondition(ConditionKind.Continuing, "Keep a safeguarding policy.", null);
        grant.WaiveCondition(1, "Kept by the council.", both, On(Today));
        Assert.Null(grant.WhyNotAuthorise(both, Today));
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the plan.", null);
        grant.WaiveCondition(2, "Overtaken.", both, On(Today));
        var number = grant.Requested(First, Amount, Today);
        Refused.With(
            "payment.own-waiver",
            () => grant.AuthorisePayment(number, both, null, On(Today)),
            "You waived condition 2",
            "somebody else"
        );
        grant.AuthorisePayment(number, Authoriser, null, On(Today));
    }

    /// <summary>Else the lead officer would lift the block that only the chief finance officer can override.</summary>
    [Fact]
    public void MoveOrRemove_AnOverdueReturn_NeedsTheOverrideFirst()
    {
        var grant = Agreed();
        var late = Day(2017, 8, 1);
        grant.ScheduleReturns(First, ReturnPattern.Quarterly);
        Refused.With(
            "return.overdue",
            () => grant.ChangeReturn(1, Day(2017, 12, 31), "More time.", late),
            "was due on 31 July 2017",
            "chief finance officer"
        );
        Refused.With("return.overdue", () => grant.RemoveReturn(1, "Not needed.", late));
        grant.ChangeReturn(2, Day(2017, 12, 31), "More time.", late);
        grant.OverrideBlocks("The Board was told so.", Cast.Cfo, On(late));
        grant.ChangeReturn(1, Day(2017, 12, 31), "More time.", late);
        Assert.Empty(grant.Blocks(late));
    }

    [Fact]
    public void Override_ByADeputyBelowTheCeiling_IsRefused()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the plan.", null);
        var deputy = Cast.Deputy(
            32,
            "Dep",
            Role.ChiefFinanceOfficer,
            Cast.Cfo,
            Money.Pounds(50_000)
        );
        Refused.With(
            "grant.deputy-limit",
            () => grant.OverrideBlocks("Salaries.", deputy, On(Today)),
            "up to £50,000.00",
            "Cora Field"
        );
    }

    [Fact]
    public void Waive_ByTheChiefFinanceOfficerOnly_EndsTheCondition()
    {
        var grant = Agreed();
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the plan.", null);
        Refused.With("condition.cfo", () => grant.WaiveCondition(1, "Old.", Cast.Lead, On(Today)));
        Refused.With("condition.reason", () => grant.WaiveCondition(1, " ", Cast.Cfo, On(Today)));
        grant.WaiveCondition(1, "Overtaken.", Cast.Cfo, On(Today));
        Assert.Empty(grant.Blocks(Today));
        Assert.Equal(ConditionState.Waived, grant.Conditions[0].StateOn(Today));
        Refused.AsConflict(
            "condition.waived",
            () => grant.MeetCondition(1, Today, "Received.", Cast.Lead, Today)
        );
    }

    [Fact]
    public void Conditions_WithoutWhatTheyNeed_AreRefused()
    {
        var grant = Agreed();
        Refused.With("condition.date", () => grant.AddCondition(ConditionKind.ByDate, "x", null));
        Refused.With(
            "condition.text",
            () => grant.AddCondition(ConditionKind.Continuing, " ", null)
        );
        grant.AddCondition(ConditionKind.Continuing, "Keep the policy.", null);
        grant.AddCondition(ConditionKind.BeforeFirstPayment, "Send the plan.", null);
        Refused.With(
            "condition.continuing",
            () => grant.MeetCondition(1, Today, "x", Cast.Lead, Today)
        );
        Refused.With(
            "condition.not-continuing",
            () => grant.BreachCondition(2, Today, "x", Cast.Lead, Today)
        );
        Refused.With(
            "condition.evidence",
            () => grant.MeetCondition(2, Today, " ", Cast.Lead, Today)
        );
        Refused.With(
            "condition.future",
            () => grant.MeetCondition(2, Today.AddDays(1), "x", Cast.Lead, Today)
        );
        Refused.With(
            "condition.reason",
            () => grant.BreachCondition(1, Today, " ", Cast.Lead, Today)
        );
        Refused.AsConflict("condition.not-breached", () => grant.EndBreach(1, "x"));
        Refused.AsConflict("condition.not-met", () => grant.UnmeetCondition(2, "x"));
        Refused.With("condition.gone", () => grant.EndBreach(3, "x"));
        grant.BreachCondition(1, Today, "Lapsed.", Cast.Lead, Today);
        Refused.AsConflict(
            "condition.breached",
            () => grant.BreachCondition(1, Today, "x", Cast.Lead, Today)
        );
        grant.MeetCondition(2, Today, "Received.", Cast.Lead, Today);
        Refused.AsConflict(
            "condition.met",
            () => grant.MeetCondition(2, Today, "x", Cast.Lead, Today)
        );
    }

    private static void Blocked(Grant grant, DateOnly today, string words)
    {
        var number = grant.Requested(First, Amount, today);
        Refused.With(
            "payment.blocked",
            () => grant.AuthorisePayment(number, Authoriser, null, On(today)),
            words,
            "overrides it with a reason"
        );
    }
}
